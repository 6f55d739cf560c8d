// Package trivial is the smallest scenario there can be.
package trivial

import (
	"time"

	"overlap/engine"
	"overlap/engine/async"
	"overlap/scenarios"
)

// Scenario is two naps.
var Scenario = &scenarios.Scenario{
	ID:       "trivial",
	Title:    "Two naps",
	Question: "How long do two naps take?",
	Topic:    scenarios.FirstSteps,
	Level:    3,
	Declare:  declare,
}

type naps struct{ lasting time.Duration }

func declare(d *scenarios.Declaration) {
	n := &naps{}
	d.Duration(&n.lasting, "nap", time.Second, scenarios.Between(0, time.Minute), "Nap", "how long each nap lasts")
	d.Variant("in-turn", "In turn", n.inTurn)
	d.Variant("at-once", "At once", n.atOnce)
	scenarios.Claims(d, n)
}

func (n *naps) inTurn(t *engine.Task) (string, error) {
	if _, err := n.nap(t).Await(t); err != nil { // [1]
		return "", err
	}
	return n.nap(t).Await(t) // [2]
}

func (n *naps) atOnce(t *engine.Task) (string, error) {
	_, err := async.Gather(t, n.nap(t), n.nap(t)) // [3]
	return "rested", err
}

func (n *naps) nap(t *engine.Task) *async.Coroutine[string] {
	return async.Call(t, "nap", func(t *engine.Task) (string, error) { return "rested", t.Sleep(n.lasting) }) // [4]
}
