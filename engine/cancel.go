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
	Scope *Scope // what was cancelled, and swallows it at its end; nil for a task
}

func (e *Cancelled) Error() string {
	if e.Cause == "" {
		return "cancelled"
	}
	return "cancelled: " + e.Cause
}

// IsCancelled reports whether err is or wraps a cancellation.
func IsCancelled(err error) bool {
	_, ok := errors.AsType[*Cancelled](err) // errors.As would bring reflection, 5 kB of the page's program
	return ok
}

// Cancel asks the task to end: the wait it is in, or its next one, returns a *Cancelled once. As asyncio's
// Task.cancel it is a request, delivered one time, that the task may clean up after or refuse; a second one
// before the first is delivered changes nothing, and one to a task that awaits another goes to that one.
// It returns false when the task has already ended.
func (t *Task) Cancel(cause string) bool {
	if t.done {
		return false
	}
	t.ask(t.loop.cancelled(cause, nil), nil)
	return true
}

// PassOn asks the task to end with a cancellation that was somebody else's, which err is or wraps: how one that
// waits for others hands its own to them, so that the scope it is from knows it when it comes back. The rest is
// as Cancel, but that it does not come back to the task that passes it on: one that awaits that is asked itself.
func (t *Task) PassOn(err error) bool {
	c, ok := errors.AsType[*Cancelled](err)
	if !ok {
		return t.Cancel(err.Error())
	}
	if t.done {
		return false
	}
	t.ask(c, t.loop.running)
	return true
}

// cancelled returns a cancellation by the task that runs.
func (l *Loop) cancelled(cause string, s *Scope) *Cancelled {
	c := &Cancelled{Cause: cause, Scope: s}
	if l.running != nil {
		c.By = l.running.name
	}
	return c
}

// ask delivers a cancellation to the task, or to the one at the end of the chain it awaits, up to but not
// including last.
func (t *Task) ask(c *Cancelled, last *Task) {
	// Tasks may await each other in a circle, of which t need not be a part: no chain is longer than all tasks.
	asked, by := t, t.loop.runningID()
	for range t.loop.alive {
		asked.sent(c, by)
		if asked.state != waiting || asked.awaiting == nil || asked.awaiting == t || asked.awaiting == last {
			break
		}
		asked, by = asked.awaiting, int32(asked.id)
	}
	asked.deliver(c)
}

func (t *Task) sent(c *Cancelled, by int32) {
	t.loop.record(&trace.Record{Kind: trace.CancelSent, Task: t.id, Ref: by, Text: t.loop.text(c.Cause)})
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
