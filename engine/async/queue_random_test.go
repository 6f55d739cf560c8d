package async_test

import (
	"slices"
	"testing"
	"time"

	"overlap/engine"
	"overlap/engine/async"
	"pgregory.net/rapid"
)

// ledger is what was asked of a queue, in that order, and what came of it.
type ledger struct {
	rt         *rapid.T
	q          *async.Queue[int]
	puts, gets []*deal
}

// deal is one call of Put or Get. What did not come about counts for nothing.
type deal struct {
	item int
	done bool
}

func done(all []*deal) (items []int) {
	for _, d := range all {
		if d.done {
			items = append(items, d.item)
		}
	}
	return items
}

func (b *ledger) produce(t *engine.Task, g guest) error {
	for range g.stays {
		d := &deal{item: len(b.puts)}
		b.puts = append(b.puts, d)
		if err := b.q.Put(t, d.item); err != nil {
			return err
		}
		d.done = true
		b.check()
		if err := t.Sleep(ms); err != nil {
			return err
		}
	}
	return nil
}

func (b *ledger) consume(t *engine.Task, g guest) error {
	for {
		d := &deal{}
		b.gets = append(b.gets, d)
		item, err := b.q.Get(t)
		if err != nil {
			return err
		}
		d.item, d.done = item, true
		b.check()
		if err := t.Sleep(time.Duration(g.stays) * ms); err != nil {
			return err
		}
	}
}

// check holds the queue's figures against each other.
func (b *ledger) check() {
	s := b.q.Stats()
	switch {
	case s.Len != s.Put-s.Got || s.Unfinished != s.Put || s.Len > s.Peak,
		s.Bound > 0 && s.Peak > s.Bound,
		s.Putting > 0 && s.Len != s.Bound,
		s.Getting > 0 && s.Len != 0:
		b.rt.Errorf("stats do not add up: %+v", s)
	}
}

func TestRandomQueueServesInTheOrderOfAsking(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		b := &ledger{rt: rt}
		bound := rapid.IntRange(0, 3).Draw(rt, "bound")
		producers := rapid.IntRange(0, 6).Draw(rt, "producers")
		closes := time.Duration(rapid.IntRange(0, 20).Draw(rt, "closes")) * ms
		receive(rt, guests().Draw(rt, "guests"), func(t *engine.Task) func(*engine.Task, guest) error {
			b.q = async.NewQueue[int](t, "orders", bound)
			t.Go("closer", func(t *engine.Task) error { t.Sleep(closes); b.q.Close(t); return nil })
			return func(t *engine.Task, g guest) error {
				if producers--; producers >= 0 {
					return b.produce(t, g)
				}
				return b.consume(t, g)
			}
		})
		in, out, s := done(b.puts), done(b.gets), b.q.Stats()
		if len(out) > len(in) || !slices.Equal(out, in[:len(out)]) {
			rt.Fatalf("in the order of asking %v were put and %v got", in, out)
		}
		if s.Put != len(in) || s.Got != len(out) || s.Getting+s.Putting > 0 {
			rt.Fatalf("%+v after %d in and %d out", s, len(in), len(out))
		}
	})
}
