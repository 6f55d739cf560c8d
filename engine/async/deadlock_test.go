package async_test

import (
	"errors"
	"testing"
	"time"

	"overlap/engine"
	"overlap/engine/async"
	. "overlap/engine/enginetest"
)

// What a deadlock's report calls what is waited for.
func TestDeadlockNamesEachThingByItsKind(t *testing.T) {
	second := func(_ int, err error) error { return err }
	for want, wait := range map[string]func(*engine.Task) error{
		"main waits for semaphore x": func(t *engine.Task) error { return async.NewSemaphore(t, "x", 0).Acquire(t) },
		"main waits for barrier x":   func(t *engine.Task) error { return second(async.NewBarrier(t, "x", 2).Wait(t)) },
		"main waits for event x":     func(t *engine.Task) error { return async.NewEvent(t, "x").Wait(t) },
		"main waits for future x":    func(t *engine.Task) error { return second(async.NewFuture[int](t, "x").Await(t)) },
		"main waits for queue x (empty)": func(t *engine.Task) error {
			return second(async.NewQueue[int](t, "x", 0).Get(t))
		},
		"main waits for condition x": func(t *engine.Task) error {
			l := async.NewLock(t, "l")
			return l.With(t, func() error { return async.NewCondition(t, "x", l).Wait(t) })
		},
	} {
		_, err := Try(t, engine.Config{}, wait)
		wantError(t, err, "engine: deadlock: "+want)
	}
}

func TestDeadlockTellsTasksOfOneNameApart(t *testing.T) {
	_, err := Try(t, engine.Config{}, func(t *engine.Task) error {
		locks := []*async.Lock{async.NewLock(t, "a"), async.NewLock(t, "b")}
		return async.OpenNursery(t, func(n *async.Nursery) error {
			for i, first := range locks {
				n.Go("k", func(t *engine.Task) error {
					return first.With(t, func() error {
						return errors.Join(t.Sleep(ms), locks[1-i].With(t, func() error { return nil }))
					})
				})
			}
			return nil
		})
	})
	wantError(t, err, "engine: deadlock: main waits for nursery, up to k (task 2); k (task 2) waits for lock b, held by k (task 3); "+
		"k (task 3) waits for lock a, held by k (task 2) (cycle: k (task 2) → k (task 3) → k (task 2))")
}

func TestErrorsTellTasksOfOneNameApart(t *testing.T) {
	Run(t, func(task *engine.Task) error {
		l := async.NewLock(task, "door")
		for range 2 {
			task.Go("k", func(k *engine.Task) error {
				if !l.TryAcquire(k) {
					wantError(t, l.Release(k), "async: k (task 3) releases lock door, which k (task 2) holds")
				}
				return nil
			})
		}
		return task.Sleep(0)
	})
}

// trio#1085.
func TestDeadlockAmongOthersIsFoundBesideADaemon(t *testing.T) {
	beat := func(t *engine.Task) {
		t.Go("heartbeat", func(t *engine.Task) error {
			t.Daemon()
			for t.Sleep(time.Second) == nil {
			}
			return nil
		})
	}
	stuck := func(t *engine.Task, while func(n *async.Nursery, p *engine.Task)) error {
		a, b := async.NewLock(t, "a"), async.NewLock(t, "b")
		two := func(x, y *async.Lock) func(*engine.Task) error {
			return func(t *engine.Task) error {
				return x.With(t, func() error { t.Sleep(ms); return y.With(t, func() error { return nil }) })
			}
		}
		return async.OpenNursery(t, func(n *async.Nursery) error {
			p := n.Go("p", two(a, b))
			n.Go("q", two(b, a))
			while(n, p)
			return nil
		})
	}
	nothing := func(*async.Nursery, *engine.Task) {}
	for name, c := range map[string]struct {
		main func(t *engine.Task) error
		want string
	}{
		"alone":              {func(t *engine.Task) error { return stuck(t, nothing) }, "0s"},
		"beside a heartbeat": {func(t *engine.Task) error { beat(t); return stuck(t, nothing) }, "1s"},
		"beside one that cancels": {func(t *engine.Task) error {
			beat(t)
			return stuck(t, func(_ *async.Nursery, p *engine.Task) {
				t.Go("watchdog", func(t *engine.Task) error {
					t.Daemon()
					t.Sleep(10 * time.Second)
					p.Cancel("stuck")
					return nil
				})
			})
		}, ""},
		"with a timeout": {func(t *engine.Task) error {
			beat(t)
			_, err := async.MoveOn(t, time.Minute, func() error { return stuck(t, nothing) })
			return err
		}, ""},
		"with a timer": {func(t *engine.Task) error {
			beat(t)
			return stuck(t, func(n *async.Nursery, _ *engine.Task) { t.Loop().CallAt(time.Minute, func() { n.Cancel("late") }) })
		}, ""},
		"waiting for a daemon's event": {func(t *engine.Task) error {
			e := async.NewEvent(t, "e")
			t.Go("service", func(t *engine.Task) error { t.Daemon(); t.Sleep(time.Minute); e.Set(t); return nil })
			return e.Wait(t)
		}, ""},
		"waiting for a daemon's end": {func(t *engine.Task) error {
			return t.Await(t.Go("service", func(t *engine.Task) error { t.Daemon(); return t.Sleep(time.Minute) }))
		}, ""},
		"waiting for a daemon's lock": {func(t *engine.Task) error {
			l := async.NewLock(t, "l")
			t.Go("service", func(t *engine.Task) error {
				t.Daemon()
				return l.With(t, func() error { return t.Sleep(time.Minute) })
			})
			t.Sleep(0)
			return l.With(t, func() error { return nil })
		}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			l, err := Try(t, engine.Config{}, c.main)
			_, deadlock := errors.AsType[*engine.DeadlockError](err)
			if found := l.Now().Truncate(time.Second).String(); deadlock != (c.want != "") || deadlock && found != c.want {
				t.Errorf("at %v: %v", l.Now(), err)
			}
		})
	}
}
