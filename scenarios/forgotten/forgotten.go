// Package forgotten is the scenario of a call that nobody awaited.
package forgotten

import (
	"strconv"
	"time"

	"overlap/engine"
	"overlap/scenarios"
)

// Scenario is the forgotten await.
var Scenario = &scenarios.Scenario{
	ID:       "forgotten",
	Title:    "Forgotten await: a call that never ran",
	Question: "A shop saves an order and confirms it to the customer. Somebody left out one word, await, and it got faster. What does the customer get?",
	Topic:    scenarios.WhenThingsFail,
	Level:    4,
	Declare:  declare,
}

type settings struct {
	orders             int
	saving, confirming time.Duration
}

func declare(d *scenarios.Declaration) {
	s := &settings{}
	d.Duration(&s.saving, "save", 100*time.Millisecond, scenarios.Between(0, 2*time.Second),
		"Saving", "how long it takes to save one order")
	d.Duration(&s.confirming, "confirm", 100*time.Millisecond, scenarios.Between(0, 2*time.Second),
		"Confirming", "how long it takes to confirm to the customer")
	d.Int(&s.orders, "orders", 3, scenarios.Between(1, 50), "Orders", "how many orders the two loops save")
	d.Live("confirm")

	d.MainTask("shop")
	d.Variant("forgotten", "Called, not awaited", s.forgotten)
	d.Variant("awaited", "Awaited", s.awaited)
	d.Variant("loop", "A loop of calls, none awaited", s.loop)
	d.Variant("tasks", "A loop of tasks, awaited later", s.tasks)
	d.Incomparable()
	d.Headline(s.headline)
	d.GuessWhich("Nobody awaits the call that saves the order. What does the customer get?", s.whatTheCustomerGets, "An error", "A confirmation, and the order", "A confirmation, and no order")

	d.Preset("Slow storage", "save=1s")
	d.Preset("Fifty lost orders", "orders=50")
	scenarios.Claims(d, s)
}

// shop is the shop in one run.
type shop struct {
	*settings
	saved int
}

// forgotten calls save, which only makes a coroutine.
func (s *settings) forgotten(t *engine.Task) (string, error) {
	shop := &shop{settings: s}
	t.Coroutine("save order 1", shop.save)
	err := shop.confirm(t) // [1]
	return shop.result(1), err
}

// awaited awaits what it calls.
func (s *settings) awaited(t *engine.Task) (string, error) {
	shop := &shop{settings: s}
	saving := t.Coroutine("save order 1", shop.save)
	if err := saving.Await(t); err != nil { // [2]
		return "", err
	}
	err := shop.confirm(t) // [3]
	return shop.result(1), err
}

// loop makes the same mistake over and over.
func (s *settings) loop(t *engine.Task) (string, error) {
	shop := &shop{settings: s}
	for n := range s.orders {
		t.Coroutine("save order "+strconv.Itoa(n+1), shop.save)
	}
	err := shop.confirm(t) // [4]
	return shop.result(s.orders), err
}

// tasks has the event loop run the calls while the shop confirms.
func (s *settings) tasks(t *engine.Task) (string, error) {
	shop := &shop{settings: s}
	var tasks []*engine.Task
	for n := range s.orders {
		tasks = append(tasks, t.Go("save order "+strconv.Itoa(n+1), shop.save))
	}
	if err := shop.confirm(t); err != nil { // [5]
		return "", err
	}
	for _, task := range tasks {
		if err := t.Await(task); err != nil { // [6]
			return "", err
		}
	}
	return shop.result(s.orders), nil
}

// save takes its time, if it runs at all.
func (s *shop) save(t *engine.Task) error {
	if err := t.Sleep(s.saving); err != nil { // [7]
		return err
	}
	s.saved++
	t.Log("saved " + strconv.Itoa(s.saved))
	return nil
}

// confirm tells the customer that all is well.
func (s *shop) confirm(t *engine.Task) error {
	t.Label("confirm")
	err := t.Sleep(s.confirming) // [8]
	t.Log("confirmed")
	return err
}

func (s *shop) result(orders int) string {
	return "saved " + strconv.Itoa(s.saved) + " of " + strconv.Itoa(orders) + ", all told “confirmed”"
}
