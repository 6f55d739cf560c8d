package producers

import (
	"strconv"
	"time"

	"overlap/engine"
	"overlap/engine/async"
	"overlap/scenarios"
)

// crew is the producers, which make items, and the processors.
type crew struct {
	producers, items int
	every            time.Duration
	processors       int
	work             time.Duration
}

// declare declares a parameter for each of the crew's numbers, which is its default.
func (c *crew) declare(d *scenarios.Declaration, prefix, label string) {
	d.Int(&c.producers, prefix+"producers", c.producers, scenarios.Between(1, 20), label+"Producers", "how many tasks make items")
	d.Int(&c.items, prefix+"items", c.items, scenarios.Between(1, 10), label+"Items each", "how many items each of them makes")
	d.Duration(&c.every, prefix+"every", c.every, scenarios.Between(0, 500*time.Millisecond),
		label+"One item every", "how long a producer pauses between two items")
	d.Int(&c.processors, prefix+"processors", c.processors, scenarios.Between(1, 8), label+"Processors", "how many tasks process items")
	d.Duration(&c.work, prefix+"work", c.work, scenarios.Between(0, time.Second),
		label+"Work per item", "how long a processor needs for one item")
}

// run has the producers put items and the processors get them, until all are processed.
func (c *crew) run(t *engine.Task, put func(*engine.Task, string) error, get func(*engine.Task) (string, error),
	end func(*engine.Task)) (*ledger, error) {
	done := &ledger{share: make([]int, c.processors)}
	err := async.OpenNursery(t, func(n *async.Nursery) error {
		var makers []*engine.Task
		for i := range c.producers {
			makers = append(makers, n.Go("P"+strconv.Itoa(i+1), func(t *engine.Task) error { return c.produce(t, put) }))
		}
		for i := range c.processors {
			n.Go("processor "+strconv.Itoa(i+1), func(t *engine.Task) error { return c.process(t, get, done, i) })
		}
		for _, maker := range makers {
			if err := t.Await(maker); err != nil {
				return err
			}
		}
		end(t)
		return nil
	})
	return done, err
}

// ledger counts what was processed.
type ledger struct {
	items int
	share []int // by processor
}

// add notes that a processor begins with an item.
func (l *ledger) add(t *engine.Task, item string, processor int) {
	t.Label(item)
	t.Log(item)
	l.items++
	l.share[processor]++
}

func (l *ledger) text() string { return strconv.Itoa(l.items) + " items" }

// shares says how many items each processor had.
func (l *ledger) shares() (text string) {
	between := ": "
	for _, n := range l.share {
		text += between + strconv.Itoa(n)
		between = " + "
	}
	return text
}

// first takes the first item of the list, "" when it is empty.
func (l *list) first(t *engine.Task) (item string, err error) {
	err = l.lock.With(t, func() error {
		if len(l.items) > 0 {
			item, l.items = l.items[0], l.items[1:]
			t.Gauge("list", int64(len(l.items)))
		}
		return nil
	})
	return item, err
}

// close lets processors stop when the list is empty.
func (l *list) close(*engine.Task) { l.closed = true }
