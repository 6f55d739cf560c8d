// Package barrier is the scenario of workers who go from phase to phase, with and without waiting for each other.
package barrier

import (
	"strconv"
	"time"

	"overlap/engine"
	"overlap/engine/async"
	"overlap/scenarios"
)

// Scenario is the barrier.
var Scenario = &scenarios.Scenario{
	ID:       "barrier",
	Title:    "The barrier: who sets the pace?",
	Question: "Four workers go through four phases. A phase takes 100 ms, but each worker is slow once: 400 ms. In each phase a worker needs what its neighbour made in the one before. What does it cost to wait for all?",
	Topic:    scenarios.Sharing,
	Level:    9,
	Declare:  declare,
}

type crew struct {
	workers, phases int
	fast, slow      time.Duration
	slowest         string
}

func declare(d *scenarios.Declaration) {
	c := &crew{}
	d.Int(&c.workers, "workers", 4, scenarios.Between(2, 12), "Workers", "how many go through all phases")
	d.Int(&c.phases, "phases", 4, scenarios.Between(1, 12), "Phases", "how many there are")
	d.Duration(&c.fast, "fast", 100*time.Millisecond, scenarios.Between(time.Millisecond, time.Second),
		"A fast phase", "how long a phase takes a worker who is not slow")
	d.Duration(&c.slow, "slow", 400*time.Millisecond, scenarios.Between(time.Millisecond, 2*time.Second),
		"A slow phase", "how long a phase takes a worker who is slow")
	d.Choice(&c.slowest, "slowest", scenarios.Words("another=another in each phase", "same=the same in all phases", "chance=everybody by chance"),
		"Slow is", "who is slow; by chance, a phase takes any time from a fast one to a slow one")

	d.Variant("free", "Nobody waits", c.free)
	d.Variant("barrier", "All wait at a barrier", c.together)
	d.Variant("neighbour", "Each waits for its neighbour", c.neighbourly)
	d.Undetermined("free") // on a real clock, who ends at the same instant as the neighbour may be read before or after
	d.Headline(c.headline)
	d.Guess("free", "Each of the four is slow once. When have all gone through four phases, if nobody waits?")

	d.Preset("Always the same one", "slowest=same")
	d.Preset("Twelve workers", "workers=12&phases=12")
	d.Preset("By chance", "phases=10&slowest=chance")
	scenarios.Claims(d, c)
}

// free has each worker begin the next phase when the last is done, and those first that are done at the same instant.
func (c *crew) free(t *engine.Task) (string, error) {
	return c.run(t, func(t *engine.Task, _, _ int) error {
		return t.Sleep(0) // [4]
	})
}

// together has all workers begin the next phase when the slowest has done the last.
func (c *crew) together(t *engine.Task) (string, error) {
	phase := async.NewBarrier(t, "", c.workers)
	return c.run(t, func(t *engine.Task, _, _ int) error {
		t.Label("waits")
		_, err := phase.Wait(t) // [1]
		return err
	})
}

// neighbourly has a worker wait for what it needs next, and for nobody else.
func (c *crew) neighbourly(t *engine.Task) (string, error) {
	made := make([][]*async.Event, c.workers) // by worker and phase
	for i := range made {
		for range c.phases {
			made[i] = append(made[i], async.NewEvent(t, ""))
		}
	}
	return c.run(t, func(t *engine.Task, i, k int) error {
		made[i][k].Set(t)
		t.Label("waits")
		return made[(i+1)%c.workers][k].Wait(t) // [5]
	})
}

// run has all workers go through all phases. After each but the last a worker calls meet with its own number and the phase's.
func (c *crew) run(t *engine.Task, meet func(t *engine.Task, i, k int) error) (string, error) {
	takes, early := c.takes(t), 0
	done := make([]int, c.workers)                             // phases, by worker
	err := async.OpenNursery(t, func(n *async.Nursery) error { // [2]
		for i := range c.workers {
			n.Go("worker "+strconv.Itoa(i+1), func(t *engine.Task) error {
				for k := range c.phases {
					if done[(i+1)%c.workers] < k {
						early++ // the neighbour's last phase is not done
						t.Mark("reads too early")
					}
					t.Label("phase " + strconv.Itoa(k+1))
					if err := t.Sleep(takes[i][k]); err != nil { // [3]
						return err
					}
					done[i]++
					if k+1 == c.phases {
						break // nobody needs the last phase
					}
					if err := meet(t, i, k); err != nil {
						return err
					}
				}
				return nil
			})
		}
		return nil
	})
	return strconv.Itoa(early) + " of " + strconv.Itoa(c.workers*(c.phases-1)) + " parts read too early", err
}
