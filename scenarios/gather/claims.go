//go:build !js

package gather

import (
	"errors"
	"time"

	"overlap/engine/trace/summary"
	"overlap/scenarios"
)

// Claims says what holds of all runs.
func (g *gather) Claims(d *scenarios.Declaration) {
	d.Always("gather and the nursery raise when the request fails; the others wait for the slowest", g.totals)
	d.Always("gather leaves the other requests running, as long as the program lives; the nursery cancels them and waits", g.siblings)
	d.Always("errors as results: every outcome is there, in the order of the requests", g.inOrder)
}

// raisesError reports whether a request of a variant ends with an error.
func (g *gather) raisesError(variant string) bool {
	return g.failing != "none" && (g.failure == "error" || variant == "raise-for-status")
}

// slowest returns how long the longest request takes, the failing one up to its failure.
func (g *gather) slowest() (d time.Duration) {
	for _, r := range g.requests() {
		d = max(d, r.takes)
	}
	return d
}

func (g *gather) totals(rs *scenarios.Results) error {
	for _, r := range rs.List {
		name, want := r.Variant.Name, g.slowest()
		if name != "settled" && g.raisesError(name) {
			want = g.failAt
		}
		if err := r.Took(want); err != nil {
			return err
		}
	}
	return nil
}

// siblings looks at requests that did not fail in variants that saw one fail.
func (g *gather) siblings(rs *scenarios.Results) error {
	for _, r := range rs.List {
		name, end := r.Variant.Name, int64(r.Total+g.after)
		if name == "settled" || !g.raisesError(name) {
			continue
		}
		if name == "nursery" {
			end = int64(r.Total)
		}
		for _, task := range r.Summary().Tasks {
			takes, ok := g.sibling(task.Name)
			switch {
			case !ok || takes == end: // in which order they end at the same instant is not claimed
			case takes < end && (task.Outcome != summary.Done || task.EndedAt != takes):
				return errors.New("gather: " + name + " did not let " + task.Name + " end when it should")
			case takes > end && (task.Outcome != summary.Cancelled || task.EndedAt != end):
				return errors.New("gather: " + name + " did not cancel " + task.Name + " when it should")
			}
		}
		if name == "nursery" && len(r.Report.LeftRunning) > 0 {
			return errors.New("gather: the nursery left " + r.Report.LeftRunning[0].Name + " running")
		}
	}
	return nil
}

// sibling returns how long a request takes that does not fail.
func (g *gather) sibling(name string) (takes int64, ok bool) {
	for _, r := range g.requests() {
		if r.name == name && name != g.failing {
			return int64(r.takes), true
		}
	}
	return 0, false
}

func (g *gather) inOrder(rs *scenarios.Results) error {
	var want []string
	for _, r := range g.requests() {
		switch {
		case r.err != nil:
			want = append(want, r.err.Error())
		case r.status == 500:
			want = append(want, r.name+" 500")
		default:
			want = append(want, r.name+" 200")
		}
	}
	if got := rs.Of("settled").Value; got != joined(want) {
		return errors.New("gather: settled returned " + got)
	}
	return nil
}
