// Package hello is the scenario of the smallest coroutine there is: it says something, waits, and says
// something again.
package hello

import (
	"time"

	"overlap/engine"
	"overlap/engine/async"
	"overlap/scenarios"
)

// Scenario is the first coroutine.
var Scenario = &scenarios.Scenario{
	ID:       "hello",
	Title:    "Hello: a coroutine that waits",
	Question: "A coroutine says hello, waits a second and says goodbye. A second one waits for half a second. How long do both of them take?",
	Topic:    scenarios.FirstSteps,
	Level:    1,
	Declare:  declare,
}

type hello struct{ ada, bob time.Duration }

func declare(d *scenarios.Declaration) {
	h := &hello{}
	d.Duration(&h.ada, "ada", time.Second, scenarios.Between(0, 10*time.Second),
		"Wait for Ada", "how long the first coroutine waits between hello and goodbye")
	d.Duration(&h.bob, "bob", 500*time.Millisecond, scenarios.Between(0, 10*time.Second),
		"Wait for Bob", "how long the second coroutine waits")
	d.Live("bob")

	d.Variant("one", "Ada alone", h.one)
	d.Variant("sequential", "Ada, then Bob", h.sequential)
	d.Variant("concurrent", "Ada and Bob at once", h.concurrent)
	d.Compare("sequential", "concurrent")
	d.Guess("concurrent", "When have Ada and Bob both said goodbye, if they wait at the same time?")

	d.Preset("Two equal waits", "bob=1s")
	d.Preset("One wait dwarfs the other", "ada=5s")
	d.Preset("Nothing to wait for", "ada=0s&bob=0s")
	scenarios.Claims(d, h)
}

// greet is a coroutine: a function that can stop in the middle, while others go on.
func greet(t *engine.Task, name string, wait time.Duration) *async.Coroutine[string] {
	return async.Call(t, "greet "+name, func(t *engine.Task) (string, error) {
		t.Log("hello, " + name)
		if err := t.Sleep(wait); err != nil { // [1]
			return "", err
		}
		t.Log("goodbye, " + name)
		return name, nil
	})
}

// one awaits a single coroutine: its lines happen one after another.
func (h *hello) one(t *engine.Task) (string, error) {
	ada, err := greet(t, "Ada", h.ada).Await(t) // [2]
	return "greeted " + ada, err
}

// sequential waits for Ada's goodbye before it says hello to Bob.
func (h *hello) sequential(t *engine.Task) (string, error) {
	ada, err := greet(t, "Ada", h.ada).Await(t) // [3]
	if err != nil {
		return "", err
	}
	bob, err := greet(t, "Bob", h.bob).Await(t) // [4]
	return "greeted " + ada + " and " + bob, err
}

// concurrent starts both, and then waits for both.
func (h *hello) concurrent(t *engine.Task) (string, error) {
	names, err := async.Gather(t, greet(t, "Ada", h.ada), greet(t, "Bob", h.bob)) // [5]
	if err != nil {
		return "", err
	}
	return "greeted " + names[0] + " and " + names[1], nil
}
