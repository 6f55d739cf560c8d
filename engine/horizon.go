package engine

import "time"

// WhenPast calls fn as soon as the present instant is later than at, before anything else happens then; when it already is, now. No
// event of the run tells of it: the run is the same as without, unless fn changes what tasks read. A call replaces the one before, and
// fn may make the next. fn must not wait.
func (l *Loop) WhenPast(at time.Duration, fn func()) {
	l.horizon, l.passed = min(at, l.limits.Time), fn
	l.pass()
}

// pass makes the call that is due when the present instant is beyond the horizon.
func (l *Loop) pass() {
	if l.now <= l.horizon || l.passed == nil {
		return
	}
	fn := l.passed
	l.horizon, l.passed = l.limits.Time, nil
	fn()
}
