//go:build !js

package forgotten

import (
	"errors"
	"strconv"

	"overlap/scenarios"
)

// Claims says what holds of all runs.
func (s *settings) Claims(d *scenarios.Declaration) {
	d.Always("what is not awaited takes no time and does nothing; the run’s report names every such call", s.report)
	d.Always("awaited calls take their time, one after the other; tasks run while the shop goes on", s.totals)
	d.Always("orders are saved where somebody awaits it, and nowhere else", s.savings)
}

// orderCounts is how many orders a variant is to save, and how many it saves.
type orderCounts struct{ orders, saved int }

func (s *settings) expected() map[string]orderCounts {
	return map[string]orderCounts{"forgotten": {1, 0}, "awaited": {1, 1}, "loop": {s.orders, 0}, "tasks": {s.orders, s.orders}}
}

func (s *settings) report(rs *scenarios.Results) error {
	for _, r := range rs.List {
		m := s.expected()[r.Variant.Name]
		if got, want := len(r.Report.NeverAwaited), m.orders-m.saved; got != want {
			return mismatch(r, strconv.Itoa(got)+" calls never awaited", strconv.Itoa(want))
		}
		for i, o := range r.Report.NeverAwaited {
			if want := "save order " + strconv.Itoa(i+1); o.Name != want || o.By != "shop" {
				return mismatch(r, o.Name+" never awaited, made by "+o.By, want+" by shop")
			}
		}
		if left := len(r.Report.LeftRunning); left > 0 {
			return mismatch(r, strconv.Itoa(left)+" tasks left running", "0")
		}
	}
	return nil
}

func (s *settings) totals(rs *scenarios.Results) error {
	for _, name := range []string{"forgotten", "loop"} {
		if err := rs.Of(name).Took(s.confirming); err != nil {
			return err
		}
	}
	if err := rs.Of("awaited").Took(s.saving + s.confirming); err != nil {
		return err
	}
	return rs.Of("tasks").Took(max(s.saving, s.confirming))
}

func (s *settings) savings(rs *scenarios.Results) error {
	for _, r := range rs.List {
		m := s.expected()[r.Variant.Name]
		want := "saved " + strconv.Itoa(m.saved) + " of " + strconv.Itoa(m.orders) + ", all told “confirmed”"
		if r.Value != want {
			return mismatch(r, r.Value, want)
		}
	}
	return nil
}

func mismatch(r *scenarios.Result, got, want string) error {
	return errors.New("forgotten: " + r.Variant.Name + ": " + got + ", not " + want)
}
