// Package trivial is the smallest scenario there can be.
package trivial

import (
	_ "embed"
	"time"

	"overlap/engine"
	"overlap/engine/async"
	"overlap/scenarios"
)

var (
	//go:embed trivial.go
	source string
	//go:embed lesson.md
	lesson string
	//go:embed trivial.py
	twin string
)

// Scenario is two naps.
var Scenario = &scenarios.Scenario{
	ID:       "trivial",
	Title:    "Two naps",
	Question: "How long do two naps take?",
	Topic:    scenarios.FirstSteps,
	Level:    3,
	Source:   source, Lesson: lesson, Twin: twin,
	Declare: declare,
}

func declare(d *scenarios.Declaration) {
	var pause time.Duration
	d.Duration(&pause, "nap", time.Second, scenarios.Between(0, time.Minute), "Nap", "how long each nap lasts")
	nap := func(t *engine.Task) *async.Coroutine[string] {
		return async.Call(t, "nap", func(t *engine.Task) (string, error) { return "rested", t.Sleep(pause) })
	}
	d.Variant("in-turn", "In turn", func(t *engine.Task) (string, error) {
		if _, err := nap(t).Await(t); err != nil { // [1]
			return "", err
		}
		return nap(t).Await(t)
	})
	d.Variant("at-once", "At once", func(t *engine.Task) (string, error) {
		_, err := async.Gather(t, nap(t), nap(t)) // [2]
		return "rested", err
	})
	d.Always("two naps at once take as long as one", func(rs *scenarios.Results) error {
		if err := rs.Of("in-turn").Took(2 * pause); err != nil {
			return err
		}
		return rs.Of("at-once").Took(pause)
	})
}
