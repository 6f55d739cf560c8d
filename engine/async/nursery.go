package async

import (
	"errors"

	"overlap/engine"
	"overlap/engine/trace"
)

// Nursery is where tasks are started that must all have ended before the program goes on, as trio.Nursery and
// asyncio.TaskGroup.
type Nursery struct {
	scope       *engine.Scope
	lot         *engine.Lot
	live        int
	errs        []error
	interrupted error // the first cancellation of the task that waits for its children
	closed      bool
}

// OpenNursery runs fn and returns when it has returned and every task that was started in the nursery has
// ended. The first error of either cancels all the others, which are waited for as well. The errors come back
// combined: nil, the only one as it is (trio's and asyncio's groups hold it even then), or an engine.MultiError.
//
// A child that was cancelled by a call of its Cancel is no failure, as in asyncio's TaskGroup; trio has no such
// call. When the task that opened the nursery is cancelled, so are the children.
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

// strongest returns one of several cancellations when an error is nothing else: the task's own, that of a scope around the
// nursery, or else the first.
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

// Scope returns what cancels the nursery's children and fn together. It is where a nursery gets a timeout of its
// own, or an order of start left to chance: trio promises none.
func (n *Nursery) Scope() *engine.Scope { return n.scope }

// Cancel ends the nursery: fn and the children are cancelled, and OpenNursery returns no error for it.
func (n *Nursery) Cancel(cause string) { n.scope.Cancel(cause) }

// Go starts a task in the nursery, as trio's start_soon. Children may start others. After the nursery's end it
// panics.
func (n *Nursery) Go(name string, fn func(*engine.Task) error) *engine.Task {
	return n.start(name, fn, func(err error, k *engine.Task) { n.fail(k, err) })
}

// start starts a child. failed is called at its end, if that is to be heard of.
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

// Start starts a task in the nursery and waits until it calls ready, as trio's start: a server is listening when
// its clients begin. It returns the task's error when that ends instead, which is then no failure of the
// nursery's, or an error when it ends well without a call. The wait of t being cancelled, so is the new task.
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

// failure returns what a child's error is to the nursery: nothing when the child, and not what is around it, was
// cancelled.
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

// join waits for the children. Cancellations that last reach them by themselves; one of the task's own is handed
// to them.
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
