// Package tasks is the scenario of when work starts: main makes two coroutines or tasks and is idle for a while
// before it awaits their results.
package tasks

import (
	"strconv"
	"time"

	"overlap/engine"
	"overlap/engine/async"
	"overlap/scenarios"
)

// Scenario is coroutines against tasks.
var Scenario = &scenarios.Scenario{
	ID:       "tasks",
	Title:    "Tasks: started now, awaited later",
	Question: "Main makes two pieces of work of 2 s each, is idle for a second, and then waits for both. Does it matter whether it makes coroutines or tasks?",
	Topic:    scenarios.FirstSteps,
	Level:    3,
	Declare:  declare,
}

type project struct {
	step  time.Duration
	steps int
	gap   time.Duration
	spent string
}

func declare(d *scenarios.Declaration) {
	p := &project{}
	d.Duration(&p.step, "step", time.Second, scenarios.Between(0, 5*time.Second),
		"One step", "how long each step of the work waits")
	d.Int(&p.steps, "step-count", 2, scenarios.Between(1, 20),
		"Steps", "how many steps A and B have each")
	d.Duration(&p.gap, "gap", time.Second, scenarios.Between(0, 10*time.Second),
		"Gap", "how long main does something else before it waits for A and B")
	d.Choice(&p.spent, "spent", scenarios.Words("sleeping", "computing"),
		"The gap is spent", "sleeping lets others run; computing keeps the event loop to itself")
	d.Live("step")

	d.Variant("coroutines", "Coroutines, awaited later", p.coroutines)
	d.Variant("tasks", "Tasks, created at once", p.tasks)
	d.Headline(p.headline)
	d.Guess("tasks", "When are A and B both done, if main makes tasks of them at once?")

	d.Preset("No gap", "gap=0s")
	d.Preset("A long gap", "gap=4s")
	d.Preset("Busy in the gap", "spent=computing")
	scenarios.Claims(d, p)
}

// work is a coroutine function: several steps, each of which waits.
func (p *project) work(t *engine.Task, name string) *async.Coroutine[string] {
	return async.Call(t, name, func(t *engine.Task) (string, error) {
		t.Log(name + " starts")
		for i := range p.steps {
			if err := t.Sleep(p.step); err != nil { // [1]
				return "", err
			}
			t.Log(name + " has done step " + strconv.Itoa(i+1))
		}
		return name, nil
	})
}

// coroutines makes two coroutines. Neither runs before it is awaited.
func (p *project) coroutines(t *engine.Task) (string, error) {
	a, b := p.work(t, "A"), p.work(t, "B")
	t.Log("coroutines created")
	if err := p.idle(t).Await(t); err != nil { // [2]
		return "", err
	}
	first, err := a.Await(t) // [3]
	if err != nil {
		return "", err
	}
	second, err := b.Await(t) // [4]
	return first + " and " + second + " done", err
}

// tasks makes two tasks. Both run from main's next suspension point on.
func (p *project) tasks(t *engine.Task) (string, error) {
	tasks, err := async.Start(t, p.work(t, "A"), p.work(t, "B"))
	if err != nil {
		return "", err
	}
	t.Log("tasks created")
	if err := p.idle(t).Await(t); err != nil { // [5]
		return "", err
	}
	first, err := tasks[0].Await(t) // [6]
	if err != nil {
		return "", err
	}
	second, err := tasks[1].Await(t) // [7]
	return first + " and " + second + " done", err
}

// idle is what main does before it awaits.
func (p *project) idle(t *engine.Task) *engine.Coroutine {
	return t.Coroutine("gap", func(t *engine.Task) error {
		if p.spent == "computing" {
			t.Work(p.gap)
			return nil
		}
		return t.Sleep(p.gap) // [8]
	})
}
