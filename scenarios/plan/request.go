package plan

import (
	"math/rand/v2"
	"strings"
	"time"

	"overlap/engine"
	"overlap/engine/async"
	"overlap/quantity"
)

// request is one run.
type request struct {
	calls    []*call          // each after those that it needs
	tries    map[string][]try // by call: how long each would take, and how it would end
	answered map[string]bool
	services map[string]*async.Semaphore // those with a limit
	slots    *async.Semaphore            // nil for no limit on all calls together
}

// try is one attempt at a call.
type try struct {
	latency time.Duration
	ok      bool
}

// begin draws how long calls take before the first is made, so that every variant has the same luck.
func (p *plan) begin(t *engine.Task) *request {
	calls, _ := parseCalls(p.rows)
	r := &request{calls: sorted(calls), tries: map[string][]try{}, answered: map[string]bool{}, services: map[string]*async.Semaphore{}}
	for _, c := range r.calls {
		r.tries[c.name] = c.draw(t.Rand)
		if n, ok := p.limits.Get(c.service); ok && r.services[c.service] == nil {
			r.services[c.service] = async.NewSemaphore(t, c.service, whole(n))
		}
	}
	return r
}

// draw returns the attempts at a call, up to the first that goes well. It draws numbers only for what is left to chance.
func (c *call) draw(luck func() *rand.Rand) (tries []try) {
	for range 1 + c.retries {
		d, ok := c.latency.low, true
		if c.latency.high > 0 {
			d = c.latency.at(luck().Float64())
		}
		if c.fails > 0 {
			ok = luck().Float64() >= c.fails/100
		}
		if tries = append(tries, try{d, ok}); ok {
			break
		}
	}
	return tries
}

// permits returns what a call waits for before it is made: first a permit of its service, because a slot that waits for
// one would be lost to others.
func (r *request) permits(c *call) (list []*async.Semaphore) {
	for _, s := range []*async.Semaphore{r.services[c.service], r.slots} {
		if s != nil {
			list = append(list, s)
		}
	}
	return list
}

// missing returns those of some calls that have no answer.
func (r *request) missing(names []string) (list []string) {
	for _, name := range names {
		if !r.answered[name] {
			list = append(list, name)
		}
	}
	return list
}

// result says how many calls were answered, and which were not.
func (r *request) result() string {
	var names []string
	for _, c := range r.calls {
		names = append(names, c.name)
	}
	text := quantity.Count(len(r.answered)) + " of " + quantity.Plural(len(names), "call") + " answered"
	if missing := r.missing(names); missing != nil {
		text += ", not " + strings.Join(missing, ", ")
	}
	return text
}
