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

// heartbeat starts a daemon that has a timer for ever.
func heartbeat(t *engine.Task) {
	t.Go("heartbeat", func(t *engine.Task) error {
		t.Daemon()
		for t.Sleep(time.Second) == nil {
		}
		return nil
	})
}

// stuck starts two tasks in a nursery that each want the other's lock. while is called beside them.
func stuck(t *engine.Task, while func(n *async.Nursery, p *engine.Task)) error {
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

func nothing(*async.Nursery, *engine.Task) {}

// service starts a daemon that does something after a minute.
func service(t *engine.Task, do func(t *engine.Task)) *engine.Task {
	return t.Go("service", func(t *engine.Task) error {
		t.Daemon()
		err := t.Sleep(time.Minute)
		do(t)
		return err
	})
}

// trio#1085.
func TestDeadlockAmongOthersIsFoundBesideADaemon(t *testing.T) {
	for want, main := range map[string]func(t *engine.Task) error{
		"0s": func(t *engine.Task) error { return stuck(t, nothing) },
		"1s": func(t *engine.Task) error { heartbeat(t); return stuck(t, nothing) },
	} {
		l, err := Try(t, engine.Config{}, main)
		_, deadlock := errors.AsType[*engine.DeadlockError](err)
		if found := l.Now().Truncate(time.Second).String(); !deadlock || found != want {
			t.Errorf("at %v: %v, want it found at %s", l.Now(), err, want)
		}
	}
}

func TestDaemonThatMayWakeAnotherIsNoDeadlock(t *testing.T) {
	for name, main := range map[string]func(t *engine.Task) error{
		"that cancels": func(t *engine.Task) error {
			return stuck(t, func(_ *async.Nursery, p *engine.Task) { service(t, func(*engine.Task) { p.Cancel("stuck") }) })
		},
		"and a timeout": func(t *engine.Task) error {
			_, err := async.MoveOn(t, time.Minute, func() error { return stuck(t, nothing) })
			return err
		},
		"and a timer": func(t *engine.Task) error {
			return stuck(t, func(n *async.Nursery, _ *engine.Task) { t.Loop().CallAt(time.Minute, func() { n.Cancel("late") }) })
		},
		"whose event is waited for": func(t *engine.Task) error {
			e := async.NewEvent(t, "e")
			service(t, e.Set)
			return e.Wait(t)
		},
		"whose end is waited for": func(t *engine.Task) error { return t.Await(service(t, func(*engine.Task) {})) },
		"whose lock is waited for": func(t *engine.Task) error {
			l := async.NewLock(t, "l")
			t.Go("holder", func(t *engine.Task) error {
				t.Daemon()
				return l.With(t, func() error { return t.Sleep(time.Minute) })
			})
			t.Sleep(0)
			return l.With(t, func() error { return nil })
		},
	} {
		t.Run(name, func(t *testing.T) {
			l, err := Try(t, engine.Config{}, func(t *engine.Task) error { heartbeat(t); return main(t) })
			if err != nil {
				t.Errorf("at %v: %v", l.Now(), err)
			}
		})
	}
}
