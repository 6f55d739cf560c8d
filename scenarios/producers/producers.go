// Package producers is the scenario of tasks that make items for others to process, and of what lies between them.
package producers

import (
	"strconv"
	"time"

	"overlap/engine"
	"overlap/engine/async"
	"overlap/scenarios"
)

// Scenario is the producers and consumers.
var Scenario = &scenarios.Scenario{
	ID:       "producers",
	Title:    "Producers and processors: a queue between them",
	Question: "Three producers make items, a processor works them off. How does it learn that there is one, and what happens when they come faster than it can work?",
	Topic:    scenarios.Sharing,
	Level:    2,
	Declare:  declare,
}

type producers struct {
	steady, rush crew
	poll         time.Duration
	bound        int
}

// declare is in page order: first the crew of the first two variants, then the rush of the last.
func declare(d *scenarios.Declaration) {
	p := &producers{steady: crew{3, 3, 100 * time.Millisecond, 1, 50 * time.Millisecond},
		rush: crew{2, 6, 20 * time.Millisecond, 3, 100 * time.Millisecond}}
	p.steady.declare(d, "", "")
	d.Duration(&p.poll, "poll", 10*time.Millisecond, scenarios.Between(5*time.Millisecond, time.Second),
		"Poll", "how long who polls sleeps when it found nothing")
	p.rush.declare(d, "rush-", "Rush: ")
	d.Int(&p.bound, "bound", 3, scenarios.Between(1, 400), "Bound of the queue", "how many items the bounded queue has room for")
	d.Live("work", "rush-every", "rush-work")

	d.Variant("polling", "A list, and polling", p.polling)
	d.Variant("queue", "A queue", p.queue)
	d.Variant("bounded", "A rush: faster than it is processed", p.bounded)
	d.Compare("polling", "queue")
	d.Headline(p.headline)
	d.GuessWhich("An item always waits. How much sooner is a queue done than polling, which looks again and again?", p.savedByTheQueue, "Not at all", "50 ms", "Twice as soon")

	d.Preset("A processor that idles", "work=10ms")
	d.Preset("Polling too rarely", "work=10ms&poll=80ms")
	d.Preset("No back-pressure", "bound=400")
	scenarios.Claims(d, p)
}

// polling has processors look into a shared list again and again.
func (p *producers) polling(t *engine.Task) (string, error) {
	l := &list{lock: async.NewLock(t, ""), poll: p.poll}
	done, err := p.steady.run(t, l.put, l.get, l.close) // [1]
	return done.text(), err
}

// queue has processors wait until there is an item for them.
func (p *producers) queue(t *engine.Task) (string, error) {
	q := async.NewQueue[string](t, "queue", 0)
	done, err := p.steady.run(t, q.Put, q.Get, q.Close) // [2]
	return done.text(), err
}

// bounded has producers wait, too, while the queue is full.
func (p *producers) bounded(t *engine.Task) (string, error) {
	q := async.NewQueue[string](t, "queue", p.bound)
	done, err := p.rush.run(t, q.Put, q.Get, q.Close) // [3]
	return done.text() + done.shares() + ", at most " + strconv.Itoa(q.Stats().Peak) + " in the queue", err
}

// produce is a producer: it makes items, the first at once.
func (c *crew) produce(t *engine.Task, put func(*engine.Task, string) error) error {
	for i := range c.items {
		if i > 0 {
			if err := t.Sleep(c.every); err != nil { // [4]
				return err
			}
		}
		if err := put(t, t.Name()+"-"+strconv.Itoa(i)); err != nil { // [5]
			return err
		}
	}
	return nil
}

// process is a processor: it works on one item after another until there will be no more.
func (c *crew) process(t *engine.Task, get func(*engine.Task) (string, error), done *ledger, i int) error {
	for {
		item, err := get(t) // [6]
		if err != nil {
			return async.UnlessClosed(err)
		}
		done.add(t, item, i)
		if err := t.Sleep(c.work); err != nil { // [7]
			return err
		}
		t.Label("")
	}
}

// list is a queue in which no task can wait.
type list struct {
	lock   *async.Lock
	items  []string
	closed bool
	poll   time.Duration
	idle   int // polls that found nothing
}

func (l *list) put(t *engine.Task, item string) error {
	return l.lock.With(t, func() error { // [8]
		l.items = append(l.items, item)
		t.Gauge("list", int64(len(l.items)))
		return nil
	})
}

func (l *list) get(t *engine.Task) (string, error) {
	for {
		item, err := l.first(t)
		if err != nil || item != "" {
			return item, err
		}
		if l.closed {
			return "", async.ErrQueueClosed
		}
		l.idle++
		t.Gauge("idle polls", int64(l.idle))
		t.Label("idle")
		if err := t.Sleep(l.poll); err != nil { // [9]
			return "", err
		}
	}
}
