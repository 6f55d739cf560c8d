package engine

import "time"

// Clock is where a real run's time comes from: the one difference from the model that every task sees. Instants are durations
// since the run began. The model has a virtual clock, which is a number of the loop's: it stands still while tasks run and jumps
// to the next timer when none can, as trio.testing.MockClock with autojump, at no threshold.
type Clock interface {
	// Now returns the present instant.
	Now() time.Duration
	// Wait returns when the instant until has come or something arrived on wake, whichever is first.
	// A negative until is never: only wake ends the wait.
	Wait(until time.Duration, wake <-chan struct{})
	// Spend lets d pass with the processor busy.
	Spend(d time.Duration)
}

// NewMonotonic returns the machine's monotonic clock, at 0 now.
func NewMonotonic() Clock { return monotonic{time.Now()} }

type monotonic struct{ start time.Time }

func (c monotonic) Now() time.Duration { return time.Since(c.start) }

func (c monotonic) Wait(until time.Duration, wake <-chan struct{}) {
	if until < 0 {
		<-wake
		return
	}
	timer := time.NewTimer(until - c.Now())
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-wake:
	}
}

// Spend spins rather than sleeps: work that lets the processor go would not show what it costs.
func (c monotonic) Spend(d time.Duration) {
	for end := c.Now() + d; c.Now() < end; {
	}
}
