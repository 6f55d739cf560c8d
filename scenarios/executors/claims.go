//go:build !js

package executors

import (
	"errors"
	"strings"
	"time"

	"overlap/engine/trace/summary"
	"overlap/scenarios"
)

// Claims says what holds of all runs.
func (e *executors) Claims(d *scenarios.Declaration) {
	d.Always("waiting is shared among the workers, whatever they are", e.waiting)
	d.Always("computing takes threads as long as one after another, and processes no less than their cores need", e.computing)
	d.Always("map returns results in the order of the jobs, as-completed in the order of their ends", e.order)
}

// sumAndLongest returns how long all jobs take one after another, and how long the longest takes.
func (e *executors) sumAndLongest() (sum, longest time.Duration) {
	for _, n := range e.numbers() {
		sum += e.length(n)
		longest = max(longest, e.length(n))
	}
	return sum, longest
}

// sharedTotal returns how long all jobs take when each worker takes the next job as soon as it is free.
func (e *executors) sharedTotal() (latest time.Duration) {
	free := make([]time.Duration, e.workers)
	for _, n := range e.numbers() {
		first := 0
		for w := range free {
			if free[w] < free[first] {
				first = w
			}
		}
		free[first] += e.length(n)
		latest = max(latest, free[first])
	}
	return latest
}

func (e *executors) waiting(rs *scenarios.Results) error {
	if e.kind != "waiting" {
		return nil
	}
	sum, _ := e.sumAndLongest()
	err := errors.Join(rs.Of("sequential").Took(sum), rs.Of("threads-queue").Took(e.sharedTotal()), rs.Of("threads").Took(e.sharedTotal()))
	if e.spawn+e.copy > 0 {
		return err
	}
	return errors.Join(err, rs.Of("processes-queue").Took(e.sharedTotal()), rs.Of("processes").Took(e.sharedTotal()))
}

func (e *executors) computing(rs *scenarios.Results) error {
	if e.kind != "computing" {
		return nil
	}
	sum, longest := e.sumAndLongest()
	for _, name := range []string{"sequential", "threads-queue", "threads"} {
		if err := rs.Of(name).Took(sum); err != nil {
			return err
		}
	}
	sum += time.Duration(e.jobs) * e.copy
	least := max(e.spawn+e.copy+longest, (e.spawn+sum)/time.Duration(min(e.workers, e.cores)))
	most := sum + time.Duration(e.workers)*e.spawn
	for _, name := range []string{"processes-queue", "processes"} {
		if r := rs.Of(name); r.Err != nil || r.Total < least || r.Total > most {
			return errors.New("executors: " + name + " took " + r.Total.String() + ", not from " + least.String() + " to " + most.String())
		}
	}
	return nil
}

func (e *executors) order(rs *scenarios.Results) error {
	for _, r := range rs.List {
		pool := r.Variant.Name == "threads" || r.Variant.Name == "processes"
		want := "job " + strings.ReplaceAll(r.Value, ", ", " done, job ") + " done"
		if pool && e.results == "as-completed" && logLines(r.Summary()) != want {
			return errors.New("executors: " + r.Variant.Name + " handed over " + r.Value + ", but: " + logLines(r.Summary()))
		}
		if (!pool || e.results == "map") && r.Value != rs.List[0].Value {
			return errors.New("executors: " + r.Variant.Name + " returned " + r.Value)
		}
	}
	return nil
}

// logLines returns the lines logged, which name the jobs in the order in which they were done.
func logLines(s *summary.Summary) string {
	var lines []string
	for _, l := range s.Logs {
		lines = append(lines, l.Text)
	}
	return strings.Join(lines, ", ")
}
