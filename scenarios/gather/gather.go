// Package gather is the scenario of three requests of which one fails: what becomes of the other two.
package gather

import (
	"errors"
	"strconv"
	"time"

	"overlap/engine"
	"overlap/engine/async"
	"overlap/scenarios"
)

// Scenario is the three requests.
var Scenario = &scenarios.Scenario{
	ID:       "gather",
	Title:    "Gather: one of three fails",
	Question: "Three requests are under way at once, and one of them fails after half a second. What becomes of the other two?",
	Topic:    scenarios.WaitingForMany,
	Level:    2,
	Declare:  declare,
}

type gather struct {
	a, b, c          time.Duration
	failing, failure string
	failAt, after    time.Duration
}

func declare(d *scenarios.Declaration) {
	g := &gather{}
	long := scenarios.Between(0, time.Minute)
	d.Duration(&g.a, "a", time.Second, long, "Request A", "how long A takes when it goes well")
	d.Duration(&g.b, "b", 2*time.Second, long, "Request B", "how long B takes when it goes well")
	d.Duration(&g.c, "c", 1500*time.Millisecond, long, "Request C", "how long C takes when it goes well")
	d.Choice(&g.failing, "failing", scenarios.Words("A", "B", "C", "none=none of them"), "Which fails", "the request that does not go well")
	d.Duration(&g.failAt, "fail-at", 500*time.Millisecond, long, "Fails after", "when the failing request ends")
	d.Choice(&g.failure, "failure", scenarios.Words("error=with an error", "500=with a reply that says HTTP 500"), "It fails", "what the failing request ends with")
	d.Duration(&g.after, "after", 2*time.Second, long, "Then goes on for", "how long the program lives on after the error")

	d.Variant("gather", "gather", g.gather)
	d.Variant("settled", "gather, errors as results", g.settled)
	d.Variant("nursery", "Nursery (TaskGroup)", g.nursery)
	d.Variant("raise-for-status", "gather, a 500 is an error", g.raiseForStatus)
	d.Incomparable()
	d.Headline(g.headline)
	d.GuessWhich("gather raises A’s error after 0.5 s, and cancels nothing. B needs 2 s. Who gets B’s reply?", g.replyOfB, "main, after 2 s", "Nobody: B ends with main", "Nobody, but B ends well")

	d.LivesOn(&g.after)
	d.MainParams("failing", "fail-at", "failure")
	d.Preset("All well", "failing=none")
	d.Preset("A failure that is no error", "failure=500")
	d.Preset("The program ends at once", "after=0s")
	scenarios.Claims(d, g)
}

// gather raises the first error at once. The other requests go on.
func (g *gather) gather(t *engine.Task) (string, error) {
	rs := g.requests()
	_, err := async.Gather(t, calls(t, rs, send)...) // [1]
	return caught(t, rs, err), nil
}

// settled waits for all requests, and has errors among the results.
func (g *gather) settled(t *engine.Task) (string, error) {
	outcomes, err := async.GatherSettled(t, calls(t, g.requests(), send)...) // [2]
	if err != nil {
		return "", err
	}
	var results []string
	for _, o := range outcomes {
		results = append(results, o.Value)
		if o.Err != nil {
			results[len(results)-1] = o.Err.Error()
		}
	}
	return joined(results), nil
}

// nursery cancels the others at the first error, and waits until they have ended.
func (g *gather) nursery(t *engine.Task) (string, error) {
	rs := g.requests()
	err := async.OpenNursery(t, func(n *async.Nursery) error { // [3]
		for _, r := range rs {
			n.Go(r.name, func(t *engine.Task) error {
				_, err := send(t, r)
				return err
			})
		}
		return nil
	})
	return resultText(rs, err), nil
}

// raiseForStatus gathers requests for which a status of 400 or more is an error.
func (g *gather) raiseForStatus(t *engine.Task) (string, error) {
	rs := g.requests()
	_, err := async.Gather(t, calls(t, rs, sendChecked)...) // [4]
	return caught(t, rs, err), nil
}

// caught is what gather's caller has, results or an error. Nobody has cancelled the others.
func caught(t *engine.Task, rs []*request, err error) string {
	if err != nil {
		t.Log("gather raised " + err.Error())
	}
	return resultText(rs, err)
}

// send returns the reply's status, such as "A 200".
func send(t *engine.Task, r *request) (string, error) {
	if err := t.Sleep(r.takes); err != nil { // [5]
		r.setEnd(t, r.name+" cancelled")
		return "", err
	}
	if r.err != nil {
		r.setEnd(t, r.err.Error())
		return "", r.err
	}
	r.setEnd(t, r.name+" "+strconv.Itoa(r.status))
	return r.end, nil
}

// sendChecked does what raise_for_status does in Python.
func sendChecked(t *engine.Task, r *request) (string, error) {
	reply, err := send(t, r)
	if err == nil && r.status >= 400 {
		err = errors.New(reply)
	}
	return reply, err
}
