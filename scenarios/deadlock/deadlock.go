// Package deadlock is the scenario of two tasks that need the same two locks and take them in opposite orders.
package deadlock

import (
	"errors"
	"time"

	"overlap/engine"
	"overlap/engine/async"
	"overlap/scenarios"
)

// Scenario is the deadlock.
var Scenario = &scenarios.Scenario{
	ID:       "deadlock",
	Title:    "Deadlock: two locks, two orders",
	Question: "A takes lock1 and then wants lock2. B takes lock2 and then wants lock1. Each holds what the other needs. Who gives way, and when?",
	Topic:    scenarios.Sharing,
	Level:    5,
	Declare:  declare,
}

type deadlock struct {
	hold, late, timeout time.Duration
}

func declare(d *scenarios.Declaration) {
	k := &deadlock{}
	d.Duration(&k.hold, "hold", 100*time.Millisecond, scenarios.Between(time.Millisecond, 2*time.Second),
		"Between the locks", "how long a task works with its first lock before it wants the second")
	d.Duration(&k.late, "late", 0, scenarios.Between(0, 2*time.Second),
		"B is late by", "how much later than A the task B begins")
	d.Duration(&k.timeout, "timeout", time.Second, scenarios.Between(time.Millisecond, 10*time.Second),
		"Timeout", "when the first variant gives up")

	d.Variant("timeout", "Opposite orders, with a timeout", k.withTimeout)
	d.Failing("forever", "Opposite orders, no timeout", k.forever)
	d.Variant("ordered", "Both take lock1 first", k.sameOrder)
	d.Incomparable()
	d.Headline(k.headline)
	d.GuessWhich("Opposite orders, and no timeout. Who gives way?", k.whoGivesWay, "A", "B", "Nobody")

	d.Preset("Just late enough", "late=150ms")
	d.Preset("A hasty timeout", "late=150ms&timeout=200ms")
	scenarios.Claims(d, k)
}

// withTimeout cancels both tasks when they have not ended in time.
func (k *deadlock) withTimeout(t *engine.Task) (string, error) {
	lock1, lock2 := async.NewLock(t, "lock1"), async.NewLock(t, "lock2")
	err := async.Timeout(t, k.timeout, func() error {
		return k.both(t, lock1, lock2, lock2, lock1)
	})
	if errors.Is(err, engine.ErrDeadline) {
		return "gave up, with nothing done: lock1 is " + state(lock1) + ", lock2 is " + state(lock2), nil
	}
	return "A and B have had both locks", err
}

// forever lets both wait without a limit. The loop finds out when nothing can happen any more.
func (k *deadlock) forever(t *engine.Task) (string, error) {
	lock1, lock2 := async.NewLock(t, "lock1"), async.NewLock(t, "lock2")
	err := k.both(t, lock1, lock2, lock2, lock1)
	return "A and B have had both locks", err
}

// sameOrder has B take lock1 first, too: a task that waits for lock1 holds nothing that the other needs.
func (k *deadlock) sameOrder(t *engine.Task) (string, error) {
	lock1, lock2 := async.NewLock(t, "lock1"), async.NewLock(t, "lock2")
	err := k.both(t, lock1, lock2, lock1, lock2)
	return "A and B have had both locks", err
}

// both runs the two tasks, each with its first lock and its second.
func (k *deadlock) both(t *engine.Task, a1, a2, b1, b2 *async.Lock) error {
	return async.OpenNursery(t, func(n *async.Nursery) error { // [1]
		n.Go("A", func(t *engine.Task) error {
			return k.work(t, a1, a2)
		})
		n.Go("B", func(t *engine.Task) error {
			t.Label("not begun yet")
			if err := t.Sleep(k.late); err != nil { // [2]
				return err
			}
			t.Label("")
			return k.work(t, b1, b2)
		})
		return nil
	})
}

// work needs a second lock while it holds the first.
func (k *deadlock) work(t *engine.Task, first, second *async.Lock) error {
	return first.With(t, func() error { // [3]
		t.Label("works")
		if err := t.Sleep(k.hold); err != nil { // [4]
			return err
		}
		t.Label("")
		t.Mark("asks for the other lock")
		return second.With(t, func() error { // [5]
			t.Mark("has both locks")
			return nil
		})
	})
}

func state(lock *async.Lock) string {
	if holder := lock.Stats().Holder; holder != "" {
		return "held by " + holder
	}
	return "free"
}
