//go:build !js

package timeouts

import (
	"errors"
	"strconv"
	"time"

	"overlap/engine/trace/summary"
	"overlap/scenarios"
)

// Claims says what holds of all runs.
func (x *timeouts) Claims(d *scenarios.Declaration) {
	d.Always("a timeout ends what it is around when it fires, and not before that has cleaned up", x.totals)
	d.Always("calls that end before their limit complete; of two timeouts the shorter fires", x.ends)
	d.Always("waiting cancels nothing, timeouts leave nothing running", x.leftRunning)
}

// expected returns when a call of a variant ends, and how. A timeout that is due at the instant at which the call would
// end was set before the call's timer, and fires.
func (x *timeouts) expected(variant string, c *call) (at time.Duration, end string) {
	limit, late := time.Duration(1<<63-1), "completed"
	if variant == "wait" || variant == "overall" || variant == "nested" {
		limit, late = x.overall, "cancelled"
	}
	if variant == "per-call" || variant == "nested" && x.perCall < limit {
		limit, late = x.perCall, "timed out"
	}
	switch {
	case c.takes < limit:
		return c.takes, "completed"
	case variant == "wait":
		return limit, "pending"
	}
	if limit += x.cleanup; variant == "nested" && limit >= x.overall { // the limit for all passes before the call has cleaned up
		late = "cancelled"
	}
	return limit, late
}

func (x *timeouts) totals(rs *scenarios.Results) error {
	for _, r := range rs.List {
		var want time.Duration
		for _, c := range x.newCalls() {
			at, _ := x.expected(r.Variant.Name, c)
			want = max(want, at)
		}
		if err := r.Took(want); err != nil {
			return err
		}
	}
	return nil
}

func (x *timeouts) ends(rs *scenarios.Results) error {
	for _, r := range rs.List {
		calls := x.newCalls()
		for _, c := range calls {
			_, c.end = x.expected(r.Variant.Name, c)
		}
		if want := resultText(calls); r.Value != want {
			return errors.New("timeouts: " + r.Variant.Name + " returned " + r.Value + ", not " + want)
		}
	}
	return nil
}

func (x *timeouts) leftRunning(rs *scenarios.Results) error {
	for _, r := range rs.List {
		if left := len(r.Report.LeftRunning); r.Variant.Name != "wait" && left > 0 {
			return errors.New("timeouts: " + r.Variant.Name + " left " + strconv.Itoa(left) + " running")
		}
		for _, task := range r.Summary().Tasks[1:] {
			if r.Variant.Name == "wait" && task.Outcome == summary.Cancelled {
				return errors.New("timeouts: waiting cancelled " + task.Name)
			}
		}
	}
	return nil
}
