package async

import (
	"time"

	"overlap/engine"
)

// TimeoutError is what Timeout returns when its time was up. errors.Is takes it for an engine.ErrDeadline, as
// that of a connection, so that one question covers both.
type TimeoutError struct {
	After time.Duration // the limit that was exceeded: of nested ones it says which
}

func (e *TimeoutError) Error() string { return "async: timed out after " + e.After.String() }

// Is reports that a timeout is a deadline that was exceeded.
func (e *TimeoutError) Is(target error) bool { return target == engine.ErrDeadline }

// Timeout runs fn, and cancels it when d has passed: as asyncio.timeout, with the cancellation of a scope, which
// every wait inside hears until fn returns (trio.fail_after). The error is then a *TimeoutError, unless fn
// returned without the cancellation: that it had finished, or failed otherwise, counts. With 0, those that are ready get
// a turn before the time is up; a negative d is no limit. Of nested timeouts the shorter one fires, and of two at once the outer one.
func Timeout(t *engine.Task, d time.Duration, fn func() error) error {
	late, err := MoveOn(t, d, fn)
	if late && err == nil {
		return &TimeoutError{After: d}
	}
	return err
}

// MoveOn is Timeout for those to whom it is no error, as trio.move_on_after: late says that the time was up.
func MoveOn(t *engine.Task, d time.Duration, fn func() error) (late bool, err error) {
	var scope *engine.Scope
	err = t.Scope("", func(s *engine.Scope) error {
		scope = s
		s.SetTimeout(d)
		return fn()
	})
	return scope.Caught(), err
}
