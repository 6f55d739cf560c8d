package engine

import (
	"time"

	"overlap/engine/trace"
)

// Scope is a part of a task's run, with the tasks started inside it, that is cancelled as a whole, as
// trio.CancelScope. Once it is cancelled, every wait inside it returns its *Cancelled until the scope ends, so that code
// which ignores the error by mistake cannot stop the cancellation. Task.Cancel, by contrast, arrives once, as in asyncio.
//
// Scopes nest. If two nested scopes are cancelled, waits inside both return the outer scope's error, and the inner scope
// passes it on, as in trio. Unlike trio's Cancelled, the error says which scope it belongs to.
type Scope struct {
	loop   *Loop
	task   *Task // the task that opened the scope
	name   string
	parent *Scope // around it: the task's, or that which the task was started in
	shield bool
	mixed  bool
	cause  *Cancelled // nil until the scope is cancelled
	caught bool
	over   bool // it has ended
	timer  *Timer

	members              []*Task // tasks started in the scope; ended tasks are removed now and then
	alive                int     // number of members that have not ended
	inner, before, after *Scope  // the oldest scope open directly inside, and its neighbours in the parent
}

// Scope runs fn inside a new scope and returns fn's error without the scope's own cancellation, which ends here: the trace
// says that it was caught. If another cancellation is due by then, Scope returns that instead (see Task.Cancel). The name is
// for errors and the trace. fn must not return before the tasks that it started inside have ended; async.OpenNursery waits
// for them.
func (t *Task) Scope(name string, fn func(s *Scope) error) error {
	s := &Scope{loop: t.loop, task: t, name: name, parent: t.scope}
	return s.settle(s.run(fn))
}

func (s *Scope) run(fn func(s *Scope) error) error {
	s.open()
	defer s.close()
	return fn(s)
}

// Shielded runs fn protected from the cancellations of the scopes around it, for clean-up that has to wait in a cancelled
// scope. Task.Cancel still reaches it, as it reaches a finally block in asyncio.
func (t *Task) Shielded(fn func() error) error {
	return t.Scope("", func(s *Scope) error {
		s.Shield()
		return fn()
	})
}

// Name returns the scope's name.
func (s *Scope) Name() string { return s.name }

// Caught reports whether the scope's own cancellation ended it (trio's cancelled_caught), once it has ended.
func (s *Scope) Caught() bool { return s.caught }

// Shield keeps the cancellations of scopes around this one out, from now on.
func (s *Scope) Shield() { s.shield = true }

// Shuffle has the run's random numbers decide in which order tasks begin that are started one after another from now on,
// because trio promises no order.
func (s *Scope) Shuffle() { s.mixed = true }

// SetTimeout has the scope cancelled when d has passed from now. When d is 0, tasks that are ready get a turn before, as in
// asyncio; trio cancels at once. It replaces what was set before; a negative d takes it back. When the scope has ended it is
// an error, as in asyncio.
func (s *Scope) SetTimeout(d time.Duration) error {
	if s.over {
		return errScopeOver
	}
	s.timer.Stop()
	switch due := s.loop.now + d; {
	case d < 0 || due < 0: // an overflow is as good as never
	case d == 0:
		s.timer = s.loop.callSoon(func() { s.expire(d) })
	default:
		s.timer = s.loop.callAt(due, func() { s.expire(d) })
	}
	return nil
}

func (s *Scope) expire(d time.Duration) {
	cause := "timeout of " + d.String()
	if s.name != "" {
		cause = s.name + ": " + cause
	}
	s.cancel(&Cancelled{Cause: cause, Scope: s})
}

// Cancel cancels the scope. A second time changes nothing.
func (s *Scope) Cancel(cause string) { s.cancel(&Cancelled{Cause: cause, Scope: s}) }

// Go starts a task inside the scope, by the task that opened it: it is in reach of the scope's cancellation
// and of those around it. In a scope that is cancelled it starts all the same, and finds out at its first
// wait, as in trio.
func (s *Scope) Go(name string, fn func(*Task) error) *Task {
	t := s.loop.spawn(s.task, name, fn)
	if t.done {
		return t
	}
	t.scope = s
	s.members = append(s.members, t)
	s.alive++
	if s.mixed {
		s.mix()
	}
	return t
}

// Oldest returns the first of the tasks started in the scope that have not ended, daemons before others; nil when all have.
func (s *Scope) Oldest() (oldest *Task) {
	for _, t := range s.members {
		switch {
		case t.done:
		case t.daemon:
			return t
		case oldest == nil:
			oldest = t
		}
	}
	return oldest
}

// mix exchanges the newest task in the ready queue with itself or one of the tasks started right before it, with equal
// chances, so that each order is equally likely.
func (s *Scope) mix() {
	q, n := &s.loop.ready, 1
	for n < q.n {
		if t := q.back(n).of(); t == nil || t.scope != s || t.runner != nil {
			break
		}
		n++
	}
	a, b := q.back(0), q.back(s.loop.rand.IntN(n))
	*a, *b = *b, *a
}

// left counts the end of a task that was started inside.
func (s *Scope) left() {
	if s.alive--; len(s.members) >= 64 && s.alive*2 < len(s.members) {
		s.members = living(s.members)
	}
}

// settle takes the scope's own cancellation out of the error it ended with. Another that is due by now takes its place: of the
// task, or of a scope around this one.
func (s *Scope) settle(err error) error {
	if s.cause == nil {
		return err
	}
	rest, found := Without(err, s.cause)
	if !found {
		return err
	}
	if c := s.task.takeDue(); c != nil {
		return Combine([]error{rest, c})
	}
	s.caught = true
	s.loop.record(&trace.Record{Kind: trace.CancelCaught, Task: s.task.id, Text: s.loop.text(s.cause.Cause)})
	return rest
}
