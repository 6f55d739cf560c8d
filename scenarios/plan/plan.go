// Package plan is the scenario of a request that needs the answers of several services. Which ones is the reader's own table.
package plan

import (
	"strings"

	"overlap/engine"
	"overlap/engine/async"
	"overlap/scenarios"
)

// Scenario is the request.
var Scenario = &scenarios.Scenario{
	ID:       "plan",
	Title:    "Your own request: what would concurrency buy?",
	Question: "A page needs the answers of several services, and some calls need another’s answer first. Write down your own calls: what would you gain by starting each as soon as it may, and which is worth making faster?",
	Topic:    scenarios.FirstSteps,
	Level:    11,
	Declare:  declare,
}

type plan struct {
	rows, limits scenarios.Rows
	atOnce       int
}

func declare(d *scenarios.Declaration) {
	p := &plan{}
	d.Table(&p.rows, "calls", productPage, callColumns, "Calls",
		"A latency is 80 ms, 20..200 ms, or p50=40 ms p99=900 ms. After: the calls whose answers it needs, with commas. Fails: how often, such as 2%. Retries: how often it is asked again.")
	d.Table(&p.limits, "limits", scenarios.Rows{{Key: "recommender", Value: "2"}}, limitColumns, "Limits",
		"how many calls a service answers at once; a service that is not here answers all")
	d.Int(&p.atOnce, "at-once", 3, scenarios.Between(1, scenarios.MaxRows), "Slots",
		"how many calls the last variant has under way at most")

	d.MainTask("request")
	d.ShowCritical()
	d.Variant("one-by-one", "One call after another", p.oneByOne)
	d.Variant("overlapped", "As soon as dependencies allow", p.overlapped)
	d.Variant("limited", "As many at once as there are slots", p.limited)
	d.Compare("one-by-one", "overlapped") // as the headline does
	d.Headline(p.headline)
	d.GuessWhich("Each call starts as soon as it may. Which chain (in ms) decides when the page is complete?", p.decidedBy,
		"auth 30 → user 45 → picks 150 → page 15", "product 60 → similar 110 → page 15", "product 60 → stock 120 → delivery 70 → page 15")

	d.Preset("A checkout", checkout)
	d.Preset("A dashboard of 12 widgets", dashboard)
	d.Preset("A chain that cannot be helped", chain)
	d.Preset("A slow tail, and retries", slowTail)
	d.Preset("A feed of 30 calls", feed)
	scenarios.Claims(d, p)
}

// oneByOne asks for an answer when it has the one before.
func (p *plan) oneByOne(t *engine.Task) (string, error) {
	r := p.begin(t)
	for _, c := range r.calls {
		ask := t.Coroutine(c.name, func(t *engine.Task) error {
			return r.ask(t, c)
		})
		if err := ask.Await(t); err != nil { // [1]
			return "", err
		}
	}
	return r.result(), nil
}

// overlapped starts a task for every call.
func (p *plan) overlapped(t *engine.Task) (string, error) {
	return p.begin(t).start(t)
}

// limited does the same with a number of slots.
func (p *plan) limited(t *engine.Task) (string, error) {
	r := p.begin(t)
	r.slots = async.NewSemaphore(t, "slots", p.atOnce)
	return r.start(t)
}

// start has each task wait for the calls that it needs.
func (r *request) start(t *engine.Task) (string, error) {
	tasks := map[string]*engine.Task{}
	err := async.OpenNursery(t, func(n *async.Nursery) error { // [2]
		for _, c := range r.calls {
			tasks[c.name] = n.Go(c.name, func(t *engine.Task) error {
				for _, needed := range c.after {
					if err := t.Await(tasks[needed]); err != nil { // [3]
						return err
					}
				}
				return r.ask(t, c)
			})
		}
		return nil
	})
	return r.result(), err
}

// ask makes a call, and again when it fails, with the permits that it takes. It holds them until it has an answer or gives up.
func (r *request) ask(t *engine.Task, c *call) error {
	if missing := r.missing(c.after); missing != nil {
		t.Log(c.name + " is not asked, without " + strings.Join(missing, ", "))
		return nil
	}
	for _, permits := range r.permits(c) {
		if err := permits.Acquire(t); err != nil { // [4]
			return err
		}
		defer permits.Release(t)
	}
	for _, try := range r.tries[c.name] {
		if err := t.Sleep(try.latency); err != nil { // [5]
			return err
		}
		if try.ok {
			r.answered[c.name] = true
			return nil
		}
		t.Log(c.name + " fails")
	}
	return nil
}
