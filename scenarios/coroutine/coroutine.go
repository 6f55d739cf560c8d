// Package coroutine is the scenario of what a coroutine is: a function that stops in the middle, and that
// does nothing before somebody runs it.
package coroutine

import (
	"errors"
	"strconv"
	"time"

	"overlap/engine"
	"overlap/engine/async"
	"overlap/quantity"
	"overlap/scenarios"
)

// Scenario is the life of a coroutine.
var Scenario = &scenarios.Scenario{
	ID:       "coroutine",
	Title:    "The life of a coroutine",
	Question: "Calling a coroutine function gives you a coroutine. What has it done by then, and who makes it go on?",
	Topic:    scenarios.FirstSteps,
	Level:    2,
	Declare:  declare,
}

type life struct{ before, first, second time.Duration }

func declare(d *scenarios.Declaration) {
	c := &life{}
	d.Duration(&c.first, "first", time.Second, scenarios.Between(0, 10*time.Second),
		"First wait", "how long a coroutine is suspended the first time")
	d.Duration(&c.second, "second", 500*time.Millisecond, scenarios.Between(0, 10*time.Second),
		"Second wait", "how long it is suspended the second time")
	d.Duration(&c.before, "before", 0, scenarios.Between(0, 10*time.Second),
		"From call to await", "how long main does something else after it has called both coroutines")
	d.Live("first", "second")

	d.Variant("sequential", "Awaited in turn", c.sequential)
	d.Variant("generator", "A alone, as a generator resumed by hand", c.byHand)
	d.Variant("concurrent", "Gathered", c.concurrent)
	d.Compare("sequential", "concurrent")
	d.Headline(c.headline)
	d.GuessWhich("Main calls A and B, then awaits A, which takes 1.5 s. How much of B has run by then?", c.ranMeanwhile, "Nothing", "Up to its first wait", "All of it")

	d.Preset("Called now, awaited later", "before=1s")
	d.Preset("Suspended for no time", "first=0s&second=0s")
	scenarios.Claims(d, c)
}

// steps is a coroutine function: calling it returns a coroutine and runs nothing of it.
func (c *life) steps(t *engine.Task, name string) *async.Coroutine[string] {
	return async.Call(t, name, func(t *engine.Task) (string, error) {
		t.Log(name + " starts")
		t.Log(name + " suspends")
		if err := t.Sleep(c.first); err != nil { // [1]
			return "", err
		}
		t.Log(name + " resumes")
		t.Log(name + " suspends again")
		if err := t.Sleep(c.second); err != nil { // [2]
			return "", err
		}
		t.Log(name + " is done")
		return name, nil
	})
}

// sequential runs B when A is closed.
func (c *life) sequential(t *engine.Task) (string, error) {
	a, b := c.steps(t, "A"), c.steps(t, "B")
	if err := t.Sleep(c.before); err != nil { // [3]
		return "", err
	}
	t.Log("A is " + a.State() + ", B is " + b.State())
	if _, err := a.Await(t); err != nil { // [4]
		return "", err
	}
	t.Log("A is " + a.State() + ", B is " + b.State())
	_, err := b.Await(t) // [5]
	return "A is " + a.State() + ", B is " + b.State(), err
}

// concurrent lets B run while A is suspended.
func (c *life) concurrent(t *engine.Task) (string, error) {
	a, b := c.steps(t, "A"), c.steps(t, "B")
	if err := t.Sleep(c.before); err != nil { // [6]
		return "", err
	}
	t.Log("A is " + a.State() + ", B is " + b.State())
	_, err := async.Gather(t, a, b) // [7]
	return "A is " + a.State() + ", B is " + b.State(), err
}

// byHand does what an event loop does. The generator yields how long it wants to be left alone; main waits
// for that long, and resumes it with a value. Inside, that value is what yield returns.
func (c *life) byHand(t *engine.Task) (string, error) {
	var a *async.Generator[int, time.Duration, int]
	logState := func() { t.Log("A is " + a.State()) }
	a = async.NewGenerator(t, func(yield func(time.Duration) int) int {
		logState()
		x := yield(c.first)
		logState()
		y := yield(c.second)
		logState()
		return x + y
	})
	logState()
	wait, err := a.Next()
	for _, value := range []int{5, 7} {
		logState()
		t.Label("A yielded " + quantity.Duration(wait))
		if err := t.Sleep(wait); err != nil { // [8]
			return "", err
		}
		wait, err = a.Send(value)
	}
	logState()
	end, ok := errors.AsType[*async.StopIteration[int]](err)
	if !ok {
		return "", err
	}
	if _, err = a.Send(9); err == nil {
		return "", errors.New("a closed generator was resumed")
	}
	return "A returned " + strconv.Itoa(end.Value) + " and cannot be resumed again", nil
}
