// Package pool is the scenario of twenty requests that pay for a connection each, or share some.
package pool

import (
	"strconv"
	"time"

	"overlap/engine"
	"overlap/engine/async"
	"overlap/engine/network/http1"
	"overlap/scenarios"
	"overlap/scenarios/httpbin"
)

// Scenario is the connection pool.
var Scenario = &scenarios.Scenario{
	ID:       "pool",
	Title:    "Connection pool: pay the handshake once",
	Question: "Twenty requests to one server. A connection costs a handshake of 100 ms, an answer takes 50 ms. What does it save to keep connections open, and can it cost?",
	Topic:    scenarios.TheNetwork,
	Level:    4,
	Declare:  declare,
}

type requests struct {
	count, limit         int
	roundTrip, handshake time.Duration
	arrival              string
}

func declare(d *scenarios.Declaration) {
	r := &requests{}
	d.Int(&r.count, "requests", 20, scenarios.Between(1, 100), "Requests", "how many GETs there are")
	d.Choice(&r.arrival, "arrival", scenarios.Words("in-turn=one after another", "burst=all at the same instant"), "Requests come", "whether the next request is made when the one before has its reply")
	d.Duration(&r.handshake, "handshake", 100*time.Millisecond, scenarios.Between(0, 2*time.Second),
		"Handshake", "what a new connection costs before its first request: TCP and TLS")
	d.Duration(&r.roundTrip, "round-trip", 50*time.Millisecond, scenarios.Between(0, 2*time.Second),
		"Round trip", "how long a request takes on an open connection")
	d.Int(&r.limit, "limit", 10, scenarios.Between(1, 100), "Pool limit", "how many connections the pool has at most")
	d.Live("handshake", "round-trip")

	d.Service("host", 8080, httpbin.Routes().Serve).Takes("/json")
	d.Variant("each", "A connection each", r.each)
	d.Variant("pooled", "A pool", r.pooled)
	d.Headline(r.headline)
	d.GuessWhich("Twenty requests, one after another, through a pool. How many handshakes?", r.handshakesOfThePool, "1", "10", "20")

	d.MainParams("requests", "handshake", "limit")
	d.Preset("A burst", "arrival=burst")
	d.Preset("A burst, a large enough pool", "arrival=burst&limit=20")
	d.Preset("A pool of one", "arrival=burst&limit=1")
	d.Preset("A cheap handshake", "handshake=1ms")
	scenarios.Claims(d, r)
}

// each makes a connection for every request.
func (r *requests) each(t *engine.Task) (string, error) {
	created := 0
	err := r.run(t, func(t *engine.Task) (*http1.Response, error) {
		c, err := r.connect(t).Await(t) // [1]
		if err != nil {
			return nil, err
		}
		defer c.Close()
		created++
		return granted(c.Get(t, r.path())) // [2]
	})
	return resultText(created, 0), err
}

// pooled takes a connection from the pool and gives it back.
func (r *requests) pooled(t *engine.Task) (string, error) {
	p := &pool{connect: r.connect, permits: async.NewSemaphore(t, "connections in use", r.limit)}
	defer p.close()
	err := r.run(t, func(t *engine.Task) (*http1.Response, error) {
		c, err := p.acquire(t) // [3]
		if err != nil {
			return nil, err
		}
		defer p.release(t, c)
		return granted(c.Get(t, r.path())) // [4]
	})
	return resultText(p.created, p.reused), err
}

// pool lends connections: an open connection if there is one that is idle, else a new one.
type pool struct {
	connect         func(*engine.Task) *async.Coroutine[*http1.Client]
	permits         *async.Semaphore // as many as there may be connections
	idle            []*http1.Client
	created, reused int
}

func (p *pool) acquire(t *engine.Task) (*http1.Client, error) {
	if err := p.permits.Acquire(t); err != nil { // [5]
		return nil, err
	}
	if last := len(p.idle) - 1; last >= 0 {
		c := p.idle[last]
		p.idle = p.idle[:last]
		p.reused++
		return c, nil
	}
	p.created++
	c, err := p.connect(t).Await(t) // [6]
	if err != nil {
		p.permits.Release(t)
	}
	return c, err
}

func (p *pool) release(t *engine.Task, c *http1.Client) {
	if c.Open() { // else an exchange has failed
		p.idle = append(p.idle, c)
	}
	p.permits.Release(t)
}

// run makes all requests: one after another, or at the same instant.
func (r *requests) run(t *engine.Task, get func(*engine.Task) (*http1.Response, error)) error {
	var all []*async.Coroutine[*http1.Response]
	for i := range r.count {
		all = append(all, async.Call(t, "GET "+strconv.Itoa(i+1), get))
	}
	if r.arrival == "burst" {
		_, err := async.Gather(t, all...) // [7]
		return err
	}
	for _, c := range all {
		if _, err := c.Await(t); err != nil { // [8]
			return err
		}
	}
	return nil
}
