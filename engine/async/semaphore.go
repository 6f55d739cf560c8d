package async

import (
	"errors"
	"strconv"

	"overlap/engine"
	"overlap/engine/trace"
)

// Semaphore lets a number of tasks in at a time, in the order in which they asked, as asyncio.Semaphore. A
// permit that is released is handed to the task that has waited longest, as a Lock is, and until that has run nobody gets in
// before those that wait. Any task may release, because permits belong to nobody; Limiter is for those that do.
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
// permits, as in asyncio, so that one task may count up what others take.
func NewSemaphore(t *engine.Task, name string, permits int) *Semaphore {
	if permits < 0 {
		panic("async: " + title("semaphore", name) + " has 0 permits or more, not " + strconv.Itoa(permits))
	}
	lot := t.Loop().NewLot(trace.WhySemaphore, name, 0)
	return &Semaphore{name: name, lot: lot, used: level{name: name}, total: permits}
}

// NewBoundedSemaphore returns one for which releasing more than was acquired is an error, as
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
	err := s.lot.Park(t) // woken, it has the permit
	s.used.set(t, s.hand(s.used.now))
	return err
}

// TryAcquire takes a permit if one is free that nobody was before to ask for, without waiting, and reports whether it did.
func (s *Semaphore) TryAcquire(t *engine.Task) bool {
	if s.used.now >= s.total || s.lot.Len()+s.lot.Handed() > 0 {
		return false
	}
	s.acquired++
	s.used.set(t, s.used.now+1)
	return true
}

// Release hands a permit to the task that has waited longest, or keeps it for the next. The error is a bounded
// semaphore's whose permits are all free.
func (s *Semaphore) Release(t *engine.Task) error {
	used := s.used.now - 1
	if used < 0 {
		if s.bounded {
			return errors.New("async: " + t.Name() + " releases " + s.String() + ", all of whose permits are free (" + strconv.Itoa(s.total) + ")")
		}
		s.total++
		used = 0
	}
	s.used.set(t, s.hand(used))
	return nil
}

// hand gives a permit to the task that has waited longest, if one is free, and returns how many are in use then.
func (s *Semaphore) hand(used int) int {
	if used < s.total && s.lot.Wake() != nil {
		s.acquired++
		used++
	}
	return used
}

// With runs fn with a permit, and releases it however fn ends.
func (s *Semaphore) With(t *engine.Task, fn func() error) error { return with(t, s, fn) }

// SemaphoreStats is the state of a semaphore.
type SemaphoreStats struct {
	Total    int // its permits,
	Used     int // how many of them are in use,
	Peak     int // and the most that ever were
	Waiting  int // how many tasks wait for one
	Acquired int // how many times one was got
}

// Stats returns the semaphore's state.
func (s *Semaphore) Stats() SemaphoreStats {
	return SemaphoreStats{Total: s.total, Used: s.used.now, Peak: s.used.peak, Waiting: s.lot.Len(), Acquired: s.acquired}
}

// String returns what errors call the semaphore.
func (s *Semaphore) String() string { return title("semaphore", s.name) }
