// Package manage is the scenario of five workers with an unknown amount of work, a monitor that counts them, and
// a manager who has two seconds.
package manage

import (
	"errors"
	"time"

	"overlap/engine"
	"overlap/engine/async"
	"overlap/scenarios"
)

// Scenario is the five workers.
var Scenario = &scenarios.Scenario{
	ID:       "manage",
	Title:    "Manage: watch the tasks, then cancel them",
	Question: "Five workers have one, two or three seconds of work, and some will fail at the end of it. After two seconds you cancel them all. How many are cancelled?",
	Topic:    scenarios.WaitingForMany,
	Level:    5,
	Declare:  declare,
}

type manage struct {
	workers           int
	shortest, longest time.Duration
	step, limit       time.Duration
	every             time.Duration
	failures          float64
}

func declare(d *scenarios.Declaration) {
	m := &manage{}
	d.Int(&m.workers, "workers", 5, scenarios.Between(1, 20), "Workers", "how many are started at once")
	d.Duration(&m.shortest, "shortest", time.Second, scenarios.Between(0, 20*time.Second), "Shortest job", "the least work there is to do")
	d.Duration(&m.longest, "longest", 4*time.Second, scenarios.Between(0, 20*time.Second), "Longest job", "chance draws less than this, and no less than the shortest")
	d.Duration(&m.step, "step", time.Second, scenarios.Between(200*time.Millisecond, 5*time.Second), "Step", "jobs are whole steps of this; the rest is left out")
	d.Percent(&m.failures, "failures", 30, scenarios.Between(0, 100), "Failures", "how many of the jobs fail at their end")
	d.Duration(&m.limit, "limit", 2*time.Second, scenarios.Between(100*time.Millisecond, 20*time.Second), "Cancel after", "when the manager cancels all workers")
	d.Duration(&m.every, "monitor-every", 500*time.Millisecond, scenarios.Between(100*time.Millisecond, 5*time.Second), "Monitor every", "how often the monitor counts")
	d.Live("step", "monitor-every")

	d.MainTask("manager")
	d.Variant("wait", "Wait for all", m.waitForAll)
	d.Variant("cancel", "Cancel all when time is up", m.cancelAll)
	d.Incomparable()
	d.Headline(m.headline)
	d.GuessWhich("Of timers due together the first set goes off first. You sleep 2 s, worker 2 twice 1 s. Is it done in time?", m.secondWorker, "Yes", "No, it is cancelled", "Chance decides")

	d.MainParams("workers", "failures", "limit")
	d.Preset("A hair more than two seconds", "limit=2.1s")
	d.Preset("Small steps", "step=200ms")
	d.Preset("Everything fails", "failures=100%25")
	scenarios.Claims(d, m)
}

// waitForAll waits for as long as the longest job takes.
func (m *manage) waitForAll(t *engine.Task) (string, error) {
	workers := m.start(t)
	monitor := m.monitor(t, workers)
	_, _, err := async.Wait(t, workers, async.All, -1) // [1]
	monitor.Cancel("nobody left to watch")
	return resultText(workers), err
}

// cancelAll cancels all workers at the limit, waits until they have ended, and returns their outcomes.
func (m *manage) cancelAll(t *engine.Task) (string, error) {
	workers := m.start(t)
	monitor := m.monitor(t, workers)
	if err := t.Sleep(m.limit); err != nil { // [2]
		return "", err
	}
	for _, worker := range workers {
		worker.Cancel("time is up") // does nothing to a worker that has ended
	}
	_, _, err := async.Wait(t, workers, async.All, -1) // [3]
	monitor.Cancel("nobody left to watch")
	return resultText(workers), err
}

// work does its steps. A cancellation that comes at the very end of the last step is still raised there.
func (m *manage) work(t *engine.Task, j job) (string, error) {
	for range j.steps {
		if err := t.Sleep(m.step); err != nil { // [4]
			return "", err
		}
	}
	if j.fails {
		return "", errors.New("failed")
	}
	return "ok", nil
}

// monitor counts the workers now and then.
func (m *manage) monitor(t *engine.Task, workers []*async.Task[string]) *async.Task[string] {
	return async.Go(t, "monitor", func(t *engine.Task) (string, error) {
		for {
			if err := t.Sleep(m.every); err != nil { // [5]
				return "", err
			}
			t.Log(progressText(workers))
		}
	})
}
