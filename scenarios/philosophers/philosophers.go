// Package philosophers is the scenario of philosophers at a round table with one fork between any two of them.
package philosophers

import (
	"strconv"
	"strings"
	"time"

	"overlap/engine"
	"overlap/engine/async"
	"overlap/scenarios"
)

// Scenario is the dinner.
var Scenario = &scenarios.Scenario{
	ID:       "philosophers",
	Title:    "The dining philosophers: five forks for five",
	Question: "Five philosophers sit round a table with one fork between any two, and each needs two forks to eat. Each takes the left one, then the right one. Who eats first?",
	Topic:    scenarios.Sharing,
	Level:    6,
	Declare:  declare,
}

var names = []string{"Plato", "Kant", "Hume", "Marx", "Mill", "Locke", "Hegel", "Weil", "Arendt"}

type philosophers struct {
	count                           int
	thinking, longer, pause, eating time.Duration
}

func declare(d *scenarios.Declaration) {
	p := &philosophers{}
	d.Int(&p.count, "philosophers", 5, scenarios.Between(2, len(names)),
		"Philosophers", "how many sit at the table, with as many forks")
	d.Duration(&p.thinking, "thinking", 500*time.Millisecond, scenarios.Between(0, 5*time.Second),
		"Thinking", "how long the first one thinks before being hungry")
	d.Duration(&p.longer, "longer", 0, scenarios.Between(0, 5*time.Second),
		"Each thinks longer by", "by how much each of the others is hungry later than the one before")
	d.Duration(&p.pause, "pause", 100*time.Millisecond, scenarios.Between(0, 2*time.Second),
		"Between the forks", "how long after the first fork one reaches for the second")
	d.Duration(&p.eating, "eating", time.Second, scenarios.Between(0, 5*time.Second),
		"Eating", "how long a meal takes")
	d.Live("pause", "eating")

	d.Failing("left", "Left fork, then right fork", p.left)
	d.Variant("one", "One takes the right fork first", p.one)
	d.Variant("waiter", "A waiter keeps one seat empty", p.waiter)
	d.Incomparable()
	d.Headline(p.headline)
	d.GuessWhich("Everybody takes the left fork, then the right one. Who eats first?", p.whoEatsFirst, "The first to sit down", "Every second one", "Nobody")

	d.Preset("Two at the table", "philosophers=2")
	d.Preset("Not hungry at once", "longer=150ms")
	d.Preset("Far apart", "longer=1.5s")
	scenarios.Claims(d, p)
}

// eat takes one fork, then the other, and puts both back.
func (p *philosophers) eat(t *engine.Task, first, second *async.Lock) error {
	return first.With(t, func() error { // [1]
		if err := t.Sleep(p.pause); err != nil { // [2]
			return err
		}
		return second.With(t, func() error { // [3]
			t.Log(t.Name() + " eats")
			t.Label("eats")
			return t.Sleep(p.eating) // [4]
		})
	})
}

// lay puts the forks on the table: philosopher i has fork i on the left and the next one on the right.
func (p *philosophers) lay(t *engine.Task) []*async.Lock {
	var forks []*async.Lock
	for i := range p.count {
		forks = append(forks, async.NewLock(t, "fork "+strconv.Itoa(i+1)))
	}
	return forks
}

// dinner is over when all have thought and had their meal; it returns who ate, in that order.
func (p *philosophers) dinner(t *engine.Task, meal func(t *engine.Task, i int) error) (string, error) {
	var eaten []string
	err := async.OpenNursery(t, func(n *async.Nursery) error { // [5]
		for i := range p.count {
			n.Go(names[i], func(t *engine.Task) error {
				if err := t.Sleep(p.thinking + time.Duration(i)*p.longer); err != nil { // [6]
					return err
				}
				if err := meal(t, i); err != nil {
					return err
				}
				eaten = append(eaten, names[i])
				return nil
			})
		}
		return nil
	})
	return strings.Join(eaten, ", "), err
}

// left has all do the same: nobody has two forks when each holds one.
func (p *philosophers) left(t *engine.Task) (string, error) {
	forks := p.lay(t)
	return p.dinner(t, func(t *engine.Task, i int) error {
		return p.eat(t, forks[i], forks[(i+1)%p.count])
	})
}

// one has the last philosopher take the right fork first, so that everybody begins with the lower number.
func (p *philosophers) one(t *engine.Task) (string, error) {
	forks := p.lay(t)
	return p.dinner(t, func(t *engine.Task, i int) error {
		if i == p.count-1 {
			return p.eat(t, forks[0], forks[i])
		}
		return p.eat(t, forks[i], forks[i+1])
	})
}

// waiter lets all but one sit down: one of them finds a second fork.
func (p *philosophers) waiter(t *engine.Task) (string, error) {
	forks, seats := p.lay(t), async.NewSemaphore(t, "seats", p.count-1)
	return p.dinner(t, func(t *engine.Task, i int) error {
		return seats.With(t, func() error { // [7]
			return p.eat(t, forks[i], forks[(i+1)%p.count])
		})
	})
}
