// Package restaurant is the scenario of one waiter, four customers and a kitchen that needs nobody to
// stand beside it.
package restaurant

import (
	"strings"
	"time"

	"overlap/engine"
	"overlap/engine/async"
	"overlap/scenarios"
)

// Scenario is the restaurant.
var Scenario = &scenarios.Scenario{
	ID:       "restaurant",
	Title:    "The restaurant: one waiter, four customers",
	Question: "The kitchen needs a different time for every dish. Must the second customer wait for the first one’s dinner?",
	Topic:    scenarios.FirstSteps,
	Level:    5,
	Declare:  declare,
}

type restaurant struct {
	customers scenarios.Rows
	taking    time.Duration
}

func declare(d *scenarios.Declaration) {
	r := &restaurant{}
	d.Table(&r.customers, "customers", scenarios.Rows{
		{Key: "1", Value: "3s"}, {Key: "2", Value: "1s"}, {Key: "3", Value: "2s"}, {Key: "4", Value: "1.5s"}},
		scenarios.Durations("customer", "cooking", scenarios.Between(0, time.Minute)),
		"Customers", "who orders, in order of arrival, and how long the kitchen needs")
	d.Duration(&r.taking, "taking", 0, scenarios.Between(0, 2*time.Second),
		"Taking an order", "how long the waiter stands at a table and can do nothing else")
	d.Live("taking")

	d.MainTask("waiter")
	d.Variant("sequential", "One customer at a time", r.oneByOne)
	d.Variant("concurrent", "One waiter, an event loop", r.eventLoop)
	d.Guess("concurrent", "When has everybody their dinner, if the waiter need not stand and wait?")

	d.Preset("The slow dish first", "customers=1=5s;2=500ms;3=500ms;4=500ms")
	d.Preset("A chatty waiter", "taking=800ms")
	d.Preset("One customer", "customers=1=3s")
	scenarios.Claims(d, r)
}

// oneByOne stays with each customer until dinner is served.
func (r *restaurant) oneByOne(t *engine.Task) (string, error) {
	var dinners []string
	for _, c := range r.customers {
		dinner, err := r.serve(t, c).Await(t) // [1]
		if err != nil {
			return "", err
		}
		dinners = append(dinners, dinner)
	}
	return strings.Join(dinners, ", "), nil
}

// eventLoop takes the next order while the kitchen cooks.
func (r *restaurant) eventLoop(t *engine.Task) (string, error) {
	var orders []*async.Coroutine[string]
	for _, c := range r.customers {
		orders = append(orders, r.serve(t, c))
	}
	dinners, err := async.Gather(t, orders...) // [2]
	return strings.Join(dinners, ", "), err
}

// serve is one customer's evening: order, wait for the kitchen, eat.
func (r *restaurant) serve(t *engine.Task, c scenarios.Row) *async.Coroutine[string] {
	return async.Call(t, "customer "+c.Key, func(t *engine.Task) (string, error) {
		t.Work(r.taking)
		t.Log("order " + c.Key + " taken")
		if err := t.Sleep(c.Duration()); err != nil { // [3]
			return "", err
		}
		t.Log("dinner " + c.Key + " ready")
		return "dinner " + c.Key, nil
	})
}
