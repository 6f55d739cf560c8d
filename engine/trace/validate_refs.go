package trace

import "strconv"

// connRule is what was seen of one connection.
type connRule struct {
	opened, accepted bool
	ends, closed     int
}

func (c *connRule) open() bool { return c != nil && c.ends > 0 }

// refs checks that a record refers to things that exist. Conn records are left to conn.
func (v *validator) refs(r Record) string {
	if r.Ref < 0 {
		return "reference " + strconv.Itoa(int(r.Ref)) + " is negative"
	}
	switch {
	case r.Kind == TaskMade && r.Ref >= int32(r.Task):
		return "its parent, task " + strconv.Itoa(int(r.Ref)) + ", was not made before it"
	case (r.Kind == TaskReady || r.Kind == CancelSent) && r.Ref != 0 && !v.made(int64(r.Ref)):
		return "by task " + strconv.Itoa(int(r.Ref)) + ", which was not made"
	case r.Kind == TaskWaiting && r.Why == WhyTask && r.Ref != 0 && !v.made(int64(r.Ref)):
		return "waits for task " + strconv.Itoa(int(r.Ref)) + ", which was not made"
	case r.Kind == TaskWaiting && (r.Why == WhyRead || r.Why == WhyWrite) && !v.conns[r.Ref].open():
		return "waits for " + r.Why.String() + " on connection " + strconv.Itoa(int(r.Ref)) + ", which was not opened"
	}
	return ""
}

// conn checks the records of a connection. Its two ends are opened by ConnOpened and ConnAccepted, in
// either order and perhaps only one of them: the other end may be outside the run.
func (v *validator) conn(r Record) string {
	if r.Kind < ConnOpened || r.Kind > BytesReceived {
		return ""
	}
	name := "connection " + strconv.Itoa(int(r.Ref))
	if r.Ref == 0 {
		return "it names no connection: they are numbered from 1"
	}
	c := v.conns[r.Ref]
	if c == nil {
		c = &connRule{}
		v.conns[r.Ref] = c
	}
	switch {
	case r.Kind == ConnOpened && c.opened, r.Kind == ConnAccepted && c.accepted:
		return name + " is " + r.Kind.String() + " a second time"
	case r.Kind == ConnOpened:
		c.opened, c.ends = true, c.ends+1
	case r.Kind == ConnAccepted:
		c.accepted, c.ends = true, c.ends+1
	case !c.open():
		return name + " was not opened"
	case c.closed == c.ends:
		return name + " has been closed at every end it has"
	case r.Kind == ConnClosed:
		c.closed++
	case r.Arg < 0:
		return strconv.FormatInt(r.Arg, 10) + " bytes"
	}
	return ""
}

// hold checks that a resource is held by at most one, and released by that one.
func (v *validator) hold(r Record) string {
	if r.Kind != Acquired && r.Kind != Released {
		return ""
	}
	name := "resource " + strconv.Itoa(int(r.Ref))
	by, held := v.held[r.Ref]
	switch {
	case r.Kind == Acquired && held:
		return name + " is held by task " + strconv.Itoa(int(by))
	case r.Kind == Acquired:
		v.held[r.Ref] = r.Task
	case !held || by != r.Task:
		return name + " is not held by task " + strconv.Itoa(int(r.Task))
	default:
		delete(v.held, r.Ref)
	}
	return ""
}
