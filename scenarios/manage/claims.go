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
	d.Chance("a worker is cancelled", m.lateShare, m.outcomeOfFirst("cancelled"))
	d.Chance("a worker ends well", func() float64 { return (1 - m.lateShare()) * (1 - m.failures) }, m.outcomeOfFirst("ok"))
	d.Chance("a worker fails", func() float64 { return (1 - m.lateShare()) * m.failures }, m.outcomeOfFirst("failed"))
}

// workerTasks returns the workers of a run, which are the first tasks after the manager.
func (m *manage) workerTasks(r *scenarios.Result) []summary.Task {
	return r.Summary().Tasks[1 : 1+m.workers]
}

func (m *manage) totals(rs *scenarios.Results) error {
	var longest time.Duration
	for _, w := range m.workerTasks(rs.Of("wait")) {
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
	would := m.workerTasks(rs.Of("wait"))
	for i, w := range m.workerTasks(rs.Of("cancel")) {
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

// lateShare returns the share of jobs that do not end before the limit. A job that ends at the limit does not.
func (m *manage) lateShare() float64 {
	least, most := m.bounds()
	first := (m.limit + m.step - 1) / m.step * m.step // the shortest time drawn that is too long
	late := min(max(most-first+1, 0), most-least+1)
	return float64(late) / float64(most-least+1)
}

// outcomeOfFirst returns a check of the first worker's outcome; all workers have the same chances.
func (m *manage) outcomeOfFirst(want string) func(*scenarios.Results) error {
	return func(rs *scenarios.Results) error {
		got := m.workerTasks(rs.Of("cancel"))[0].Outcome.String()
		if got == "done" {
			got = "ok"
		}
		if got != want {
			return errors.New("manage: worker 1 " + got)
		}
		return nil
	}
}
