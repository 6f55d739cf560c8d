// Package breaker is the scenario of a client whose circuit breaker stops calling a service that fails.
package breaker

import (
	"time"

	"overlap/engine"
	"overlap/scenarios"
)

// Scenario is the circuit breaker.
var Scenario = &scenarios.Scenario{
	ID:       "breaker",
	Title:    "The circuit breaker: when to stop asking",
	Question: "A service fails 7 calls out of 10, and takes half a second to do so. After three failures in a row a breaker rejects further calls without making them. What does that save, and how does it ever find out that calls go well again?",
	Topic:    scenarios.WhenThingsFail,
	Level:    2,
	Declare:  declare,
}

type client struct {
	calls, threshold int
	fails            float64
	latency, open    time.Duration
	together, shared bool
	healthy          int
}

func declare(d *scenarios.Declaration) {
	c := &client{}
	d.Int(&c.calls, "calls", 8, scenarios.Between(1, 50), "Calls", "how many calls are made to service A")
	d.Percent(&c.fails, "fails", 70, scenarios.Between(0, 100), "A fails", "how many of the calls to A fail")
	d.Duration(&c.latency, "latency", 500*time.Millisecond, scenarios.Between(0, 5*time.Second),
		"One call", "how long a call takes, whether it fails or not")
	d.Int(&c.threshold, "threshold", 3, scenarios.Between(1, 20), "Threshold", "after how many failures in a row the breaker opens")
	d.Duration(&c.open, "open", 5*time.Second, scenarios.Between(100*time.Millisecond, time.Minute),
		"Open for", "how long an open breaker rejects calls before it lets one try")
	d.Bool(&c.together, "together", false, "All at once", "whether the calls to A are made at once instead of in turn")
	d.Int(&c.healthy, "healthy", 0, scenarios.Between(0, 20), "Calls to B", "how many calls follow to service B, which never fails")
	d.Bool(&c.shared, "shared", false, "One breaker for both", "whether A and B share a breaker instead of having one each")
	d.Live("fails", "latency")

	d.MainTask("client")
	d.Variant("none", "No breaker", c.none)
	d.Variant("breaker", "A breaker", c.breaker)
	d.Variant("half-open", "A breaker, and a second try when its time is over", c.halfOpen)
	d.Incomparable()
	d.Headline(c.headline)
	d.GuessWhich("A call fails 7 times in 10. Three did; the breaker rejects the next five. How many would have gone well?", c.lostToTheBreaker, "None", "2", "5")

	d.MainParams("fails", "threshold", "open")
	d.Preset("Eight at once", "together=true")
	d.Preset("Punished for others", "fails=100%25&healthy=4&shared=true")
	d.Preset("A breaker each", "fails=100%25&healthy=4")
	scenarios.Claims(d, c)
}

// none makes every call, however many have failed before.
func (c *client) none(t *engine.Task) (string, error) {
	s := c.newSession(t, never)
	err := s.makeCalls(t, s.all) // [1]
	return s.text(), err
}

// breaker gives up the calls that the breaker rejects.
func (c *client) breaker(t *engine.Task) (string, error) {
	s := c.newSession(t, c.threshold)
	err := s.makeCalls(t, s.all) // [2]
	return s.text(), err
}

// halfOpen makes the rejected calls again when the breaker may let one try.
func (c *client) halfOpen(t *engine.Task) (string, error) {
	s := c.newSession(t, c.threshold)
	if err := s.makeCalls(t, s.all); err != nil || len(s.rejected) == 0 { // [3]
		return s.text(), err
	}
	if err := t.Sleep(c.open); err != nil { // [4]
		return "", err
	}
	again := s.rejected
	s.rejected, s.again = nil, len(again)
	err := s.makeCalls(t, again) // [5]
	return s.text(), err
}

// call makes a call unless the breaker rejects it.
func (s *session) call(t *engine.Task, x *call) error {
	if !x.breaker.allows(t) {
		s.reject(t, x)
		return nil
	}
	if err := t.Sleep(s.latency); err != nil { // [6]
		return err
	}
	ok := t.Rand().Float32() < float32(1-*x.fails)
	x.breaker.record(t, ok)
	return s.countOutcome(t, x, ok)
}

// breaker counts failures in a row. After too many it is open, and rejects calls for a while.
type breaker struct {
	*client
	name      string // in the trace
	threshold int
	state     string // "closed", "open" or "half-open"
	failures  int    // in a row
	until     time.Duration
	path      string // the states it has had
}

// allows reports whether a call may be made. An open breaker whose time is over allows one: the trial.
func (b *breaker) allows(t *engine.Task) bool {
	if b.state == "open" && t.Now() >= b.until {
		b.setState(t, "half-open")
		return true
	}
	return b.state == "closed"
}

// record takes the outcome of a call. Calls that were under way when the breaker opened change nothing.
func (b *breaker) record(t *engine.Task, ok bool) {
	switch {
	case b.state == "open":
	case ok:
		b.failures = 0
		b.setState(t, "closed")
	default:
		b.failures++
		if b.failures >= b.threshold || b.state == "half-open" {
			b.until = t.Now() + b.open
			b.setState(t, "open")
		}
	}
}
