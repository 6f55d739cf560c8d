package async_test

import (
	"testing"
	"time"

	"overlap/engine"
	"overlap/engine/async"
	"pgregory.net/rapid"
)

// buffer is a bounded buffer as it is written with a lock and two conditions: one lost wake-up and it stands
// still.
type buffer struct {
	lock        *async.Lock
	room, items *async.Condition
	n, size     int
	put, got    int
	over        bool
	rt          *rapid.T
}

func (b *buffer) add(t *engine.Task) error {
	return b.lock.With(t, func() error {
		if err := b.room.WaitFor(t, func() bool { return b.n < b.size || b.over }); err != nil {
			return err
		}
		if !b.over {
			b.n++
			b.put++
		}
		return b.notify(t, b.items)
	})
}

// notify tells one and keeps the lock for a while: the other is cancelled while it waits for that.
func (b *buffer) notify(t *engine.Task, c *async.Condition) error {
	if err := c.Notify(t, 1); err != nil {
		b.rt.Error(err)
	}
	return t.Sleep(3 * ms)
}

func (b *buffer) take(t *engine.Task) (more bool, err error) {
	err = b.lock.With(t, func() error {
		if err := b.items.WaitFor(t, func() bool { return b.n > 0 || b.over }); err != nil {
			return err
		}
		if more = b.n > 0; more {
			b.n--
			b.got++
		}
		return b.notify(t, b.room)
	})
	return more, err
}

func TestRandomConditionsLoseNoWakeUp(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		b := &buffer{rt: rt, size: rapid.IntRange(1, 2).Draw(rt, "size")}
		receive(rt, guests().Draw(rt, "guests"), func(t *engine.Task) func(*engine.Task, guest) error {
			b.lock = async.NewLock(t, "buffer")
			b.room, b.items = async.NewCondition(t, "room", b.lock), async.NewCondition(t, "items", b.lock)
			t.Go("steady", func(t *engine.Task) error {
				t.Sleep(5 * ms) // behind guests that may be cancelled
				return b.drain(t, 0)
			})
			t.Go("closer", b.closeWhenIdle)
			produces := false
			return func(t *engine.Task, g guest) error {
				if produces = !produces; !produces {
					return b.drain(t, time.Duration(g.stays)*ms)
				}
				return b.add(t) // one, because the next would mend what this one lost
			}
		})
		if b.n != 0 || b.put != b.got {
			rt.Fatalf("%d put, %d got, %d left", b.put, b.got, b.n)
		}
	})
}

// drain takes until nothing will come.
func (b *buffer) drain(t *engine.Task, pause time.Duration) error {
	for {
		more, err := b.take(t)
		if err != nil || !more {
			return err
		}
		if err := t.Sleep(pause); err != nil {
			return err
		}
	}
}

// closeWhenIdle looks, when all must be done, whether it is: items with a taker at rest are a lost wake-up.
func (b *buffer) closeWhenIdle(t *engine.Task) error {
	t.Sleep(500 * ms)
	if b.n > 0 || b.room.Stats().Waiting > 0 {
		b.rt.Errorf("%d items lie there, %d wait to put, %d to take", b.n, b.room.Stats().Waiting, b.items.Stats().Waiting)
	}
	return b.lock.With(t, func() error {
		b.over = true
		b.room.NotifyAll(t)
		return b.items.NotifyAll(t)
	})
}
