// Package shield is the scenario of a request that is cancelled in the middle of a commit.
package shield

import (
	"time"

	"overlap/engine"
	"overlap/engine/async"
	"overlap/scenarios"
)

// Scenario is the shield.
var Scenario = &scenarios.Scenario{
	ID:       "shield",
	Title:    "The shield: cancelled in the middle of a commit",
	Question: "A commit takes 100 from A, and then gives 100 to B. Each write takes 100 ms. After 150 ms the client hangs up, and its request is cancelled. How much is in A and B together?",
	Topic:    scenarios.WhenThingsFail,
	Level:    5,
	Declare:  declare,
}

type transfer struct{ write, cancel, linger time.Duration }

func declare(d *scenarios.Declaration) {
	x := &transfer{}
	d.Duration(&x.write, "write", 100*time.Millisecond, scenarios.Between(time.Millisecond, 2*time.Second),
		"A write", "how long each of the commit's two writes takes")
	d.Duration(&x.cancel, "cancel", 150*time.Millisecond, scenarios.Between(0, 5*time.Second),
		"Hangs up after", "when the client goes, and the request is cancelled")
	d.Duration(&x.linger, "linger", 200*time.Millisecond, scenarios.Between(0, 5*time.Second),
		"Goes on for", "how long the program runs on after the request")
	d.Live("linger")

	d.Variant("plain", "No shield", x.plain)
	d.Variant("shield", "Shielded", x.shielded)
	d.Variant("finish", "Shielded and awaited", x.finished)
	d.Incomparable()
	d.Headline(x.headline)
	d.GuessWhich("A had 100. The request is cancelled between the two writes. How much is in A and B together?", x.together, "0", "50", "100", "200")

	d.Preset("Cancelled early", "cancel=50ms")
	d.Preset("The program ends first", "linger=20ms")
	d.Preset("Nobody hangs up", "cancel=1s")
	scenarios.Claims(d, x)
}

// commit is two writes. Whoever is cancelled in between leaves half of it.
func (x *transfer) commit(t *engine.Task, b *books) error {
	t.Label("take from A")
	if err := t.Sleep(x.write); err != nil { // [1]
		return err
	}
	b.a -= 100
	t.Label("give to B")
	if err := t.Sleep(x.write); err != nil { // [2]
		return err
	}
	b.b += 100
	t.Log("committed")
	return nil
}

// plain passes the cancellation on to the commit.
func (x *transfer) plain(t *engine.Task) (string, error) {
	return x.serve(t, func(t *engine.Task, b *books) error {
		return x.commit(t, b)
	})
}

// shielded ends the request at once; the commit goes on alone.
func (x *transfer) shielded(t *engine.Task) (string, error) {
	return x.serve(t, func(t *engine.Task, b *books) error {
		_, err := async.Shield(t, x.start(t, b)) // [3]
		return err
	})
}

// finished ends the request when the commit has ended.
func (x *transfer) finished(t *engine.Task) (string, error) {
	return x.serve(t, func(t *engine.Task, b *books) error {
		commit := x.start(t, b)
		_, err := async.Shield(t, commit) // [4]
		if engine.IsCancelled(err) {
			t.Mark("cancelled, but waits for the commit")
			commit.Await(t) // [5]
		}
		return err
	})
}

// start has a task of its own commit.
func (x *transfer) start(t *engine.Task, b *books) *async.Task[bool] {
	return async.Go(t, "commit", func(t *engine.Task) (bool, error) {
		err := x.commit(t, b)
		return err == nil, err
	})
}

// serve handles a request, cancels it when the client hangs up, and lets the program run on for a while.
func (x *transfer) serve(t *engine.Task, handle func(*engine.Task, *books) error) (string, error) {
	b := &books{a: 100}
	request := t.Go("request", func(t *engine.Task) error {
		err := handle(t, b)
		if engine.IsCancelled(err) {
			t.Log("the request ends: cancelled")
		} else {
			t.Log("the request ends: done")
		}
		return err
	})
	if err := t.Sleep(x.cancel); err != nil { // [6]
		return "", err
	}
	request.Cancel("the client has hung up")
	if err := t.Await(request); err != nil && !engine.IsCancelled(err) { // [7]
		return "", err
	}
	err := t.Sleep(x.linger) // [8]
	return b.text(), err
}
