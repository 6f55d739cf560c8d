//go:build !js

package coroutine

import (
	"errors"
	"strings"
	"time"

	"overlap/engine/trace/summary"
	"overlap/scenarios"
)

// Claims says what holds of all runs.
func (c *life) Claims(d *scenarios.Declaration) {
	d.Always("in turn takes the time of both coroutines, gathered or by hand the time of one", c.totals)
	d.Always("nothing of a coroutine runs before the first await", c.nothingBefore)
	d.Always("gathered, both are suspended before either resumes", bothSuspended)
	d.Always("a generator is created, runs and is suspended by turns, and is closed in the end", states)
}

func (c *life) totals(rs *scenarios.Results) error {
	one := c.first + c.second
	if err := rs.Of("sequential").Took(c.before + 2*one); err != nil {
		return err
	}
	if err := rs.Of("generator").Took(one); err != nil {
		return err
	}
	return rs.Of("concurrent").Took(c.before + one)
}

// nothingBefore wants the first line to be main's, logged after both coroutines were called and c.before has passed.
func (c *life) nothingBefore(rs *scenarios.Results) error {
	for _, name := range []string{"sequential", "concurrent"} {
		first := logs(rs.Of(name))[0]
		if first.Text != "A is created, B is created" || time.Duration(first.At) != c.before {
			return errors.New(name + " begins with " + first.Text + " at " + time.Duration(first.At).String())
		}
	}
	return nil
}

func bothSuspended(rs *scenarios.Results) error {
	suspended := 0
	for _, log := range logs(rs.Of("concurrent")) {
		switch {
		case strings.HasSuffix(log.Text, " suspends"):
			suspended++
		case strings.HasSuffix(log.Text, " resumes") && suspended < 2:
			return errors.New(log.Text + " before both were suspended")
		}
	}
	return nil
}

func states(rs *scenarios.Results) error {
	var all []string
	for _, log := range logs(rs.Of("generator")) {
		all = append(all, strings.TrimPrefix(log.Text, "A is "))
	}
	if got := strings.Join(all, " "); got != "created running suspended running suspended running closed" {
		return errors.New("the states are " + got)
	}
	return nil
}

func logs(r *scenarios.Result) []summary.Note { return r.Summary().Logs }
