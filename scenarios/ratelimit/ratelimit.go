// Package ratelimit is the scenario of a client that keeps to a server's limit of requests per second.
package ratelimit

import (
	"time"

	"overlap/engine"
	"overlap/scenarios"
)

// Scenario is the rate limit.
var Scenario = &scenarios.Scenario{
	ID:       "ratelimit",
	Title:    "The rate limit: ten a second, but which second?",
	Question: "A server allows 10 requests a second, and a client has 100 to send. How many does the server get in its worst second?",
	Topic:    scenarios.Sharing,
	Level:    8,
	Declare:  declare,
}

type client struct {
	requests, limit, burst int
	start                  time.Duration
}

func declare(d *scenarios.Declaration) {
	c := &client{}
	d.Int(&c.requests, "requests", 100, scenarios.Between(1, 300), "Requests", "how many the client has to send, all at the same instant")
	d.Int(&c.limit, "limit", 10, scenarios.Between(1, 50), "Limit", "how many requests a second the server allows")
	d.Int(&c.burst, "burst", 5, scenarios.Between(1, 100), "Burst", "how many tokens the bucket holds; it is full at first")
	d.Duration(&c.start, "start", 990*time.Millisecond, scenarios.Between(0, 3*time.Second),
		"They come at", "when the client gets the requests; the first window is from 0 s to 1 s")

	d.MainTask("client")
	d.Variant("window", "Fixed window", c.window)
	d.Variant("bucket", "Token bucket", c.bucket)
	d.Variant("leaky", "Leaky bucket", c.leaky)
	d.Undetermined("bucket", "leaky") // a request that a timer delays may share its second with another one
	d.Headline(c.headline)
	d.GuessWhich("A fixed window allows 10 requests in each second of the clock. How many can arrive within one second?",
		c.worstOfWindow, "10", "11", "20", "100")

	d.Preset("From a window's beginning", "start=1s")
	d.Preset("A bucket of one token", "burst=1")
	d.Preset("A bucket for everything", "burst=100")
	scenarios.Claims(d, c)
}

// window allows so many requests until the clock's second is over, and as many in the next.
func (c *client) window(t *engine.Task) (string, error) {
	left, end := c.limit, t.Now()+time.Second
	return c.send(t, func() error {
		if left == 0 {
			if err := t.Sleep(end - t.Now()); err != nil { // [1]
				return err
			}
		}
		for ; t.Now() >= end; end += time.Second {
			left = c.limit
		}
		left--
		return nil
	})
}

// bucket takes a token for each request. A bucket that is not full gets a token in every interval.
func (c *client) bucket(t *engine.Task) (string, error) {
	tokens, next := c.burst, t.Now()
	t.Gauge("tokens", int64(tokens))
	return c.send(t, func() error {
		if tokens == 0 {
			if err := t.Sleep(next - t.Now()); err != nil { // [2]
				return err
			}
		}
		for ; tokens < c.burst && t.Now() >= next; next += c.interval() {
			tokens++
		}
		if tokens == c.burst {
			next = t.Now() + c.interval()
		}
		tokens--
		t.Gauge("tokens", int64(tokens))
		return nil
	})
}

// leaky lets a request out in every interval, however many wait.
func (c *client) leaky(t *engine.Task) (string, error) {
	next := t.Now()
	return c.send(t, func() error {
		if err := t.Sleep(next - t.Now()); err != nil { // [3]
			return err
		}
		next = max(next, t.Now()) + c.interval()
		return nil
	})
}

// send sends each request when allow returns.
func (c *client) send(t *engine.Task, allow func() error) (string, error) {
	m := &meter{}
	if err := t.Sleep(c.start); err != nil { // [4]
		return "", err
	}
	for range c.requests {
		if err := allow(); err != nil {
			return "", err
		}
		m.sent(t)
	}
	return m.text(), nil
}

// interval is the time between two tokens.
func (c *client) interval() time.Duration {
	limit := time.Duration(c.limit)
	return (time.Second + limit - 1) / limit // rounded up: rounded down, a second might have one token more
}
