package trace

import "strconv"

// endState says whether an end of a connection has been opened and closed.
type endState uint8

const (
	unseen endState = iota
	opened
	closed
)

// checkRefs checks that a record refers to things that exist. Records about connections are left to checkConn.
func (v *validator) checkRefs(r Record) string {
	if r.Ref < 0 && r.End() == 0 {
		return "reference " + strconv.Itoa(int(r.Ref)) + " is negative"
	}
	switch {
	case r.Kind == Status && int(r.Ref) >= v.texts:
		return "the name " + strconv.Itoa(int(r.Ref)) + " is not in the string table"
	case r.Kind == Status && uint64(r.Arg) >= uint64(tones):
		return notAllowed("tone", uint64(r.Arg), 0, uint64(tones)-1)
	case r.Kind == TaskMade && r.Ref >= int32(r.Task):
		return "its parent, task " + strconv.Itoa(int(r.Ref)) + ", was not made before it"
	case (r.Kind == TaskReady || r.Kind == CancelSent) && r.Ref != 0 && !v.exists(int64(r.Ref)):
		return "by task " + strconv.Itoa(int(r.Ref)) + ", which was not made"
	case r.Kind == TaskWaiting && r.Why == WhyTask && r.Ref != 0 && !v.exists(int64(r.Ref)):
		return "waits for task " + strconv.Itoa(int(r.Ref)) + ", which was not made"
	case r.Kind == TaskWaiting && (r.Why == WhyRead || r.Why == WhyWrite):
		return v.checkOpen(End(r.Ref))
	}
	return ""
}

// checkConn checks a record about a connection. ConnOpened and ConnAccepted open its two ends, in either order; an end
// outside of the run has no records.
func (v *validator) checkConn(r Record) string {
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
	if problem := v.checkOpen(e); problem != "" {
		return problem
	}
	if r.Kind == ConnClosed {
		v.ends[e] = closed
	} else if r.Arg < 0 {
		return strconv.FormatInt(r.Arg, 10) + " bytes"
	}
	return ""
}

// checkOpen returns why an end of a connection cannot be used, "" when it can.
func (v *validator) checkOpen(e End) string {
	name := "connection " + strconv.Itoa(int(e.Conn()))
	switch v.ends[e] {
	case opened:
		return ""
	case closed:
		return name + " has been closed at its " + e.String() + " end"
	}
	return name + " was not opened at its " + e.String() + " end"
}

// checkHold checks that at most one task holds a resource, and that only its holder releases it.
func (v *validator) checkHold(r Record) string {
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

func (v *validator) exists(id int64) bool { return id > 0 && id <= int64(len(v.tasks)) }
