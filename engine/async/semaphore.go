package async

import (
	"errors"
	"strconv"

	"overlap/engine"
	"overlap/engine/trace"
)

// Semaphore holds a number of permits, which tasks get in the order in which they asked, as asyncio.Semaphore. A released
// permit is handed to the task that has waited longest, as a Lock is, and no other task takes a permit before that task has
// run. Any task may release, because permits have no holder; Limiter records who has a token.
//
// A semaphore with a name is a gauge in the trace: the permits in use.
type Semaphore struct {
	name     string
	lot      *engine.Lot
	used     level
	total    int
	bounded  bool
	acquired int
}

// NewSemaphore returns a semaphore with that many permits, 0 or more. Releasing more than was acquired adds
// permits, as in asyncio, so that one task may produce permits that others consume.
func NewSemaphore(t *engine.Task, name string, permits int) *Semaphore {
	if permits < 0 {
		panic("async: " + title("semaphore", name) + " has 0 permits or more, not " + strconv.Itoa(permits))
	}
	lot := t.Loop().NewLot(trace.WhySemaphore, name, 0)
	return &Semaphore{name: name, lot: lot, used: level{name: name}, total: permits}
}

// NewBoundedSemaphore returns a semaphore for which releasing more than was acquired is an error, as
// asyncio.BoundedSemaphore.
func NewBoundedSemaphore(t *engine.Task, name string, permits int) *Semaphore {
	s := NewSemaphore(t, name, permits)
	s.bounded = true
	return s
}

// Acquire waits for a permit. An error is a cancellation.
func (s *Semaphore) Acquire(t *engine.Task) error {
	if s.TryAcquire(t) {
		return nil
	}
	err := s.lot.Park(t) // t has the permit from the wake-up on
	s.used.set(t, s.grantNext(s.used.now))
	return err
}

// TryAcquire takes a permit without waiting and reports whether it did: it does if a permit is free and no task waits for
// one.
func (s *Semaphore) TryAcquire(t *engine.Task) bool {
	if s.used.now >= s.total || s.lot.Len()+s.lot.Handed() > 0 {
		return false
	}
	s.acquired++
	s.used.set(t, s.used.now+1)
	return true
}

// Release hands a permit to the task that has waited longest, or keeps it if no task waits. It is an error for a bounded
// semaphore whose permits are all free.
func (s *Semaphore) Release(t *engine.Task) error {
	used := s.used.now - 1
	if used < 0 {
		if s.bounded {
			return errors.New("async: " + t.Name() + " releases " + s.String() + ", all of whose permits are free (" + strconv.Itoa(s.total) + ")")
		}
		s.total++
		used = 0
	}
	s.used.set(t, s.grantNext(used))
	return nil
}

// grantNext gives a free permit, if there is one, to the task that has waited longest, and returns the number of permits in use.
func (s *Semaphore) grantNext(used int) int {
	if used < s.total && s.lot.Wake() != nil {
		s.acquired++
		used++
	}
	return used
}

// With runs fn while t has a permit, and releases the permit however fn ends.
func (s *Semaphore) With(t *engine.Task, fn func() error) error { return with(t, s, fn) }

// SemaphoreStats is the state of a semaphore.
type SemaphoreStats struct {
	Total    int // number of permits
	Used     int // number of permits in use
	Peak     int // the most permits that were in use at once
	Waiting  int // number of tasks that wait for a permit
	Acquired int // number of times that a permit was acquired
}

// Stats returns the semaphore's state.
func (s *Semaphore) Stats() SemaphoreStats {
	return SemaphoreStats{Total: s.total, Used: s.used.now, Peak: s.used.peak, Waiting: s.lot.Len(), Acquired: s.acquired}
}

// String returns the semaphore's name for errors.
func (s *Semaphore) String() string { return title("semaphore", s.name) }
