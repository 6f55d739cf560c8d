//go:build !js

package manage

import (
	"errors"
	"strconv"
	"strings"
	"time"

	"overlap/engine/trace/summary"
	"overlap/scenarios"
)

// Claims says what holds of runs, and how often.
func (m *manage) Claims(d *scenarios.Declaration) {
	d.Always("cancelling takes exactly as long as was allowed, waiting as long as the longest job", m.totals)
	d.Always("every worker has one outcome: ok, failed or cancelled", m.oneEach)
	d.Always("who ends in time ends as it would have without the limit; who would end at the limit or later is cancelled", m.inTime)
	d.Chance("a worker is cancelled", m.isLate, m.outcomeOfFirst("cancelled"))
	d.Chance("a worker ends well", func() float64 { return (1 - m.isLate()) * (1 - m.failures) }, m.outcomeOfFirst("ok"))
	d.Chance("a worker fails", func() float64 { return (1 - m.isLate()) * m.failures }, m.outcomeOfFirst("failed"))
}

// ends returns the workers of a run, which are the first tasks after the manager.
func (m *manage) ends(r *scenarios.Result) []summary.Task {
	return r.Summary().Tasks[1 : 1+m.workers]
}

func (m *manage) totals(rs *scenarios.Results) error {
	var longest time.Duration
	for _, w := range m.ends(rs.Of("wait")) {
		longest = max(longest, time.Duration(w.EndedAt))
	}
	if err := rs.Of("wait").Took(longest); err != nil {
		return err
	}
	return rs.Of("cancel").Took(m.limit)
}

func (m *manage) oneEach(rs *scenarios.Results) error {
	for _, r := range rs.List {
		sum := 0
		for _, part := range strings.Split(r.Value, ", ") {
			count, _, _ := strings.Cut(part, " ")
			n, _ := strconv.Atoi(count)
			sum += n
		}
		if sum != m.workers {
			return errors.New("manage: " + strconv.Itoa(m.workers) + " workers, and " + r.Value)
		}
	}
	return nil
}

func (m *manage) inTime(rs *scenarios.Results) error {
	would := m.ends(rs.Of("wait"))
	for i, w := range m.ends(rs.Of("cancel")) {
		at, how := would[i].EndedAt, would[i].Outcome
		if at >= int64(m.limit) {
			at, how = int64(m.limit), summary.Cancelled
		}
		if w.EndedAt != at || w.Outcome != how {
			return errors.New("manage: " + w.Name + " " + w.Outcome.String() + " after " + time.Duration(w.EndedAt).String())
		}
	}
	return nil
}

// isLate returns the share of jobs that do not end before the limit: one that ends in the very instant does not.
func (m *manage) isLate() float64 {
	least, most := m.bounds()
	first := (m.limit + m.step - 1) / m.step * m.step // the shortest time drawn that is too long
	late := min(max(most-first+1, 0), most-least+1)
	return float64(late) / float64(most-least+1)
}

// outcomeOfFirst checks what becomes of the first worker, which stands for any.
func (m *manage) outcomeOfFirst(want string) func(*scenarios.Results) error {
	return func(rs *scenarios.Results) error {
		got := m.ends(rs.Of("cancel"))[0].Outcome.String()
		if got == "done" {
			got = "ok"
		}
		if got != want {
			return errors.New("manage: worker 1 " + got)
		}
		return nil
	}
}
