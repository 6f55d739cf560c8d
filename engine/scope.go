package engine

import (
	"time"

	"overlap/engine/trace"
)

// Scope is a part of a task's run, with the tasks started inside it, that is cancelled as a whole, as
// trio.CancelScope. Once it is cancelled, every wait inside it returns its *Cancelled, again and again, until
// the scope ends: what swallows the error by mistake does not hold the cancellation up. Task.Cancel, by
// contrast, is asyncio's request that arrives once.
//
// Scopes nest. Inside two that are cancelled, waits return the outer one's error, which the inner one lets
// pass. (As trio's; with its errors it cannot be told whose they are, with these it can.)
type Scope struct {
	loop   *Loop
	task   *Task // that opened it
	name   string
	parent *Scope // around it: the task's, or that which the task was started in
	shield bool
	mixed  bool
	cause  *Cancelled // nil until it is cancelled
	caught bool
	over   bool // it has ended
	timer  *Timer

	members              []*Task // started in it; those that have ended are dropped now and then
	alive                int     // and how many of them have not
	inner, before, after *Scope  // the oldest scope open directly inside, and its neighbours in the parent
}

// Scope runs fn inside a new scope and returns fn's error. When that is, or among others contains, the scope's
// own cancellation, it is left out: that is where the cancellation ends, and the trace says that it was caught. When another
// cancellation is due by then, that is returned instead (see Task.Cancel).
// The name is for errors and the trace. fn must not return before the tasks it started inside have ended, for
// which async.OpenNursery sees.
func (t *Task) Scope(name string, fn func(s *Scope) error) error {
	s := &Scope{loop: t.loop, task: t, name: name, parent: t.scope}
	return s.settle(s.run(fn))
}

func (s *Scope) run(fn func(s *Scope) error) error {
	s.open()
	defer s.close()
	return fn(s)
}

// Shielded runs fn out of reach of the scopes around it, for cleaning up that has to wait in one that is
// cancelled. Task.Cancel still reaches it, as it reaches asyncio's finally.
func (t *Task) Shielded(fn func() error) error {
	return t.Scope("", func(s *Scope) error {
		s.Shield()
		return fn()
	})
}

// Name returns the name it was opened with.
func (s *Scope) Name() string { return s.name }

// Caught reports whether the scope's own cancellation ended it (trio's cancelled_caught), once it has ended.
func (s *Scope) Caught() bool { return s.caught }

// Shield keeps the cancellations of scopes around this one out, from now on.
func (s *Scope) Shield() { s.shield = true }

// Shuffle has chance, the run's own, decide in which order tasks begin that are started one right after the
// other from now on: trio promises none.
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

// mix changes places in the ready queue between the newest task and one of those started right before it, or
// itself, with equal chances: each order of them all is as likely as another.
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

// left notes that a task started inside has ended.
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
	if c := s.task.hear(); c != nil {
		return Combine([]error{rest, c})
	}
	s.caught = true
	s.loop.record(&trace.Record{Kind: trace.CancelCaught, Task: s.task.id, Text: s.loop.text(s.cause.Cause)})
	return rest
}
