package engine

import (
	"errors"

	"overlap/engine/trace"
)

var (
	// ErrDeadline is what a wait returns when its deadline came first.
	ErrDeadline = errors.New("engine: deadline exceeded")
	// ErrStopped is what a run ends with when it is stopped from outside.
	ErrStopped = errors.New("engine: stopped")

	errVirtual   = errors.New("engine: a virtual clock cannot wait for a real network: use the real clock")
	errAwaitSelf = errors.New("engine: a task cannot await itself")
)

// Cancelled is the error a cancelled task's wait returns. Its function should clean up and return it; one
// that returns nil instead has caught the cancellation, which the trace shows.
type Cancelled struct {
	By    string // the name of the task that cancelled it, "" for the loop
	Cause string // why, as the canceller said
}

func (e *Cancelled) Error() string {
	if e.Cause == "" {
		return "cancelled"
	}
	return "cancelled: " + e.Cause
}

// IsCancelled reports whether err is or wraps a cancellation.
func IsCancelled(err error) bool {
	var c *Cancelled
	return errors.As(err, &c)
}

// Cancel asks the task to end: the wait it is in, or its next one, returns a *Cancelled once. As asyncio's
// Task.cancel it is a request, delivered one time, that the task may clean up after or refuse; a second one
// before the first is delivered changes nothing, and one to a task that awaits another goes to that one.
// It returns false when the task has already ended.
func (t *Task) Cancel(cause string) bool {
	if t.done {
		return false
	}
	l := t.loop
	err := &Cancelled{Cause: cause}
	by := int32(0)
	if l.running != nil {
		err.By, by = l.running.name, int32(l.running.id)
	}
	// Tasks may await each other in a circle, of which t need not be a part: no chain is longer than all tasks.
	asked := t
	for range l.alive {
		l.record(&trace.Record{Kind: trace.CancelSent, Task: asked.id, Ref: by, Text: l.text(cause)})
		if asked.state != waiting || asked.awaiting == nil || asked.awaiting == t {
			break
		}
		asked, by = asked.awaiting, int32(asked.id)
	}
	asked.deliver(err)
	return true
}

// deliver interrupts the wait the task is in, or leaves the cancellation for its next one.
func (t *Task) deliver(err *Cancelled) {
	_, under := t.wakeErr.(*Cancelled)
	switch {
	case under: // one is on its way
	case t.state != waiting:
		t.cancel = err
	case t.interrupt != nil:
		t.wakeErr = err
		t.interrupt()
	default:
		if t.lot != nil {
			t.lot.remove(t)
		}
		t.wakeErr = err
		t.loop.wake(t)
	}
}
