package trace

import "strconv"

// endState is what was seen of an end of a connection: nothing, its opening or its close.
type endState uint8

const (
	unseen endState = iota
	opened
	closed
)

// refs checks that a record refers to things that exist. Conn records are left to conn.
func (v *validator) refs(r Record) string {
	if r.Ref < 0 && r.End() == 0 {
		return "reference " + strconv.Itoa(int(r.Ref)) + " is negative"
	}
	switch {
	case r.Kind == TaskMade && r.Ref >= int32(r.Task):
		return "its parent, task " + strconv.Itoa(int(r.Ref)) + ", was not made before it"
	case (r.Kind == TaskReady || r.Kind == CancelSent) && r.Ref != 0 && !v.made(int64(r.Ref)):
		return "by task " + strconv.Itoa(int(r.Ref)) + ", which was not made"
	case r.Kind == TaskWaiting && r.Why == WhyTask && r.Ref != 0 && !v.made(int64(r.Ref)):
		return "waits for task " + strconv.Itoa(int(r.Ref)) + ", which was not made"
	case r.Kind == TaskWaiting && (r.Why == WhyRead || r.Why == WhyWrite):
		return v.open(End(r.Ref))
	}
	return ""
}

// conn checks the records of a connection. Its two ends are opened by ConnOpened and ConnAccepted, in
// either order and perhaps only one of them: the other end may be outside the run.
func (v *validator) conn(r Record) string {
	if !r.Kind.ofConn() {
		return ""
	}
	e := End(r.Ref)
	name := "connection " + strconv.Itoa(int(e.Conn()))
	switch {
	case e == 0:
		return "it names no connection: they are numbered from 1"
	case r.Kind == ConnOpened || r.Kind == ConnAccepted:
		if e.Accepted() != (r.Kind == ConnAccepted) {
			return name + " is " + r.Kind.String() + " at its " + e.String() + " end"
		}
		if v.ends[e] != unseen {
			return name + " is " + r.Kind.String() + " a second time"
		}
		v.ends[e] = opened
		return ""
	}
	if problem := v.open(e); problem != "" {
		return problem
	}
	if r.Kind == ConnClosed {
		v.ends[e] = closed
	} else if r.Arg < 0 {
		return strconv.FormatInt(r.Arg, 10) + " bytes"
	}
	return ""
}

// open returns why an end of a connection cannot be used, "" when it can.
func (v *validator) open(e End) string {
	name := "connection " + strconv.Itoa(int(e.Conn()))
	switch v.ends[e] {
	case opened:
		return ""
	case closed:
		return name + " has been closed at its " + e.String() + " end"
	}
	return name + " was not opened at its " + e.String() + " end"
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

func (v *validator) made(id int64) bool { return id > 0 && id <= int64(len(v.tasks)) }
