// Package stampede is the scenario of a cache whose key many want when it expires.
package stampede

import (
	"strconv"
	"time"

	"overlap/engine"
	"overlap/engine/async"
	"overlap/scenarios"
)

// Scenario is the stampede.
var Scenario = &scenarios.Scenario{
	ID:       "stampede",
	Title:    "The stampede: a hot key expires",
	Question: "Everybody reads one value from a cache. It expires, and computing it anew takes the database 300 ms. Requests go on coming, one every 20 ms. What does the database get to do?",
	Topic:    scenarios.WhenThingsFail,
	Level:    7,
	Declare:  declare,
}

type herd struct {
	requests, connections int
	every, ttl, query     time.Duration
}

func declare(d *scenarios.Declaration) {
	h := &herd{}
	d.Int(&h.requests, "requests", 30, scenarios.Between(1, 300), "Requests", "how many want the value")
	d.Duration(&h.every, "every", 20*time.Millisecond, scenarios.Between(time.Millisecond, 200*time.Millisecond),
		"One every", "how long after the one before a request comes")
	d.Duration(&h.ttl, "ttl", 200*time.Millisecond, scenarios.Between(10*time.Millisecond, 5*time.Second),
		"Expires after", "how long a value in the cache is fresh; there is one at first")
	d.Duration(&h.query, "query", 300*time.Millisecond, scenarios.Between(10*time.Millisecond, 2*time.Second),
		"A query", "how long the database takes for the value")
	d.Int(&h.connections, "connections", 3, scenarios.Between(1, 50), "Connections", "how many queries the database answers at once")
	d.Live("every", "ttl", "query")

	d.Variant("every-miss", "Every miss asks", h.everyMiss)
	d.Variant("single-flight", "One asks, all wait", h.singleFlight)
	d.Variant("stale", "Stale while one asks", h.stale)
	d.Undetermined("every-miss", "single-flight", "stale") // a request may come as the value expires, or as a query ends
	d.Latencies("a request", false)
	d.Headline(h.headline)
	d.GuessWhich("The value expires. A request comes every 20 ms, a query takes 300. How many queries, if every miss asks?",
		h.queriesOfMisses, "1", "3", "15", "30")

	d.Preset("Ten times the traffic", "requests=300&every=2ms")
	d.Preset("A database for all", "connections=50")
	d.Preset("Expires all the time", "ttl=10ms&query=100ms")
	scenarios.Claims(d, h)
}

// everyMiss has each request that finds no fresh value ask the database.
func (h *herd) everyMiss(t *engine.Task) (string, error) {
	return h.run(t, func(t *engine.Task, c *cache, _ *async.Nursery) error {
		if c.fresh(t) {
			return nil
		}
		return h.ask(t, c)
	})
}

// singleFlight has the first of them ask, and the others wait for that query.
func (h *herd) singleFlight(t *engine.Task) (string, error) {
	return h.run(t, func(t *engine.Task, c *cache, n *async.Nursery) error {
		if c.fresh(t) {
			return nil
		}
		return t.Await(h.flight(c, n)) // [1]
	})
}

// stale has nobody wait: until the query ends, the old value is good enough.
func (h *herd) stale(t *engine.Task) (string, error) {
	return h.run(t, func(t *engine.Task, c *cache, n *async.Nursery) error {
		if !c.fresh(t) {
			h.flight(c, n)
		}
		return nil
	})
}

// flight returns the query that is on its way, and begins it when there is none.
func (h *herd) flight(c *cache, n *async.Nursery) *engine.Task {
	if c.flight == nil || c.flight.Done() {
		c.flight = n.Go("refresh", func(t *engine.Task) error {
			return h.ask(t, c)
		})
	}
	return c.flight
}

// ask gets the value from the database into the cache.
func (h *herd) ask(t *engine.Task, c *cache) error {
	c.queries++
	return c.connections.With(t, func() error { // [2]
		err := t.Sleep(h.query) // [3]
		c.store(t, h.ttl)
		return err
	})
}

// run has the requests come one after another, and waits for all of them.
func (h *herd) run(t *engine.Task, get func(*engine.Task, *cache, *async.Nursery) error) (string, error) {
	c := &cache{connections: async.NewSemaphore(t, "queries", h.connections)}
	c.store(t, h.ttl)
	err := async.OpenNursery(t, func(n *async.Nursery) error { // [4]
		for i := range h.requests {
			n.Go("request "+strconv.Itoa(i+1), func(t *engine.Task) error {
				t.Group("requests")
				began := t.Now()
				err := get(t, c, n)
				c.served(t, t.Now()-began)
				return err
			})
			if err := t.Sleep(h.every); err != nil { // [5]
				return err
			}
		}
		return nil
	})
	return c.text(), err
}
