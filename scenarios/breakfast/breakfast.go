// Package breakfast is the scenario of a morning with machines that work while you do something else.
package breakfast

import (
	"strings"
	"time"

	"overlap/engine"
	"overlap/engine/async"
	"overlap/scenarios"
)

// Scenario is the breakfast.
var Scenario = &scenarios.Scenario{
	ID:       "breakfast",
	Title:    "Breakfast: machines work, you wait",
	Question: "Laundry, tea and toast: machines do most of the work, and some steps need another one first. How soon can all be done?",
	Topic:    scenarios.FirstSteps,
	Level:    6,
	Declare:  declare,
}

type breakfast struct {
	wash, hangOut, kettle, makeTea, toast, spread time.Duration
	oneCook                                       bool
}

func declare(d *scenarios.Declaration) {
	b := &breakfast{}
	minute := scenarios.Between(0, 10*time.Second)
	d.Duration(&b.wash, "wash", 4500*time.Millisecond, minute, "Washing machine", "how long it washes; nobody is needed")
	d.Duration(&b.hangOut, "hang-out", time.Second, minute, "Hang out", "how long hanging out the laundry takes, once it is washed")
	d.Duration(&b.kettle, "kettle", 2*time.Second, minute, "Kettle", "how long the water takes to boil; nobody is needed")
	d.Duration(&b.makeTea, "make-tea", 500*time.Millisecond, minute, "Make tea", "how long making tea takes, once the water boils")
	d.Duration(&b.toast, "toast", 1500*time.Millisecond, minute, "Toaster", "how long it toasts; nobody is needed")
	d.Duration(&b.spread, "spread", 500*time.Millisecond, minute, "Spread", "how long spreading butter takes, once the toast is done")
	d.Bool(&b.oneCook, "one-cook", false, "One cook", "whether a single cook does what needs hands, one thing at a time")
	d.Live("kettle", "make-tea", "toast", "spread", "hang-out")

	d.MainTask("you")
	d.Variant("sequential", "One at a time", b.oneAtATime)
	d.Variant("concurrent", "As soon as possible", b.asSoonAsPossible)
	d.Guess("concurrent", "When is all of it done, if nobody waits for a machine?")

	d.Preset("Everything ready at once", "wash=2s&toast=2s")
	d.Preset("… and one cook", "wash=2s&toast=2s&one-cook=true")
	d.Preset("A slow cook", "wash=2s&hang-out=3s&make-tea=3s&spread=3s&one-cook=true")
	scenarios.Claims(d, b)
}

// oneAtATime begins each thing when the thing
// before it is done.
func (b *breakfast) oneAtATime(t *engine.Task) (string, error) {
	laundry, err := b.laundry(t).Await(t) // [1]
	if err != nil {
		return "", err
	}
	tea, err := b.tea(t).Await(t) // [2]
	if err != nil {
		return "", err
	}
	toast, err := b.toastWithButter(t).Await(t) // [3]
	return strings.Join([]string{laundry, tea, toast}, ", "), err
}

// asSoonAsPossible begins everything that can begin.
func (b *breakfast) asSoonAsPossible(t *engine.Task) (string, error) {
	done, err := async.Gather(t, // [4]
		b.laundry(t),
		b.tea(t),
		b.toastWithButter(t))
	return strings.Join(done, ", "), err
}

func (b *breakfast) laundry(t *engine.Task) *async.Coroutine[string] {
	return async.Call(t, "laundry", func(t *engine.Task) (string, error) {
		t.Label("wash")
		if err := t.Sleep(b.wash); err != nil { // [5]
			return "", err
		}
		return b.byHand(t, "hang out", b.hangOut, "laundry on the line")
	})
}

func (b *breakfast) tea(t *engine.Task) *async.Coroutine[string] {
	return async.Call(t, "tea", func(t *engine.Task) (string, error) {
		t.Label("kettle")
		if err := t.Sleep(b.kettle); err != nil { // [6]
			return "", err
		}
		return b.byHand(t, "make tea", b.makeTea, "tea")
	})
}

func (b *breakfast) toastWithButter(t *engine.Task) *async.Coroutine[string] {
	return async.Call(t, "toast", func(t *engine.Task) (string, error) {
		t.Label("toaster")
		if err := t.Sleep(b.toast); err != nil { // [7]
			return "", err
		}
		return b.byHand(t, "spread", b.spread, "toast with butter")
	})
}

// byHand is a step that a person does: one cook, who
// cannot do two at a time, or a helper for each step.
func (b *breakfast) byHand(t *engine.Task, step string, d time.Duration, done string) (string, error) {
	t.Label(step)
	if b.oneCook {
		t.Work(d) // [8]
	} else if err := t.Sleep(d); err != nil { // [9]
		return "", err
	}
	t.Log(done)
	return done, nil
}
