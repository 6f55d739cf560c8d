// Package example is the scenario of two steps that wait for something else.
package example

import (
	"strings"
	"time"

	"overlap/engine"
	"overlap/engine/async"
	"overlap/scenarios"
)

// Scenario is the two steps.
var Scenario = &scenarios.Scenario{
	ID:       "example",
	Title:    "Example: two waits",
	Question: "Two steps wait for half a second each. How long do both take, one after the other and at once?",
	Topic:    scenarios.FirstSteps,
	Level:    99,
	Declare:  declare,
}

// steps are the parameters of a run.
type steps struct{ wait time.Duration }

// declare says what the page offers, in the page's order.
func declare(d *scenarios.Declaration) {
	s := &steps{}
	d.Duration(&s.wait, "wait", 500*time.Millisecond, scenarios.Between(0, 10*time.Second),
		"Wait", "how long each of the two steps waits")

	d.Variant("in-turn", "One after the other", s.inTurn)
	d.Variant("at-once", "At once", s.atOnce)
	d.Guess("at-once", "When are both steps done, if they wait at once?")

	d.Preset("Nothing to wait for", "wait=0s")
	scenarios.Claims(d, s)
}

// inTurn begins with the second step when the first is done.
func (s *steps) inTurn(t *engine.Task) (string, error) {
	first, err := s.step(t, "first").Await(t) // [1]
	if err != nil {
		return "", err
	}
	second, err := s.step(t, "second").Await(t) // [2]
	return first + ", " + second, err
}

// atOnce begins with both steps before it waits for either.
func (s *steps) atOnce(t *engine.Task) (string, error) {
	both, err := async.Gather(t, s.step(t, "first"), s.step(t, "second")) // [3]
	return strings.Join(both, ", "), err
}

// step is a coroutine: while it waits, others go on.
func (s *steps) step(t *engine.Task, name string) *async.Coroutine[string] {
	return async.Call(t, name, func(t *engine.Task) (string, error) {
		err := t.Sleep(s.wait) // [4]
		return name + " done", err
	})
}
