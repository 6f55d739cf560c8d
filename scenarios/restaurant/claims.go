//go:build !js

package restaurant

import (
	"errors"
	"strings"
	"time"

	"overlap/engine/trace"
	"overlap/scenarios"
)

// Claims says what holds of all runs.
func (r *restaurant) Claims(d *scenarios.Declaration) {
	d.Always("one at a time takes the sum of all times; the loop is done when the latest dinner is", r.totals)
	d.Always("dinners come back in the order of the customers, whoever was ready first", r.inOrder)
	d.Always("the loop takes every order before it serves the first dinner", r.takenFirst)
}

// totals: the waiter's own time cannot overlap, the kitchen's can.
func (r *restaurant) totals(rs *scenarios.Results) error {
	var sum, latest, taken time.Duration
	for _, c := range r.customers {
		taken += r.taking
		sum += r.taking + c.Duration()
		latest = max(latest, taken+c.Duration())
	}
	if err := rs.Of("sequential").Took(sum); err != nil {
		return err
	}
	// Dinners that are ready while the waiter takes an order are served when he looks up.
	return rs.Of("concurrent").Took(max(latest, taken))
}

func (r *restaurant) inOrder(rs *scenarios.Results) error {
	var want []string
	for _, c := range r.customers {
		want = append(want, "dinner "+c.Key)
	}
	for _, res := range rs.List {
		if got := res.Value; got != strings.Join(want, ", ") {
			return errors.New(res.Variant.Name + " returned " + got)
		}
	}
	return nil
}

func (r *restaurant) takenFirst(rs *scenarios.Results) error {
	ready := false
	tr := rs.Of("concurrent").Trace
	for _, rec := range tr.All() {
		if rec.Kind != trace.Log {
			continue
		}
		line := tr.String(rec.Text)
		if ready && strings.HasSuffix(line, " taken") {
			return errors.New(line + " after a dinner was ready")
		}
		ready = ready || strings.HasSuffix(line, " ready")
	}
	return nil
}
