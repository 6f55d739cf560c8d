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

// inTime reports whether the gun is fired before patience ends. The same instant is too late, because timers go off
// before tasks run.
func (e *event) inTime() bool { return e.gun < e.timeout }

// madeAt returns the instant at which the i-th item is made, counted from 0.
func (e *event) madeAt(i int) time.Duration { return e.gun + time.Duration(i+1)*e.every }

// loggedAt returns the instants at which a line was logged.
func loggedAt(r *scenarios.Result, line string) (instants []time.Duration) {
	for _, log := range r.Summary().Logs {
		if log.Text == line {
			instants = append(instants, time.Duration(log.At))
		}
	}
	return instants
}

// beginsAndEnds returns when each item was begun and when it was done. It is an error unless both happened once.
func (e *event) beginsAndEnds(r *scenarios.Result) (begun, done []time.Duration, err error) {
	for i := range e.items {
		name := "item " + strconv.Itoa(i+1)
		from, to := loggedAt(r, name+" begun"), loggedAt(r, name+" done")
		if r.Err != nil || len(from) != 1 || len(to) != 1 {
			return nil, nil, errors.Join(errors.New("event: "+r.Variant.Name+" does not process "+name+" once"), r.Err)
		}
		begun, done = append(begun, from[0]), append(done, to[0])
	}
	return begun, done, nil
}

// checkPrompt wants every item to be begun as soon as it is ready and a processor is free, and the run to end with the
// last item.
func (e *event) checkPrompt(r *scenarios.Result, ready func(i int) time.Duration) error {
	begun, done, err := e.beginsAndEnds(r)
	if err != nil {
		return err
	}
	free := make([]time.Duration, e.processors) // when each processor is free
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
	if !e.inTime() {
		return nil
	}
	return e.checkPrompt(rs.Of("all-data"), func(int) time.Duration { return e.madeAt(e.items - 1) })
}

func (e *event) overlaps(rs *scenarios.Results) error {
	all, pipe := rs.Of("all-data"), rs.Of("pipelined")
	if !e.inTime() {
		return pipe.Took(all.Total)
	}
	if pipe.Total > all.Total {
		return pipe.Took(all.Total)
	}
	return e.checkPrompt(pipe, e.madeAt)
}

func (e *event) once(rs *scenarios.Results) error {
	for _, r := range rs.List {
		ends := len(loggedAt(r, "complete"))
		if !e.inTime() && ends == 0 {
			continue
		}
		if _, _, err := e.beginsAndEnds(r); err != nil || ends != 1 {
			return errors.Join(errors.New("event: "+r.Variant.Name+" says “complete” "+strconv.Itoa(ends)+" times"), err)
		}
	}
	return nil
}

func (e *event) tooLate(rs *scenarios.Results) error {
	for _, r := range rs.List {
		if e.inTime() {
			continue
		}
		if left := loggedAt(r, "gave up"); len(left) != 1+e.processors || slices.Min(left) != e.timeout || slices.Max(left) != e.timeout {
			return errors.New("event: not everybody gives up after " + e.timeout.String())
		}
		if err := r.Took(e.gun); err != nil {
			return err
		}
	}
	return nil
}
