package async

import (
	"errors"
	"slices"
	"strconv"

	"overlap/engine"
	"overlap/engine/trace"
)

// Limiter lends tokens to tasks, at most one to each task, and knows the borrowers, as trio.CapacityLimiter: only a
// borrower can return its token. The number of tokens can change. A limiter bounds how many tasks do something, such as the
// workers of a pool; a Semaphore counts items. Tasks get tokens in the order in which they asked, and a returned token is
// handed to the next task, as a Lock is.
//
// A limiter with a name is a gauge in the trace: the tokens that are lent.
type Limiter struct {
	name      string
	lot       *engine.Lot
	total     int
	lent      level
	borrowers []*engine.Task // the oldest loan first
}

// NewLimiter returns a limiter of that many tokens, 1 or more.
func NewLimiter(t *engine.Task, name string, tokens int) *Limiter {
	l := &Limiter{name: name, lot: t.Loop().NewLot(trace.WhyLimiter, name, 0), total: tokens, lent: level{name: name}}
	if err := l.tooFew(tokens); err != nil {
		panic(err)
	}
	l.lot.EndedBy(l.oldest)
	return l
}

// Acquire waits for a token. An error is a cancellation, or says that the task already has one.
func (l *Limiter) Acquire(t *engine.Task) error {
	if l.TryAcquire(t) {
		return nil
	}
	if slices.Contains(l.borrowers, t) {
		return errors.New("async: " + t.Name() + " acquires a second token of " + l.String() + ", which lends one to each task")
	}
	err := l.lot.Park(t) // t has the token from the wake-up on
	l.lend(t)
	return err
}

// TryAcquire takes a token without waiting and reports whether it did: it does if a token is free, no task waits for one,
// and t has none.
func (l *Limiter) TryAcquire(t *engine.Task) bool {
	if len(l.borrowers) >= l.total || l.lot.Len()+l.lot.Handed() > 0 || slices.Contains(l.borrowers, t) {
		return false
	}
	l.borrowers = append(l.borrowers, t)
	l.lent.set(t, len(l.borrowers))
	return true
}

// Release gives the task's token back. It is an error when t has none.
func (l *Limiter) Release(t *engine.Task) error {
	i := slices.Index(l.borrowers, t)
	if i < 0 {
		return errors.New("async: " + t.Name() + " releases a token of " + l.String() + ", of which it has none")
	}
	l.borrowers = slices.Delete(l.borrowers, i, i+1)
	l.lend(t)
	return nil
}

// With runs fn while t has a token, and returns the token however fn ends.
func (l *Limiter) With(t *engine.Task, fn func() error) error { return with(t, l, fn) }

// SetTotal changes the number of tokens, 1 or more. New tokens go to waiting tasks at once. With fewer tokens, borrowers keep
// theirs, and no task gets one until enough have been returned.
func (l *Limiter) SetTotal(t *engine.Task, tokens int) error {
	if err := l.tooFew(tokens); err != nil {
		return err
	}
	l.total = tokens
	l.lend(t)
	return nil
}

// LimiterStats is the state of a limiter.
type LimiterStats struct {
	Total     int      // number of tokens
	Used      int      // number of tokens that are lent
	Peak      int      // the most tokens that were lent at once
	Waiting   int      // number of tasks that wait for a token
	Borrowers []string // the tasks that have a token, the oldest loan first
}

// Stats returns the limiter's state.
func (l *Limiter) Stats() LimiterStats {
	s := LimiterStats{Total: l.total, Used: len(l.borrowers), Peak: l.lent.peak, Waiting: l.lot.Len()}
	for _, t := range l.borrowers {
		s.Borrowers = append(s.Borrowers, t.Name())
	}
	return s
}

// String returns the limiter's name for errors.
func (l *Limiter) String() string { return title("limiter", l.name) }

// lend hands free tokens to waiting tasks.
func (l *Limiter) lend(t *engine.Task) {
	for len(l.borrowers) < l.total {
		next := l.lot.Wake()
		if next == nil {
			break
		}
		l.borrowers = append(l.borrowers, next)
	}
	l.lent.set(t, len(l.borrowers))
}

// oldest returns the borrower that has had its token longest, for deadlock reports.
func (l *Limiter) oldest() *engine.Task {
	if len(l.borrowers) == 0 {
		return nil
	}
	return l.borrowers[0]
}

func (l *Limiter) tooFew(tokens int) error {
	if tokens >= 1 {
		return nil
	}
	return errors.New("async: " + l.String() + " has 1 token or more, not " + strconv.Itoa(tokens))
}
