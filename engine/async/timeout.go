package async

import (
	"time"

	"overlap/engine"
)

// TimeoutError is the error of Timeout when its time is up. errors.Is matches it with engine.ErrDeadline, the error of a
// connection's deadline, so that one check covers both.
type TimeoutError struct {
	After time.Duration // the exceeded limit, which tells nested timeouts apart
}

func (e *TimeoutError) Error() string { return "async: timed out after " + e.After.String() }

// Is reports that a timeout is an exceeded deadline.
func (e *TimeoutError) Is(target error) bool { return target == engine.ErrDeadline }

// Timeout runs fn, and cancels it when d has passed, as asyncio.timeout. It cancels a scope, as trio.fail_after: every
// wait inside returns the cancellation until fn returns. The error is then a *TimeoutError, unless fn returns something
// other than the cancellation, such as a result or a failure. With d = 0 the ready tasks get a turn before the time is
// up; a negative d is no limit. Of nested timeouts the shorter fires, of two at the same instant the outer.
func Timeout(t *engine.Task, d time.Duration, fn func() error) error {
	late, err := MoveOn(t, d, fn)
	if late && err == nil {
		return &TimeoutError{After: d}
	}
	return err
}

// MoveOn is Timeout for a caller to whom it is no error, as trio.move_on_after: late reports that the time was up.
func MoveOn(t *engine.Task, d time.Duration, fn func() error) (late bool, err error) {
	var scope *engine.Scope
	err = t.Scope("", func(s *engine.Scope) error {
		scope = s
		s.SetTimeout(d)
		return fn()
	})
	return scope.Caught(), err
}
