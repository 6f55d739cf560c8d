// Package hedge is the scenario of a client that asks twice, because some replies are slow.
package hedge

import (
	"time"

	"overlap/engine"
	"overlap/engine/async"
	"overlap/scenarios"
)

// Scenario is the hedged request.
var Scenario = &scenarios.Scenario{
	ID:       "hedge",
	Title:    "The hedged request: ask twice, but late",
	Question: "Of a hundred calls, 98 take 10 to 30 ms and two take 500 ms. Whoever has waited for too long asks another server. What does that do to the slowest requests, and what does it cost?",
	Topic:    scenarios.WhenThingsFail,
	Level:    8,
	Declare:  declare,
}

type client struct {
	requests         int
	usual, slow      time.Duration
	slowShare, after float64 // of the calls
}

func declare(d *scenarios.Declaration) {
	c := &client{}
	d.Int(&c.requests, "requests", 300, scenarios.Between(1, 2000), "Requests", "how many the client makes, one after another")
	d.SampleUpTo("requests", 200)
	d.Duration(&c.usual, "usual", 20*time.Millisecond, scenarios.Between(time.Millisecond, 50*time.Millisecond),
		"A usual call", "how long a call takes on average, from half of it to half as much again")
	d.Percent(&c.slowShare, "slow-calls", 2, scenarios.Between(0, 50), "Slow calls", "how many calls are slow, by chance")
	d.Duration(&c.slow, "slow", 500*time.Millisecond, scenarios.Between(75*time.Millisecond, 2*time.Second), "A slow call", "how long a slow call takes")
	d.Percent(&c.after, "after", 95, scenarios.Between(50, 99), "Hedge after", "a second call is made when a first one has taken longer than so many calls do")
	d.Live("usual", "slow-calls", "slow") // the client goes on with the delay that it began with

	d.MainTask("client")
	d.Variant("single", "One call", c.single)
	d.Variant("hedged", "Hedged", c.hedge)
	d.Variant("both", "Both at once", c.both)
	d.Undetermined("single", "hedged", "both") // timers of a real clock are late by tenths of a millisecond, which the results show
	d.Latencies("a request", true)
	d.Headline(c.headline)
	d.GuessWhich("Who has waited longer than 95 of 100 calls take asks again. What does that do to p99, 500 ms before?",
		c.better, "Nothing: both can be slow", "It halves", "It falls to a tenth")

	d.Preset("A thousand requests", "requests=1000")
	d.Preset("Hedge at the median", "after=50%25")
	d.Preset("Slow too often", "slow-calls=20%25")
	d.Preset("No slow calls", "slow-calls=0%25")
	scenarios.Claims(d, c)
}

// single makes one call for each request.
func (c *client) single(t *engine.Task) (string, error) {
	return c.run(t, func(m *meter, l luck) error {
		return t.Await(c.call(t, m, l.first)) // [1]
	})
}

// hedge makes a second call when the first one takes longer than calls usually do.
func (c *client) hedge(t *engine.Task) (string, error) {
	delay := c.quantile(c.after) + time.Microsecond // a call that takes just as long needs no second one
	return c.run(t, func(m *meter, l luck) error {
		first := []*engine.Task{c.call(t, m, l.first)}
		_, pending, err := async.Wait(t, first, async.All, delay) // [2]
		if err != nil || len(pending) == 0 {
			return err
		}
		return c.fastest(t, first[0], c.call(t, m, l.second))
	})
}

// both makes two calls for each request.
func (c *client) both(t *engine.Task) (string, error) {
	return c.run(t, func(m *meter, l luck) error {
		return c.fastest(t, c.call(t, m, l.first), c.call(t, m, l.second))
	})
}

// fastest waits for the first reply and cancels the other call.
func (c *client) fastest(t *engine.Task, calls ...*engine.Task) error {
	_, pending, err := async.Wait(t, calls, async.FirstCompleted, -1) // [3]
	for _, p := range pending {
		p.Cancel("the other server was faster")
	}
	return err
}

// call asks a server.
func (c *client) call(t *engine.Task, m *meter, luck float64) *engine.Task {
	takes := c.quantile(luck)
	m.calls++
	return t.Go("call", func(t *engine.Task) error {
		t.Group("servers")
		return t.Sleep(takes) // [4]
	})
}
