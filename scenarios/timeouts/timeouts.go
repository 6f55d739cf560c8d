// Package timeouts is the scenario of four calls of which two take too long, and of where to put the limit.
package timeouts

import (
	"errors"
	"time"

	"overlap/engine"
	"overlap/engine/async"
	"overlap/scenarios"
)

// Scenario is the four calls.
var Scenario = &scenarios.Scenario{
	ID:       "timeouts",
	Title:    "Timeouts: for each call, or for all of them",
	Question: "Four calls take 1, 2, 4 and 5 seconds, and you have two and a half. Where do you put the limit, and what happens to a call that exceeds it?",
	Topic:    scenarios.WaitingForMany,
	Level:    7,
	Declare:  declare,
}

type timeouts struct {
	calls            scenarios.Rows
	overall, perCall time.Duration
	cleanup          time.Duration
}

func declare(d *scenarios.Declaration) {
	x := &timeouts{}
	d.Table(&x.calls, "calls", scenarios.Rows{
		{Key: "A", Value: "1s"}, {Key: "B", Value: "2s"}, {Key: "C", Value: "4s"}, {Key: "D", Value: "5s"}},
		scenarios.Durations("call", "takes", scenarios.Between(0, time.Minute)),
		"Calls", "all are made at once")
	d.Duration(&x.overall, "overall", 2500*time.Millisecond, scenarios.Between(0, time.Minute),
		"Limit for all", "how long the calls may take together")
	d.Duration(&x.perCall, "per-call", 1500*time.Millisecond, scenarios.Between(0, time.Minute),
		"Limit for each", "how long a single call may take")
	d.Duration(&x.cleanup, "cleanup", 0, scenarios.Between(0, 5*time.Second),
		"Cleaning up", "how long a cancelled call needs to let go of what it holds")
	d.Live("cleanup")

	d.Variant("none", "No limit", x.none)
	d.Variant("wait", "Wait for so long, cancel nothing", x.wait)
	d.Variant("overall", "One timeout around all", x.around)
	d.Variant("per-call", "A timeout for each call", x.forEach)
	d.Variant("nested", "For each call, inside one around all", x.nested)
	d.Incomparable()
	d.Headline(x.headline)
	d.GuessWhich("You wait 2.5 s for calls of 1, 2, 4 and 5 s, then stop waiting. What becomes of the last two?", x.afterTheWait, "They are cancelled", "They run on", "They fail")

	d.LivesOn(nil)
	d.MainParams("calls", "overall", "per-call")
	d.Preset("One slow call", "calls=slow=3s&per-call=2s")
	d.Preset("Slow to clean up", "cleanup=800ms")
	d.Preset("The outer one is shorter", "overall=1.2s")
	scenarios.Claims(d, x)
}

// all makes the calls at once and waits until the last has ended.
func all(t *engine.Task, calls []*call, send func(*engine.Task, *call) error) error {
	return async.OpenNursery(t, func(n *async.Nursery) error { // [1]
		for _, c := range calls {
			n.Go(c.name, func(t *engine.Task) error { return send(t, c) })
		}
		return nil
	})
}

// none waits as long as it takes.
func (x *timeouts) none(t *engine.Task) (string, error) {
	calls := x.newCalls()
	err := all(t, calls, x.send)
	return resultText(calls), err
}

// wait stops waiting when the time is up. The calls go on.
func (x *timeouts) wait(t *engine.Task) (string, error) {
	calls := x.newCalls()
	var tasks []*engine.Task
	for _, c := range calls {
		tasks = append(tasks, t.Go(c.name, func(t *engine.Task) error { return x.send(t, c) }))
	}
	if len(tasks) == 0 {
		return resultText(calls), nil
	}
	_, pending, err := async.Wait(t, tasks, async.All, x.overall) // [2]
	if len(pending) > 0 {
		t.Mark("time is up")
	}
	return resultText(calls), err
}

// around cancels all calls that are under way when the time is up.
func (x *timeouts) around(t *engine.Task) (string, error) {
	calls := x.newCalls()
	err := async.Timeout(t, x.overall, func() error { return all(t, calls, x.send) })
	return resultText(calls), unlessTimeout(t, err)
}

// forEach gives each call its own time.
func (x *timeouts) forEach(t *engine.Task) (string, error) {
	calls := x.newCalls()
	err := all(t, calls, x.sendInTime)
	return resultText(calls), err
}

// nested has both: whichever timeout is shorter fires.
func (x *timeouts) nested(t *engine.Task) (string, error) {
	calls := x.newCalls()
	err := async.Timeout(t, x.overall, func() error { return all(t, calls, x.sendInTime) })
	return resultText(calls), unlessTimeout(t, err)
}

// send makes one call. When it is cancelled it cleans up before it passes the cancellation on.
func (x *timeouts) send(t *engine.Task, c *call) error {
	if err := t.Sleep(c.takes); err != nil { // [3]
		c.end = "cancelled"
		t.Log(c.name + " cleans up")
		t.Label("cleaning up")
		t.Shielded(func() error { return t.Sleep(x.cleanup) }) // [4]
		return err
	}
	c.end = "completed"
	return nil
}

// sendInTime makes one call, and gives it up after its own limit, which is no error for the other calls.
func (x *timeouts) sendInTime(t *engine.Task, c *call) error {
	err := async.Timeout(t, x.perCall, func() error { return x.send(t, c) })
	if errors.Is(err, engine.ErrDeadline) {
		c.end = "timed out"
		t.Mark("timed out")
		return nil
	}
	return err
}
