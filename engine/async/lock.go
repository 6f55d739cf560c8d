package async

import (
	"errors"

	"overlap/engine"
	"overlap/engine/trace"
)

// Lock is held by one task at a time, and goes to those who asked in the order in which they asked, as
// asyncio.Lock and trio.StrictFIFOLock. Released, it is handed to the task that has waited longest, which
// holds it before it runs: no newcomer gets in between, and one that is cancelled meanwhile still holds it
// up to its next wait (see RATIONALE.md). A free lock is acquired without suspending, as in asyncio.
//
// Only the task that holds a lock may release it, and acquiring it again is an error, as in trio: asyncio
// allows the first, which hides mistakes, and waits for ever on the second.
//
// A lock with a name is a gauge in the trace: 1 from the task that got it, 0 from the one that left it free.
type Lock struct {
	name     string
	lot      *engine.Lot
	holder   *engine.Task
	acquired int
	quiet    bool // no gauge: it is a part of something that shows itself
}

// NewLock returns a lock that nobody holds. A name makes it visible in the trace; "" keeps it out.
func NewLock(t *engine.Task, name string) *Lock {
	l := &Lock{name: name, lot: t.Loop().NewLot(trace.WhyLock, name, 0)}
	l.lot.EndedBy(func() *engine.Task { return l.holder })
	return l
}

// Acquire waits until the task holds the lock. An error is a cancellation, or says that it already does.
func (l *Lock) Acquire(t *engine.Task) error {
	if l.TryAcquire(t) {
		return nil
	}
	if l.holder == t {
		return errors.New("async: " + t.Name() + " acquires " + l.String() + " again, and would wait for itself")
	}
	return l.lot.Park(t) // woken, it holds the lock
}

// TryAcquire takes the lock if nobody holds it, without waiting, and reports whether it did.
func (l *Lock) TryAcquire(t *engine.Task) bool {
	if l.holder != nil {
		return false
	}
	l.give(t, t)
	return true
}

// Release hands the lock to the task that has waited longest. It is an error unless t holds the lock.
func (l *Lock) Release(t *engine.Task) error {
	if l.holder != t {
		return errors.New("async: " + t.NameBeside(l.holder) + " releases " + l.String() + ", which " + nobodyOr(l.holder, t) + " holds")
	}
	l.give(l.lot.Wake(), t)
	return nil
}

// With runs fn while t holds the lock, and releases it however fn ends, as Python's async with.
func (l *Lock) With(t *engine.Task, fn func() error) error { return with(t, l, fn) }

// LockStats is the state of a lock.
type LockStats struct {
	Holder   string // the task that holds it, "" when it is free
	Waiting  int    // how many tasks wait for it
	Acquired int    // how many times it was got
}

// Stats returns the lock's state.
func (l *Lock) Stats() LockStats {
	s := LockStats{Waiting: l.lot.Len(), Acquired: l.acquired}
	if l.holder != nil {
		s.Holder = l.holder.Name()
	}
	return s
}

// String returns what errors call the lock.
func (l *Lock) String() string { return title("lock", l.name) }

// give makes next, nil for nobody, the holder; by is the task whose doing that is.
func (l *Lock) give(next, by *engine.Task) {
	l.holder = next
	held := int64(0)
	if next != nil {
		l.acquired++
		held, by = 1, next // so that the trace says whose it is
	}
	if l.name != "" && !l.quiet {
		by.Gauge(l.name, held)
	}
}

// heldThing is what With is written for.
type heldThing interface {
	Acquire(*engine.Task) error
	Release(*engine.Task) error
}

// with runs fn between Acquire and Release. The release is deferred, so that a panic, and the end of the run
// where the task stands, release too.
func with(t *engine.Task, held heldThing, fn func() error) (err error) {
	if err := held.Acquire(t); err != nil {
		return err
	}
	defer func() {
		if mistake := held.Release(t); err == nil {
			err = mistake
		}
	}()
	return fn()
}

// title returns what errors call a thing that may have no name.
func title(kind, name string) string {
	if name == "" {
		return "the " + kind
	}
	return kind + " " + name
}

// nobodyOr names who has something, told apart from the other task that the error names.
func nobodyOr(t, other *engine.Task) string {
	if t == nil {
		return "nobody"
	}
	return t.NameBeside(other)
}
