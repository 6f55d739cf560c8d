// Package race is the scenario of ten tasks that add one to the same counter, and of the updates that get lost.
package race

import (
	"strconv"
	"time"

	"overlap/engine"
	"overlap/engine/async"
	"overlap/scenarios"
)

// Scenario is the race.
var Scenario = &scenarios.Scenario{
	ID:       "race",
	Title:    "The lost update: ten tasks, one counter",
	Question: "Ten tasks each add one to a counter. Each reads it, waits 10 ms, then writes back what it read plus one. What does the counter say in the end, and what does a lock cost?",
	Topic:    scenarios.Sharing,
	Level:    1,
	Declare:  declare,
}

type race struct {
	tasks  int
	pause  time.Duration
	spread time.Duration
}

func declare(d *scenarios.Declaration) {
	r := &race{}
	d.Int(&r.tasks, "tasks", 10, scenarios.Between(1, 200), "Tasks", "how many tasks add one to the counter")
	d.Duration(&r.pause, "pause", 10*time.Millisecond, scenarios.Between(0, time.Second),
		"Pause", "how long a task waits for something else while it adds one")
	d.Duration(&r.spread, "spread", 0, scenarios.Between(0, 10*time.Second),
		"Spread", "each task first pauses for a random time up to this one")
	d.Live("pause")

	d.Variant("bare", "No lock", r.bare)
	d.Variant("lock", "A lock around all of it", r.lock)
	d.Variant("outside", "A lock, the pause outside it", r.outside)
	d.Compare("lock", "outside")
	d.Headline(r.headline)
	d.GuessWhich("What does the counter say in the end, when nobody takes a lock?", scenarios.ValueOf("bare"), "1", "5", "10")

	d.Preset("Hard to reproduce", "tasks=2&spread=1s")
	d.Preset("Some are lost", "spread=200ms")
	d.Preset("A long section", "tasks=50&pause=100ms")
	scenarios.Claims(d, r)
}

// bare reads, pauses and writes, and knows nothing of what the others wrote meanwhile.
func (r *race) bare(t *engine.Task) (string, error) {
	counter := 0
	err := r.allAtOnce(t, func(t *engine.Task) error {
		seen := counter
		if err := t.Sleep(r.pause); err != nil { // [1]
			return err
		}
		if counter != seen {
			t.Mark("overwrites an update") // of a task that wrote in the pause
		}
		counter = seen + 1
		logWrite(t, seen, counter)
		return nil
	})
	return strconv.Itoa(counter), err
}

// lock lets no other task in between the read and the write.
func (r *race) lock(t *engine.Task) (string, error) {
	counter, lock := 0, async.NewLock(t, "lock")
	err := r.allAtOnce(t, func(t *engine.Task) error {
		return lock.With(t, func() error { // [2]
			seen := counter
			if err := t.Sleep(r.pause); err != nil { // [3]
				return err
			}
			counter = seen + 1
			logWrite(t, seen, counter)
			return nil
		})
	})
	return strconv.Itoa(counter), err
}

// outside pauses before it takes the lock: what is left inside takes no time.
func (r *race) outside(t *engine.Task) (string, error) {
	counter, lock := 0, async.NewLock(t, "lock")
	err := r.allAtOnce(t, func(t *engine.Task) error {
		if err := t.Sleep(r.pause); err != nil { // [4]
			return err
		}
		return lock.With(t, func() error { // [5]
			seen := counter
			counter = seen + 1
			logWrite(t, seen, counter)
			return nil
		})
	})
	return strconv.Itoa(counter), err
}

// allAtOnce runs addOne in all tasks, and waits for them.
func (r *race) allAtOnce(t *engine.Task, addOne func(*engine.Task) error) error {
	return async.OpenNursery(t, func(n *async.Nursery) error { // [6]
		for i := range r.tasks {
			n.Go("task "+strconv.Itoa(i+1), func(t *engine.Task) error {
				if r.spread > 0 {
					before := time.Duration(t.Rand().Int64N(int64(r.spread)))
					if err := t.Sleep(before); err != nil { // [7]
						return err
					}
				}
				return addOne(t)
			})
		}
		return nil
	})
}

// logWrite logs what a task has done to the counter.
func logWrite(t *engine.Task, seen, counter int) {
	t.Log(strconv.Itoa(seen) + " → " + strconv.Itoa(counter))
	t.Gauge("counter", int64(counter))
}
