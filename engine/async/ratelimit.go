package async

import (
	"math"
	"time"

	"overlap/engine"
)

// RateLimiter keeps an interval between tasks, such as the requests to one host. The task that has waited longest waits for
// the next slot, and the others queue behind it. Tasks that each read the time of the next slot, sleep and then take it
// would all go at once, because all read the same time. A cancelled task gives its place to the next.
//
// A rate limiter with a name marks each slot that is taken in the trace.
type RateLimiter struct {
	name     string
	interval time.Duration
	turn     *Lock
	next     time.Duration // the instant of the next slot
	taken    int
}

// NewRateLimiter returns a limiter whose slots are at least interval apart; 0 or less is no limit.
func NewRateLimiter(t *engine.Task, name string, interval time.Duration) *RateLimiter {
	r := &RateLimiter{name: name, interval: max(interval, 0), turn: NewLock(t, name), next: t.Now()}
	r.turn.quiet = true
	return r
}

// Acquire waits for a slot. After a pause the first slot comes at once, but unused slots do not add up. An error is a
// cancellation.
func (r *RateLimiter) Acquire(t *engine.Task) error {
	return r.turn.With(t, func() error {
		for t.Now() < r.next { // Pause may have moved the slot
			if err := t.Sleep(r.next - t.Now()); err != nil {
				return err
			}
		}
		r.take(t)
		return nil
	})
}

// TryAcquire takes a slot if it would not have to wait for it, and reports whether it did.
func (r *RateLimiter) TryAcquire(t *engine.Task) bool {
	if r.turn.holder != nil || t.Now() < r.next {
		return false
	}
	r.take(t)
	return true
}

// Pause moves the next slot to at least d from now, as a server's Retry-After demands.
func (r *RateLimiter) Pause(t *engine.Task, d time.Duration) { r.next = max(r.next, after(t, d)) }

func (r *RateLimiter) take(t *engine.Task) {
	r.next = after(t, r.interval)
	r.taken++
	if r.name != "" {
		t.Mark(r.name)
	}
}

// after returns the instant d from now, the last possible instant in case of overflow.
func after(t *engine.Task, d time.Duration) time.Duration {
	if due := t.Now() + d; d <= 0 || due > 0 {
		return due
	}
	return math.MaxInt64
}

// RateStats is the state of a rate limiter.
type RateStats struct {
	Interval time.Duration
	Next     time.Duration // the instant of the next slot that is not taken
	Taken    int           // number of slots taken so far
	Waiting  int           // number of tasks that wait for a slot
}

// Stats returns the rate limiter's state.
func (r *RateLimiter) Stats() RateStats {
	s := RateStats{Interval: r.interval, Next: r.next, Taken: r.taken, Waiting: r.turn.lot.Len()}
	if r.turn.holder != nil {
		s.Waiting++ // for the slot itself
	}
	return s
}
