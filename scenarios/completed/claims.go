//go:build !js

package completed

import (
	"errors"
	"strings"
	"time"

	"overlap/engine/trace"
	"overlap/scenarios"
)

// Claims says what holds of runs, and how often.
func (c *completed) Claims(d *scenarios.Declaration) {
	d.Always("both are over when the last result that came has been used", c.totals)
	d.Always("as they complete, results come in the order in which the tasks end", c.receivedAsEnded)
	d.Always("the first result never comes later than in the order of the list", c.firstIsEarlier)
	d.Mean("the slowest of n takes shortest + (longest − shortest) · n/(n+1), in seconds", c.meanLast, lastEnd)
	d.Mean("the fastest of n takes shortest + (longest − shortest) / (n+1), in seconds", c.meanFirst, firstEnd)
}

// taskEnds returns when tasks ended, and their names, in the order in which they ended.
func taskEnds(r *scenarios.Result) (at []time.Duration, names []string) {
	for _, rec := range r.Trace.All() {
		if rec.Kind == trace.TaskDone && rec.Task > 1 {
			at = append(at, time.Duration(rec.At))
			names = append(names, r.Summary().Task(rec.Task).Name)
		}
	}
	return at, names
}

// totals follows the receiver from result to result.
func (c *completed) totals(rs *scenarios.Results) error {
	for _, r := range rs.List {
		at, names := taskEnds(r)
		switch {
		case r.Variant.Name == "in-order":
			at = inOrder(at, names, c.names())
		case strings.Contains(r.Value, "too late"):
			if r.Total < c.timeout {
				return errors.New("completed: timed out after " + r.Total.String())
			}
			continue
		}
		var free time.Duration // when the receiver is free for the next result
		for _, end := range at {
			free = max(free, end) + c.using
		}
		if err := r.Took(free); err != nil {
			return err
		}
	}
	return nil
}

// inOrder returns the ends of tasks in the order of the list.
func inOrder(at []time.Duration, ended, list []string) (ordered []time.Duration) {
	for _, name := range list {
		for i := range ended {
			if ended[i] == name {
				ordered = append(ordered, at[i])
			}
		}
	}
	return ordered
}

// receivedAsEnded compares the results that came before the timeout.
func (c *completed) receivedAsEnded(rs *scenarios.Results) error {
	r := rs.Of("as-completed")
	_, names := taskEnds(r)
	for i, mark := range r.Summary().Marks {
		if got, received := strings.CutPrefix(mark.Text, "got "); received && got != names[i] {
			return errors.New("completed: received " + got + " when " + names[i] + " had ended")
		}
	}
	return nil
}

func (c *completed) firstIsEarlier(rs *scenarios.Results) error {
	a, b := rs.Of("in-order").Marked("got "), rs.Of("as-completed").Marked("got ")
	if len(b) > 0 && b[0] > a[0] {
		return errors.New("completed: the first result after " + b[0].String() + ", in the order of the list after " + a[0].String())
	}
	return nil
}

func (c *completed) meanLast() float64 {
	if len(c.durations) > 0 {
		var d time.Duration
		for _, row := range c.durations {
			d = max(d, row.Duration())
		}
		return d.Seconds()
	}
	n := float64(c.tasks)
	return c.between(n / (n + 1))
}

func (c *completed) meanFirst() float64 {
	if len(c.durations) > 0 {
		d := c.durations[0].Duration()
		for _, row := range c.durations {
			d = min(d, row.Duration())
		}
		return d.Seconds()
	}
	return c.between(1 / float64(c.tasks+1))
}

// between returns the time at a share of the way from the shortest to the longest, in seconds.
func (c *completed) between(share float64) float64 {
	least, most := min(c.shortest, c.longest).Seconds(), max(c.shortest, c.longest).Seconds()
	return least + (most-least)*share
}

func lastEnd(rs *scenarios.Results) float64 {
	at, _ := taskEnds(rs.Of("as-completed"))
	return at[len(at)-1].Seconds()
}

func firstEnd(rs *scenarios.Results) float64 {
	at, _ := taskEnds(rs.Of("as-completed"))
	return at[0].Seconds()
}
