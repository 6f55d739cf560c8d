//go:build !js

package deadlock

import (
	"errors"
	"strings"

	"overlap/engine"
	"overlap/scenarios"
)

// Claims says what holds of all runs.
func (k *deadlock) Claims(d *scenarios.Declaration) {
	d.Always("opposite orders end in a deadlock exactly when B begins before A wants its second lock", k.cycle)
	d.Always("a timeout ends it when its time is up, and both locks are free then", k.givenUp)
	d.Always("in the same order both get both locks, one task after the other", k.inTurn)
}

// deadlocks reports whether each task has its first lock before the other wants it. When B begins at the instant at
// which A wants its second lock, A is first.
func (k *deadlock) deadlocks() bool { return k.late < k.hold }

// cycle wants the deadlock at the instant at which the later of the two asks for its second lock.
func (k *deadlock) cycle(rs *scenarios.Results) error {
	r := rs.Of("forever")
	if !k.deadlocks() {
		return r.Took(k.late + k.hold)
	}
	e, ok := errors.AsType[*engine.DeadlockError](r.Err)
	if !ok {
		return errors.New("deadlock: it is not found: " + r.Outcome())
	}
	if got := strings.Join(e.Cycle, " "); got != "A B A" || r.Total != k.late+k.hold {
		return errors.New("deadlock: " + got + " wait for each other after " + r.Total.String())
	}
	return nil
}

func (k *deadlock) givenUp(rs *scenarios.Results) error {
	r, well := rs.Of("timeout"), k.late+k.hold
	if !k.deadlocks() && well < k.timeout {
		return r.Took(well)
	}
	if err := r.Took(k.timeout); err != nil {
		return err
	}
	if r.Value != "gave up, with nothing done: lock1 is free, lock2 is free" && (k.deadlocks() || well != k.timeout) {
		return errors.New("deadlock: after the timeout it says: " + r.Value)
	}
	return nil
}

// inTurn wants B to wait until A releases lock1, unless B begins later.
func (k *deadlock) inTurn(rs *scenarios.Results) error {
	return rs.Of("ordered").Took(max(k.hold, k.late) + k.hold)
}
