// Package gil is the scenario of threads that count together under an interpreter lock.
package gil

import (
	"strconv"
	"time"

	"overlap/engine"
	"overlap/engine/async"
	"overlap/scenarios"
)

// Scenario is the shared counter.
var Scenario = &scenarios.Scenario{
	ID:       "gil",
	Title:    "The GIL is not a lock of yours",
	Question: "Four threads add 1 to the same counter, ten times each. With a global interpreter lock only one of them runs at any instant. Does the counter reach 40?",
	Topic:    scenarios.ThreadsAndProcesses,
	Level:    4,
	Declare:  declare,
}

type gil struct {
	threads, n     int
	step, interval time.Duration
}

func declare(d *scenarios.Declaration) {
	const ms = time.Millisecond
	g := &gil{}
	d.Int(&g.threads, "threads", 4, scenarios.Between(1, 8), "Threads", "how many threads count")
	d.Int(&g.n, "n", 10, scenarios.Between(1, 100), "Increments", "how often each of them adds 1")
	d.Duration(&g.step, "step", 2*ms, scenarios.Between(ms/10, 5*ms), "Step", "how long a call takes, and the rest of the loop as long again")
	d.Duration(&g.interval, "interval", 5*ms, scenarios.Between(ms, 100*ms), "Switch interval", "how long a thread may keep the GIL that another waits for")

	d.Variant("no-lock", "No lock", g.noLock)
	d.Variant("lock", "A lock around each increment", g.withLock)
	d.Variant("accident", "Atomic by accident", g.byAccident)
	d.Undetermined("no-lock")
	d.Headline(g.headline)
	d.GuessWhich("A thread reads 1 and loses the GIL; the others count to 5. It adds 1 and writes. What does the counter say?", g.overwritten, "2", "5", "6")

	d.MainParams("threads", "n", "interval")
	d.Preset("Quick switches", "interval=1ms")
	d.Preset("Rare switches", "interval=35ms")
	d.Preset("One thread", "threads=1")
	scenarios.Claims(d, g)
}

// counter is what the threads of one run share.
type counter struct{ value int }

// noLock reads, calls a function, and writes. During the call the thread may lose the GIL: what other threads
// write then is overwritten.
func (g *gil) noLock(t *engine.Task) (string, error) {
	return g.count(t, func(t *engine.Task, c *counter) error {
		value := c.value
		t.Step(g.step) // [1]
		if c.value != value {
			t.Mark("writes " + strconv.Itoa(value+1) + " over " + strconv.Itoa(c.value))
		}
		c.value = value + 1
		t.Step(g.step) // [2]
		return nil
	})
}

// withLock lets no other thread read before this one has written, whichever has the GIL.
func (g *gil) withLock(t *engine.Task) (string, error) {
	lock := async.NewLock(t, "lock")
	return g.count(t, func(t *engine.Task, c *counter) error {
		if err := lock.Acquire(t); err != nil { // [3]
			return err
		}
		value := c.value
		t.Step(g.step) // [4]
		c.value = value + 1
		if err := lock.Release(t); err != nil {
			return err
		}
		t.Step(g.step) // [5]
		return nil
	})
}

// byAccident reads and writes in one step, in which this interpreter never gives up the GIL.
func (g *gil) byAccident(t *engine.Task) (string, error) {
	return g.count(t, func(t *engine.Task, c *counter) error {
		t.Step(g.step) // [6]
		c.value++
		t.Step(g.step) // [7]
		return nil
	})
}

// count has all threads increment one counter and returns its last value.
func (g *gil) count(t *engine.Task, increment func(*engine.Task, *counter) error) (string, error) {
	lock, c := t.Loop().GIL(), &counter{}
	lock.SetInterval(g.interval)
	var threads []*engine.Task
	for i := range g.threads {
		threads = append(threads, t.Thread("thread "+strconv.Itoa(i+1), lock, func(t *engine.Task) error {
			for range g.n {
				if err := increment(t, c); err != nil {
					return err
				}
			}
			t.Log("ends, counter at " + strconv.Itoa(c.value))
			return nil
		}))
	}
	for _, th := range threads {
		if err := t.Await(th); err != nil { // [8]
			return "", err
		}
	}
	t.Log("the GIL went from thread to thread " + strconv.Itoa(lock.Stats().Switches) + " times")
	return strconv.Itoa(c.value) + " of " + strconv.Itoa(g.threads*g.n), nil
}
