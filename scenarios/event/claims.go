//go:build !js

package event

import (
	"errors"
	"slices"
	"strconv"
	"time"

	"overlap/scenarios"
)

// Claims says what holds of all runs.
func (e *event) Claims(d *scenarios.Declaration) {
	d.Always("who waits for all data begins with none before the last is made", e.waits)
	d.Always("the pipeline begins with an item when it is made and a processor is free, and is never slower", e.overlaps)
	d.Always("every item is processed once, and the end is announced once", e.once)
	d.Always("a gun that is fired too late starts nobody: they have given up when their patience ended, and it is fired all the same", e.tooLate)
}

// heard reports whether the gun is fired in time. At the same instant is too late: timers go off before tasks run.
func (e *event) heard() bool { return e.gun < e.timeout }

// made returns the instant at which the i-th item is there, from 0.
func (e *event) made(i int) time.Duration { return e.gun + time.Duration(i+1)*e.every }

// at returns the instants at which a line was logged.
func at(r *scenarios.Result, line string) (instants []time.Duration) {
	for _, log := range r.Summary().Logs {
		if log.Text == line {
			instants = append(instants, time.Duration(log.At))
		}
	}
	return instants
}

// lives returns when each item was begun and done, each of which must have happened once.
func (e *event) lives(r *scenarios.Result) (begun, done []time.Duration, err error) {
	for i := range e.items {
		name := "item " + strconv.Itoa(i+1)
		from, to := at(r, name+" begun"), at(r, name+" done")
		if r.Err != nil || len(from) != 1 || len(to) != 1 {
			return nil, nil, errors.Join(errors.New("event: "+r.Variant.Name+" does not process "+name+" once"), r.Err)
		}
		begun, done = append(begun, from[0]), append(done, to[0])
	}
	return begun, done, nil
}

// prompt wants every item to be begun as soon as it is ready and a processor is free, and the run to end with the last.
func (e *event) prompt(r *scenarios.Result, ready func(i int) time.Duration) error {
	begun, done, err := e.lives(r)
	if err != nil {
		return err
	}
	free := make([]time.Duration, e.processors) // the instants at which they are
	for i := range begun {
		first := slices.Index(free, slices.Min(free))
		if want := max(free[first], ready(i)); begun[i] != want {
			return errors.New("event: " + r.Variant.Name + " begins with item " + strconv.Itoa(i+1) + " at " + begun[i].String() + ", not " + want.String())
		}
		free[first] = done[i]
	}
	return r.Took(slices.Max(done))
}

func (e *event) waits(rs *scenarios.Results) error {
	if !e.heard() {
		return nil
	}
	return e.prompt(rs.Of("all-data"), func(int) time.Duration { return e.made(e.items - 1) })
}

func (e *event) overlaps(rs *scenarios.Results) error {
	all, pipe := rs.Of("all-data"), rs.Of("pipelined")
	if !e.heard() {
		return pipe.Took(all.Total)
	}
	if pipe.Total > all.Total {
		return pipe.Took(all.Total)
	}
	return e.prompt(pipe, e.made)
}

func (e *event) once(rs *scenarios.Results) error {
	for _, r := range rs.List {
		ends := len(at(r, "complete"))
		if !e.heard() && ends == 0 {
			continue
		}
		if _, _, err := e.lives(r); err != nil || ends != 1 {
			return errors.Join(errors.New("event: "+r.Variant.Name+" says “complete” "+strconv.Itoa(ends)+" times"), err)
		}
	}
	return nil
}

func (e *event) tooLate(rs *scenarios.Results) error {
	for _, r := range rs.List {
		if e.heard() {
			continue
		}
		if left := at(r, "gave up"); len(left) != 1+e.processors || slices.Min(left) != e.timeout || slices.Max(left) != e.timeout {
			return errors.New("event: not everybody gives up after " + e.timeout.String())
		}
		if err := r.Took(e.gun); err != nil {
			return err
		}
	}
	return nil
}
