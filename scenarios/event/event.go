// Package event is the scenario of tasks that wait for something to happen: a starting gun, and data.
package event

import (
	"errors"
	"strconv"
	"time"

	"overlap/engine"
	"overlap/engine/async"
	"overlap/scenarios"
)

// Scenario is the event.
var Scenario = &scenarios.Scenario{
	ID:       "event",
	Title:    "The event: wait for all data, or for the first",
	Question: "After the starting gun a producer needs 1 s for five items. Three processors wait. Must they wait for all five, and what if the gun is never fired?",
	Topic:    scenarios.Sharing,
	Level:    4,
	Declare:  declare,
}

type event struct {
	gun, timeout      time.Duration
	items, processors int
	every             time.Duration
	work, spread      time.Duration
}

func declare(d *scenarios.Declaration) {
	e := &event{}
	d.Duration(&e.gun, "gun", 500*time.Millisecond, scenarios.Between(0, 10*time.Second),
		"Starting gun", "when it is fired")
	d.Duration(&e.timeout, "timeout", 2*time.Second, scenarios.Between(time.Millisecond, 10*time.Second),
		"Patience", "how long the others wait for the gun before they give up")
	d.Int(&e.items, "items", 5, scenarios.Between(1, 50), "Items", "how many items the producer makes")
	d.Duration(&e.every, "every", 200*time.Millisecond, scenarios.Between(0, 2*time.Second),
		"Making an item", "how long the producer needs for each item")
	d.Int(&e.processors, "processors", 3, scenarios.Between(1, 20), "Processors", "how many tasks process items")
	d.Duration(&e.work, "work", 100*time.Millisecond, scenarios.Between(0, 2*time.Second),
		"Processing, at least", "how long processing an item takes at least")
	d.Duration(&e.spread, "spread", 200*time.Millisecond, scenarios.Between(0, 2*time.Second),
		"Processing, spread", "by how much longer it may take, at random")
	d.Live("every")

	d.Variant("all-data", "Wait for all data", e.allData)
	d.Variant("pipelined", "Begin with the first item", e.pipelined)
	d.Headline(e.headline)
	d.GuessWhen("pipelined", "When is the first item begun, if nobody waits for all of them?", firstBegun)

	d.Preset("Fired at 1 s", "gun=1s")
	d.Preset("Fired too late", "gun=3s")
	d.Preset("One processor", "processors=1")
	scenarios.Claims(d, e)
}

// allData has processors wait for the event that the producer sets in the end.
func (e *event) allData(t *engine.Task) (string, error) {
	return e.run(t, func(t *engine.Task, b *shared) error {
		if err := b.allMade.Wait(t); err != nil { // [1]
			return err
		}
		return e.process(t, b)
	})
}

// pipelined has processors take items as they come.
func (e *event) pipelined(t *engine.Task) (string, error) {
	return e.run(t, e.process)
}

// run has the producer and all processors wait for the gun: one Set wakes them all.
func (e *event) run(t *engine.Task, processor func(*engine.Task, *shared) error) (string, error) {
	b := e.newShared(t)
	err := async.OpenNursery(t, func(n *async.Nursery) error { // [2]
		n.Go("starter", func(t *engine.Task) error {
			if err := t.Sleep(e.gun); err != nil { // [3]
				return err
			}
			t.Log("gun")
			b.gun.Set(t)
			return nil
		})
		n.Go("producer", func(t *engine.Task) error { return e.afterGun(t, b, e.produce) })
		for i := range e.processors {
			n.Go("processor "+strconv.Itoa(i+1), func(t *engine.Task) error { return e.afterGun(t, b, processor) })
		}
		return nil
	})
	return b.text(), err
}

// afterGun waits for the gun, but not for ever, and then goes on.
func (e *event) afterGun(t *engine.Task, b *shared, then func(*engine.Task, *shared) error) error {
	err := async.Timeout(t, e.timeout, func() error {
		return b.gun.Wait(t) // [4]
	})
	if errors.Is(err, engine.ErrDeadline) {
		b.gaveUp++
		t.Log("gave up")
		return nil
	}
	if err != nil {
		return err
	}
	return then(t, b)
}

// produce makes the items and says when there will be no more.
func (e *event) produce(t *engine.Task, b *shared) error {
	for i := range e.items {
		if err := t.Sleep(e.every); err != nil { // [5]
			return err
		}
		if err := b.items.Put(t, i); err != nil {
			return err
		}
	}
	b.items.Close(t)
	t.Log("all data")
	b.allMade.Set(t)
	return nil
}

// process works on one item after another until there will be no more.
func (e *event) process(t *engine.Task, b *shared) error {
	for {
		item, err := b.items.Get(t) // [6]
		if err != nil {
			return async.UnlessClosed(err)
		}
		b.begin(t, item)
		if err := t.Sleep(b.work[item]); err != nil { // [7]
			return err
		}
		b.end(t, item)
	}
}
