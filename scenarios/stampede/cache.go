package stampede

import (
	"time"

	"overlap/engine"
	"overlap/engine/async"
	"overlap/engine/trace"
	"overlap/quantity"
	"overlap/scenarios"
)

// cache holds the value, of which only the age matters, and what a run counts.
type cache struct {
	expires     time.Duration    // the instant at which the value is no longer fresh
	flight      *engine.Task     // the query that was begun last; nil for none
	connections *async.Semaphore // of the database
	state       string           // of the value
	queries     int
	worst       time.Duration // the longest time that a request took
}

// fresh reports whether the value is fresh. The first that finds it expired says so.
func (c *cache) fresh(t *engine.Task) bool {
	if t.Now() < c.expires {
		return true
	}
	c.note(t, "expired", trace.Bad)
	return false
}

// store puts a fresh value into the cache.
func (c *cache) store(t *engine.Task, ttl time.Duration) {
	c.expires = t.Now() + ttl
	c.note(t, "fresh", trace.Good)
}

// note sets the state of the value, unless that is its state.
func (c *cache) note(t *engine.Task, state string, tone trace.Tone) {
	if c.state != state {
		c.state = state
		t.Status("value", state, tone)
	}
}

// served notes how long a request took.
func (c *cache) served(t *engine.Task, took time.Duration) {
	c.worst = max(c.worst, took)
	scenarios.Latency(t, took)
}

// queries is what begins after the number of queries in a result.
const queries = " quer"

// text is the result of a variant.
func (c *cache) text() string {
	end := "ies"
	if c.queries == 1 {
		end = "y"
	}
	return quantity.Count(c.queries) + queries + end + ", longest wait " + quantity.Duration(c.worst)
}
