package async

import (
	"errors"

	"overlap/engine"
	"overlap/engine/trace"
)

// Lock is held by one task at a time. Tasks get it in the order in which they asked, as with asyncio.Lock and
// trio.StrictFIFOLock. Release hands the lock to the task that has waited longest, which holds it from then on: no other
// task can take the lock before that task runs, and a cancellation in the meantime reaches it at its next wait (see
// RATIONALE.md). A free lock is acquired without suspending, as in asyncio.
//
// Only the task that holds a lock may release it, and acquiring it again is an error, as in trio: asyncio
// allows the first, which hides mistakes, and waits for ever on the second.
//
// A lock with a name is a gauge in the trace: the task that acquires the lock sets it to 1, a release that leaves the lock
// free sets it to 0.
type Lock struct {
	name     string
	lot      *engine.Lot
	holder   *engine.Task
	acquired int
	quiet    bool // no gauge, because the lock is part of a thing that has one
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
	return l.lot.Park(t) // t holds the lock from the wake-up on
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
	Waiting  int    // number of tasks that wait for the lock
	Acquired int    // number of times that the lock was acquired
}

// Stats returns the lock's state.
func (l *Lock) Stats() LockStats {
	s := LockStats{Waiting: l.lot.Len(), Acquired: l.acquired}
	if l.holder != nil {
		s.Holder = l.holder.Name()
	}
	return s
}

// String returns the lock's name for errors.
func (l *Lock) String() string { return title("lock", l.name) }

// give makes next the holder, nil for none. The task by causes it, and is the task of the gauge's record.
func (l *Lock) give(next, by *engine.Task) {
	l.holder = next
	held := int64(0)
	if next != nil {
		l.acquired++
		held, by = 1, next // the new holder sets the gauge, so that the trace shows who holds the lock
	}
	if l.name != "" && !l.quiet {
		by.Gauge(l.name, held)
	}
}

// heldThing is a lock, a semaphore or a limiter for with.
type heldThing interface {
	Acquire(*engine.Task) error
	Release(*engine.Task) error
}

// with runs fn between Acquire and Release. The release is deferred, so that a panic and the end of the run release, too.
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

// title returns a thing's kind and, if it has one, its name, for errors.
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
