//go:build !js

package barrier

import (
	"errors"
	"slices"
	"strings"
	"time"

	"overlap/engine/trace"
	"overlap/scenarios"
)

// Claims says what holds of all runs.
func (c *crew) Claims(d *scenarios.Declaration) {
	d.Always("nobody waits: all are done after the longest of the workers' sums", c.longest)
	d.Always("all wait at a barrier: all are done after the sum of the slowest of each phase, and nothing is read too early", c.slowestEach)
	d.Always("each waits for its neighbour: nothing is read too early, and nobody waits longer than for what it needs", c.needed)
	d.Always("each worker is slow once: with a barrier every phase is slow, without one phase of each worker is", c.turns)
}

// phases returns how long each phase took each worker of a run in which nobody waits.
func phases(r *scenarios.Result) (all [][]time.Duration) {
	for _, task := range r.Summary().Tasks {
		if !strings.HasPrefix(task.Name, "worker ") {
			continue
		}
		var takes []time.Duration
		for _, s := range task.Spans {
			if s.State == trace.Waiting && s.Why == trace.WhySleep && s.To > s.From {
				takes = append(takes, time.Duration(s.To-s.From))
			}
		}
		all = append(all, takes)
	}
	return all
}

func (c *crew) longest(rs *scenarios.Results) error {
	var most time.Duration
	for _, takes := range phases(rs.Of("free")) {
		var sum time.Duration
		for _, d := range takes {
			sum += d
		}
		most = max(most, sum)
	}
	return rs.Of("free").Took(most)
}

func (c *crew) slowestEach(rs *scenarios.Results) error {
	var sum time.Duration
	all, r := phases(rs.Of("free")), rs.Of("barrier")
	for k := range c.phases {
		var most time.Duration
		for i := range all {
			most = max(most, all[i][k])
		}
		sum += most
	}
	if !strings.HasPrefix(r.Value, "0 of ") {
		return errors.New("barrier: with a barrier " + r.Value)
	}
	return r.Took(sum)
}

// needed adds up, for each worker, when its next phase can begin: when its own last one and its neighbour's are done.
func (c *crew) needed(rs *scenarios.Results) error {
	all, r := phases(rs.Of("free")), rs.Of("neighbour")
	begins := make([]time.Duration, c.workers)
	for k := range c.phases {
		ends := make([]time.Duration, c.workers)
		for i := range ends {
			ends[i] = begins[i] + all[i][k]
		}
		for i := range begins {
			begins[i] = max(ends[i], ends[(i+1)%c.workers])
		}
	}
	if !strings.HasPrefix(r.Value, "0 of ") {
		return errors.New("barrier: each waits for its neighbour, and " + r.Value)
	}
	return r.Took(slices.Max(begins))
}

func (c *crew) turns(rs *scenarios.Results) error {
	if c.slowest != "another" || c.phases != c.workers || c.slow < c.fast {
		return nil
	}
	n := time.Duration(c.phases)
	return errors.Join(rs.Of("barrier").Took(n*c.slow), rs.Of("free").Took(c.slow+(n-1)*c.fast))
}
