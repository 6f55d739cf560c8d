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

// Cancelled is the error a cancelled task's wait returns. Its function should clean up and return it; one
// that returns nil instead has caught the cancellation, which the trace shows.
type Cancelled struct {
	Cause string // why, as the canceller said
	Scope *Scope // what was cancelled, and swallows it at its end; nil for a task
}

func (e *Cancelled) Error() string {
	if e.Cause == "" {
		return "cancelled"
	}
	return "cancelled: " + e.Cause
}

// over reports whether the cancellation wins over another: a task's own over that of a scope, an outer scope's over an inner
// one's.
func (e *Cancelled) over(other *Cancelled) bool {
	return other.Scope != nil && (e.Scope == nil || other.Scope.Within(e.Scope))
}

// InsteadOf returns the cancellation that a task has passed on to what it waited for, when that has ended with another, and
// else the error that it has ended with. A scope of the waiting task knows its own by it, and nil changes nothing.
func (e *Cancelled) InsteadOf(err error) error {
	if e == nil || !IsCancelled(err) {
		return err
	}
	if _, same := Without(err, e); same {
		return err
	}
	return e
}

// IsCancelled reports whether err is or wraps a cancellation, or is several errors of which each does. A failure that came
// together with a cancellation is a failure.
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

// Cancel asks the task to end, as asyncio's Task.cancel. When it returns true, the task hears of it: at its present wait or
// its next one, which returns a *Cancelled once, or by ending as cancelled when it ends well without another wait. It may
// clean up, or refuse. Nothing that comes in the same step makes a cancellation go away: the task's own wins over those of
// all scopes, an outer scope's over an inner one's, and a second Cancel before the first is heard changes nothing.
//
// What the task waits for hears of it first, in the same call, where asyncio passes it on: a task that is awaited, all that
// are gathered, a future. Such a wait goes on until they end, and ends as they do:
// with the task's own cancellation where they end with any.
//
// Cancel returns false when the task has already ended.
func (t *Task) Cancel(cause string) bool {
	return t.ask(&Cancelled{Cause: cause}, t.loop.actingID())
}

// PassOn asks the task to end with a cancellation of the task by, which err is or wraps, so that the scope it is from knows
// it when it comes back to by. The rest is as Cancel.
func (t *Task) PassOn(by *Task, err error) bool {
	c, ok := errors.AsType[*Cancelled](err)
	if !ok {
		c = &Cancelled{Cause: err.Error()}
	}
	was := by.passing
	by.passing = true
	defer func() { by.passing = was }()
	return t.ask(c, int32(by.id))
}

// ask has the task meet a cancellation, which is kept until it hears it. It returns false when the task has ended, or is the
// one that passes it on: tasks may wait for each other in a circle.
func (t *Task) ask(c *Cancelled, by int32) bool {
	if t.done || t.passing {
		return false
	}
	t.sent(c, by)
	if t.cancel == nil || c.over(t.cancel) {
		t.cancel = c
	}
	t.meet(c)
	return true
}

func (t *Task) sent(c *Cancelled, by int32) {
	t.loop.record(&trace.Record{Kind: trace.CancelSent, Task: t.id, Ref: by, Text: t.loop.text(c.Cause)})
}

// meet has a cancellation end the wait that the task is in, or lets what it waits for have it.
func (t *Task) meet(c *Cancelled) {
	if t.state == waiting && t.passes(c) {
		t.passed = t.passed || t.cancel == c
		return
	}
	t.interrupt(c)
}

// passes hands a cancellation on to what the task waits for and reports whether that took it. A task that was started in the
// scope which is cancelled hears of it anyway, and nobody has to wait for it.
func (t *Task) passes(c *Cancelled) (took bool) {
	if t.passing || t.awaiting == nil && t.pass == nil {
		return false
	}
	t.passing = true
	switch {
	case t.awaiting == nil:
		took = t.pass(c)
	case c.Scope == nil || !t.awaiting.scope.Within(c.Scope):
		took = t.awaiting.ask(c, int32(t.id))
	}
	t.passing = false
	return took
}

// interrupt ends the task's wait with a cancellation. What it was given meanwhile is taken back where that is possible;
// where it is not, the task has it, and hears of the cancellation at its next wait.
func (t *Task) interrupt(c *Cancelled) {
	switch {
	case t.cut != nil || t.runner == nil || t.state == running || t.state == ended:
	case t.state == ready && t.granted != nil && t.granted.takeBack == nil:
	case t.state == ready:
		t.cut = c
		if p := t.granted; p != nil {
			t.received()
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

// due returns the cancellation that the task is to hear, nil for none: its own, or that of the outermost cancelled scope
// which reaches it.
func (t *Task) due() *Cancelled {
	if t.cancel != nil {
		return t.cancel
	}
	return t.reached()
}

// hear returns the cancellation that is due. The task's own is heard once, those of scopes last.
func (t *Task) hear() *Cancelled {
	c := t.due()
	t.cancel = nil
	return c
}
