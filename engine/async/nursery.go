package async

import (
	"errors"

	"overlap/engine"
	"overlap/engine/trace"
)

// Nursery is a block in which tasks are started that must all have ended before the program goes on, as trio.Nursery and
// asyncio.TaskGroup.
type Nursery struct {
	scope       *engine.Scope
	lot         *engine.Lot
	live        int
	errs        []error
	interrupted error // the first cancellation of the task that waits for its children
	closed      bool
}

// OpenNursery runs fn and returns when fn has returned and every task that was started in the nursery has ended. The
// first error of any of these cancels all the others, which are waited for too. The result is nil, a single error as it
// is (trio and asyncio group even that), or an engine.MultiError.
//
// A child whose own Cancel was called is no failure, as in asyncio's TaskGroup; trio has no such call. Cancelling the
// task that opened the nursery cancels the children.
func OpenNursery(t *engine.Task, fn func(n *Nursery) error) error {
	var n *Nursery
	err := t.Scope("", func(s *engine.Scope) error {
		n = &Nursery{scope: s, lot: t.Loop().NewLot(trace.WhyNursery, "", 0)}
		n.lot.EndedBy(s.Oldest)
		if err := fn(n); err != nil {
			n.fail(t, err)
		}
		n.join(t)
		return engine.Combine(append(n.errs, n.interrupted))
	})
	return n.strongest(err)
}

// strongest returns one cancellation for an error that consists of several: the task's own, else that of a scope around
// the nursery, else the first.
func (n *Nursery) strongest(err error) error {
	several, ok := err.(*engine.MultiError)
	if !ok || !engine.IsCancelled(err) {
		return err
	}
	first := several.Errors[0]
	for _, each := range several.Errors {
		c, ok := each.(*engine.Cancelled)
		switch {
		case !ok:
		case c.Scope == nil:
			return c
		case n.scope.Within(c.Scope):
			first = c
		}
	}
	return first
}

// Scope returns the scope that fn and the nursery's children run in. Through it a nursery gets a timeout, or starts its
// children in random order: trio promises no order.
func (n *Nursery) Scope() *engine.Scope { return n.scope }

// Cancel cancels fn and the children, as trio's cancel_scope.cancel; OpenNursery returns no error for that.
func (n *Nursery) Cancel(cause string) { n.scope.Cancel(cause) }

// Go starts a task in the nursery, as trio's start_soon and TaskGroup.create_task. Children may start others. Go panics
// after the nursery's end.
func (n *Nursery) Go(name string, fn func(*engine.Task) error) *engine.Task {
	return n.start(name, fn, func(err error, k *engine.Task) { n.fail(k, err) })
}

// start starts a child. failed is called at the child's end if its error is a failure of the nursery.
func (n *Nursery) start(name string, fn func(*engine.Task) error, failed func(error, *engine.Task)) *engine.Task {
	if n.closed {
		panic("async: " + name + " is started in a nursery that is closed")
	}
	n.live++
	k := n.scope.Go(name, fn)
	k.OnDone(func() {
		if err := n.failure(k); err != nil {
			failed(err, k)
		}
		if n.live--; n.live == 0 {
			n.lot.WakeAll()
		}
	})
	return k
}

// Start starts a task in the nursery and waits until the task calls ready, as trio's start: a server listens before its
// clients begin. If the task ends before that, Start returns the task's error, which is then no failure of the nursery,
// or an error that says so. If t is cancelled in the wait, the new task is cancelled too.
func (n *Nursery) Start(t *engine.Task, name string, fn func(t *engine.Task, ready func()) error) error {
	lot := t.Loop().NewLot(trace.WhyEvent, name+" ready", 0)
	waits := true
	run := func(t *engine.Task) error {
		return fn(t, func() { waits = false; lot.WakeAll() })
	}
	k := n.start(name, run, func(err error, k *engine.Task) {
		if !waits {
			n.fail(k, err)
		}
	})
	lot.EndedBy(func() *engine.Task { return k })
	k.OnDone(lot.WakeAll)
	if err := lot.Park(t); err != nil {
		waits = false
		k.PassOn(t, err)
		return err
	}
	if !waits {
		return nil
	}
	if k.Err() != nil {
		return k.Err()
	}
	return errors.New("async: " + name + " ended without having said that it was ready")
}

// failure returns a child's error without a cancellation of that child alone.
func (n *Nursery) failure(k *engine.Task) error {
	err := k.Err()
	if c, ok := errors.AsType[*engine.Cancelled](err); ok && !n.scope.Within(c.Scope) {
		err, _ = engine.Without(err, c)
	}
	return err
}

func (n *Nursery) fail(t *engine.Task, err error) {
	n.errs = append(n.errs, err)
	n.scope.Cancel(t.Name() + " failed: " + err.Error())
}

// join waits for the children. Cancellations of scopes around the nursery reach them directly; a cancellation of t alone
// is passed on to them here.
func (n *Nursery) join(t *engine.Task) {
	for n.live > 0 {
		err := t.Shielded(func() error { return n.lot.Park(t) })
		if err != nil && n.interrupted == nil {
			n.interrupted = err
			n.scope.Cancel(t.Name() + " was " + err.Error())
		}
	}
	n.closed = true
}
