package engine

import (
	"errors"
	"slices"

	"overlap/engine/trace"
)

var (
	// ErrDeadline is what a wait returns when its deadline came first.
	ErrDeadline = errors.New("engine: deadline exceeded")
	// ErrStopped is what a run ends with when it is stopped from outside.
	ErrStopped = errors.New("engine: stopped")

	errVirtual   = errors.New("engine: a virtual clock cannot wait for a real network: use the real clock")
	errScopeOver = errors.New("engine: a scope that has ended takes no timeout")
	errAwaitSelf = errors.New("engine: a task cannot await itself")
)

// Cancelled is the error that a cancelled task's wait returns, as asyncio.CancelledError. The task should clean up and
// return the error; a task that returns nil instead has caught the cancellation, which the trace shows.
type Cancelled struct {
	Cause string // the canceller's reason
	Scope *Scope // the cancelled scope, which takes the error at its end; nil for a cancelled task
}

func (e *Cancelled) Error() string {
	if e.Cause == "" {
		return "cancelled"
	}
	return "cancelled: " + e.Cause
}

// over reports whether e replaces other when both are due: a task's own cancellation replaces a scope's, an outer scope's
// replaces an inner scope's.
func (e *Cancelled) over(other *Cancelled) bool {
	return other.Scope != nil && (e.Scope == nil || other.Scope.Within(e.Scope))
}

// InsteadOf returns the error of a wait that has passed e on to what the task waits for, which has ended with err: e if
// err is another cancellation, because a scope of the waiting task recognises only its own, and err otherwise. A nil e
// returns err.
func (e *Cancelled) InsteadOf(err error) error {
	if e == nil || !IsCancelled(err) {
		return err
	}
	if _, same := Without(err, e); same {
		return err
	}
	return e
}

// IsCancelled reports whether err is or wraps a cancellation, or joins several errors that all do. A failure joined with
// a cancellation is a failure.
func IsCancelled(err error) bool {
	switch e := err.(type) {
	case nil:
		return false
	case *Cancelled:
		return true
	case interface{ Unwrap() error }:
		return IsCancelled(e.Unwrap())
	case interface{ Unwrap() []error }:
		all := e.Unwrap()
		return len(all) > 0 && !slices.ContainsFunc(all, func(err error) bool { return !IsCancelled(err) })
	}
	return false
}

// Cancel asks the task to end, as asyncio's Task.cancel. If Cancel returns true, the task receives the cancellation: its
// present or next wait returns a *Cancelled once, or the task ends as cancelled if it ends well without another wait. The
// task may clean up, or refuse. Nothing that happens in the same step loses the cancellation: the task's own replaces
// those of all scopes, an outer scope's replaces an inner scope's, and a second Cancel before the first is received
// changes nothing.
//
// Where asyncio passes the cancellation on, what the task waits for is cancelled first, in the same call: an awaited
// task, all gathered tasks, a future. The wait goes on until these have ended, and ends as they do, but with the task's
// own cancellation if they end with any.
//
// Cancel returns false if the task has already ended.
func (t *Task) Cancel(cause string) bool {
	return t.requestCancel(&Cancelled{Cause: cause}, t.loop.actingID())
}

// PassOn asks the task to end with the cancellation of the task by, which err is or wraps: its scope recognises it when
// by receives it back. Otherwise PassOn is as Cancel.
func (t *Task) PassOn(by *Task, err error) bool {
	c, ok := errors.AsType[*Cancelled](err)
	if !ok {
		c = &Cancelled{Cause: err.Error()}
	}
	was := by.passing
	by.passing = true
	defer func() { by.passing = was }()
	return t.requestCancel(c, int32(by.id))
}

// requestCancel delivers a cancellation, which is kept until the task receives it. It returns false if the task has
// ended, or is passing a cancellation on itself: tasks may wait for each other in a circle.
func (t *Task) requestCancel(c *Cancelled, by int32) bool {
	if t.done || t.passing {
		return false
	}
	t.recordRequest(c, by)
	if t.cancel == nil || c.over(t.cancel) {
		t.cancel = c
	}
	t.deliver(c)
	return true
}

func (t *Task) recordRequest(c *Cancelled, by int32) {
	t.loop.record(&trace.Record{Kind: trace.CancelSent, Task: t.id, Ref: by, Text: t.loop.text(c.Cause)})
}

// deliver passes a cancellation on to what the task waits for, or ends the wait if that does not take it.
func (t *Task) deliver(c *Cancelled) {
	if t.state == waiting && t.passToAwaited(c) {
		t.passed = t.passed || t.cancel == c
		return
	}
	t.interrupt(c)
}

// passToAwaited passes a cancellation on to what the task waits for and reports whether that took it. A task that was
// started in the cancelled scope is left out: the scope cancels it anyway, and nobody has to wait for it.
func (t *Task) passToAwaited(c *Cancelled) (took bool) {
	if t.passing || t.awaiting == nil && t.cancelAwaited == nil {
		return false
	}
	t.passing = true
	switch {
	case t.awaiting == nil:
		took = t.cancelAwaited(c)
	case c.Scope == nil || !t.awaiting.scope.Within(c.Scope):
		took = t.awaiting.requestCancel(c, int32(t.id))
	}
	t.passing = false
	return took
}

// interrupt ends the task's wait with a cancellation. What Wake gave the task meanwhile is taken back if it can be
// undone; otherwise the task keeps it, and receives the cancellation at its next wait.
func (t *Task) interrupt(c *Cancelled) {
	switch {
	case t.cut != nil || t.runner == nil || t.state == running || t.state == ended:
	case t.state == ready && t.granted != nil && t.granted.takeBack == nil:
	case t.state == ready:
		t.cut = c
		if p := t.granted; p != nil {
			t.clearGrant()
			p.takeBack(t)
		}
	case t.recall != nil:
		t.cut = c
		t.recall()
	default:
		t.cut = c
		if t.lot != nil {
			t.lot.remove(t)
		}
		t.loop.wake(t)
	}
}

// due returns the cancellation that the task has yet to receive, nil for none: its own, or that of the outermost
// cancelled scope that reaches the task.
func (t *Task) due() *Cancelled {
	if t.cancel != nil {
		return t.cancel
	}
	return t.reached()
}

// takeDue returns the cancellation that is due. The task's own is due once, a scope's as long as the task is in the
// scope.
func (t *Task) takeDue() *Cancelled {
	c := t.due()
	t.cancel = nil
	return c
}
