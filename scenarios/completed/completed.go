// Package completed is the scenario of five tasks whose results are received in two orders: in the order of the list,
// and in the order in which the tasks end.
package completed

import (
	"slices"
	"strings"
	"time"

	"overlap/engine"
	"overlap/engine/async"
	"overlap/scenarios"
)

// Scenario is the five tasks.
var Scenario = &scenarios.Scenario{
	ID:       "completed",
	Title:    "As completed: results when they are there",
	Question: "Five tasks started together take between half a second and three. You need all five results. When can you begin to use the first?",
	Topic:    scenarios.WaitingForMany,
	Level:    3,
	Declare:  declare,
}

type completed struct {
	tasks             int
	shortest, longest time.Duration
	durations         scenarios.Rows
	using, timeout    time.Duration
}

func declare(d *scenarios.Declaration) {
	c := &completed{}
	d.Int(&c.tasks, "tasks", 5, scenarios.Between(1, 40), "Tasks", "how many are started at once")
	d.Duration(&c.shortest, "shortest", 500*time.Millisecond, scenarios.Between(0, time.Minute),
		"Shortest", "the least that a task can take")
	d.Duration(&c.longest, "longest", 3*time.Second, scenarios.Between(0, time.Minute),
		"Longest", "the most; where between them is chance")
	d.Table(&c.durations, "durations", scenarios.Rows{},
		scenarios.Durations("task", "takes", scenarios.Between(0, time.Minute)),
		"Or these tasks", "rows here take the place of chance")
	d.Duration(&c.using, "using", 0, scenarios.Between(0, 10*time.Second),
		"Using a result", "how long the receiver is busy with each")
	d.Duration(&c.timeout, "timeout", 0, scenarios.Between(0, time.Minute),
		"Timeout", "how long to receive results as they complete, in all; 0 is no limit")

	d.MainTask("receiver")
	d.LivesOn(nil)
	d.Variant("in-order", "In the order of the list", c.inOrder)
	d.Variant("as-completed", "As they complete", c.asCompleted)
	d.Headline(c.headline)
	d.GuessWhen("as-completed", "When is the first result there, if you take them as they complete?", firstResult)

	d.MainParams("tasks", "using", "timeout")
	d.Preset("Something to do with each", "using=300ms")
	d.Preset("Time is up", "durations=1=1s;2=3s;3=2s;4=4s&timeout=2.5s")
	d.Preset("The slowest first", "durations=1=3s;2=500ms;3=1s;4=1.5s;5=2s")
	scenarios.Claims(d, c)
}

// inOrder awaits one task after the other: a result that is there waits for all results before it in the list.
func (c *completed) inOrder(t *engine.Task) (string, error) {
	var received []string
	for _, task := range c.start(t) {
		name, err := task.Await(t) // [1]
		if err != nil {
			return "", err
		}
		if err := c.use(t, name); err != nil {
			return "", err
		}
		received = append(received, name)
	}
	return "received " + strings.Join(received, ", "), nil
}

// asCompleted takes whichever task has ended next.
func (c *completed) asCompleted(t *engine.Task) (string, error) {
	var received []string
	tasks := c.start(t)
	for task, err := range async.AsCompleted(t, tasks, c.limit()) { // [2]
		if err != nil {
			return c.tooLate(t, tasks, received), nil
		}
		if err := c.use(t, task.Name()); err != nil {
			return "", err
		}
		received = append(received, task.Name())
	}
	return "received " + strings.Join(received, ", "), nil
}

// tooLate names the tasks that have not ended in time. The timeout has cancelled none of them: they go on.
func (c *completed) tooLate(t *engine.Task, tasks []*async.Task[string], received []string) string {
	t.Mark("timed out")
	var late []string
	for _, task := range tasks {
		if !slices.Contains(received, task.Name()) {
			late = append(late, task.Name())
		}
	}
	return "received " + strings.Join(received, ", ") + "; too late " + strings.Join(late, ", ")
}

// use does something with a result, which takes a while.
func (c *completed) use(t *engine.Task, name string) error {
	t.Mark("got " + name)
	t.Label(name)
	return t.Sleep(c.using) // [3]
}

// start starts every task; each returns its name when it has taken its time.
func (c *completed) start(t *engine.Task) []*async.Task[string] {
	var tasks []*async.Task[string]
	for _, row := range c.draw(t) {
		tasks = append(tasks, async.Go(t, row.Key, func(t *engine.Task) (string, error) {
			return row.Key, t.Sleep(row.Duration()) // [4]
		}))
	}
	return tasks
}
