//go:build !js

package loop

import (
	"errors"
	"strconv"
	"strings"
	"time"

	"overlap/engine/trace"
	"overlap/quantity"
	"overlap/scenarios"
)

// Claims says what holds of all runs.
func (s *settings) Claims(d *scenarios.Declaration) {
	d.Always("tasks start in order; timers go off by the instant they are due, and then by the order in which they were set", s.order)
	d.Always("the sleeping loop ends with the latest timer; the polling one when it next looks", s.totals)
	d.Always("the polling loop keeps the processor busy all the time, the sleeping one not at all", s.busy)
	d.Always("the sleeping loop looks once for every instant at which a timer is due; the polling one as often as it can", s.polls)
}

// due returns the timer and the tasks in the order in which they go off. The timer was set before the tasks slept.
func (s *settings) due() scenarios.Rows {
	sorted := scenarios.Rows{{Key: "timer", Value: s.timer.String()}}
	for _, row := range s.tasks {
		i := len(sorted)
		for i > 0 && row.Duration() < sorted[i-1].Duration() {
			i--
		}
		sorted = append(sorted[:i], append(scenarios.Rows{row}, sorted[i:]...)...)
	}
	return sorted
}

func (s *settings) order(rs *scenarios.Results) error {
	var starts, names []string
	for _, row := range s.tasks {
		starts = append(starts, "start "+row.Key)
	}
	for _, row := range s.due() {
		names = append(names, row.Key)
	}
	for _, r := range rs.List {
		if want := strings.Join(names, ", "); r.Value != want {
			return mismatch(r, "the order is "+r.Value, want)
		}
		if got := strings.Join(logLines(r, "start "), ";"); got != strings.Join(starts, ";") {
			return mismatch(r, got, strings.Join(starts, ";"))
		}
	}
	return nil
}

// expected returns when each loop has seen all timers go off, and how often it looked at the clock.
func (s *settings) expected() (polling, sleeping time.Duration, polls, looks int) {
	for _, row := range s.due() {
		due := row.Duration()
		if n := int((due - polling + s.poll - 1) / s.poll); due > polling {
			polls += n
			polling += time.Duration(n) * s.poll
		}
		if due > sleeping {
			looks++
			sleeping = due
		}
	}
	return polling, sleeping, polls, looks
}

func (s *settings) totals(rs *scenarios.Results) error {
	polling, sleeping, _, _ := s.expected()
	if err := rs.Of("polling").Took(polling); err != nil {
		return err
	}
	return rs.Of("sleeping").Took(sleeping)
}

func (s *settings) busy(rs *scenarios.Results) error {
	for _, r := range rs.List {
		want := time.Duration(0)
		if r.Variant.Name == "polling" {
			want = r.Total
		}
		if got := time.Duration(r.Summary().Stats.Busy); got != want {
			return mismatch(r, "busy for "+got.String(), want.String())
		}
	}
	return nil
}

func (s *settings) polls(rs *scenarios.Results) error {
	_, _, polls, looks := s.expected()
	for i, want := range []int{polls, looks} {
		r := rs.List[i]
		if got := strings.Join(logLines(r, "looks at the clock: "), ";"); got != "looks at the clock: "+quantity.Count(want) {
			return mismatch(r, got, strconv.Itoa(want))
		}
	}
	return nil
}

// logLines returns the lines of a run with that prefix.
func logLines(r *scenarios.Result, prefix string) (lines []string) {
	for _, rec := range r.Trace.All() {
		if line := r.Trace.String(rec.Text); rec.Kind == trace.Log && strings.HasPrefix(line, prefix) {
			lines = append(lines, line)
		}
	}
	return lines
}

func mismatch(r *scenarios.Result, got, want string) error {
	return errors.New("loop: " + r.Variant.Name + ": " + got + ", not " + want)
}
