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

// heartbeat returns a function that starts a daemon with a timer for ever.
func heartbeat(every time.Duration) func(t *engine.Task) {
	return func(t *engine.Task) {
		t.Go("heartbeat", func(t *engine.Task) error {
			t.Daemon()
			for t.Sleep(every) == nil {
			}
			return nil
		})
	}
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

// service starts a daemon that looks every minute, and does something at the last of its looks.
func service(t *engine.Task, looks int, do func(t *engine.Task)) *engine.Task {
	return t.Go("service", func(t *engine.Task) error {
		t.Daemon()
		for range looks {
			if err := t.Sleep(time.Minute); err != nil {
				return err
			}
		}
		do(t)
		return nil
	})
}

// trio#1085. The run is over where the others got stuck, and what daemons did later is not in its trace.
func TestDeadlockAmongOthersIsFoundBesideADaemon(t *testing.T) {
	const want = "engine: deadlock: main waits for nursery, up to p; p waits for lock b, held by q; q waits for lock a, held by p (cycle: p → q → p)"
	for name, c := range map[string]struct {
		limits engine.Limits
		daemon func(t *engine.Task)
	}{
		"none":                                  {engine.Limits{}, func(*engine.Task) {}},
		"a heartbeat":                           {engine.Limits{}, heartbeat(time.Second)},
		"a fast heartbeat":                      {engine.Limits{}, heartbeat(ms / 4)},
		"heartbeats that fill the trace":        {engine.Limits{Records: 150}, heartbeat(time.Second)},
		"heartbeats that last the longest":      {engine.Limits{Time: time.Minute}, heartbeat(time.Second)},
		"a slow heartbeat and a fast":           {engine.Limits{}, func(t *engine.Task) { heartbeat(ms)(t); heartbeat(time.Minute)(t) }},
		"a service that ends, changing nothing": {engine.Limits{}, func(t *engine.Task) { service(t, 3, func(*engine.Task) {}) }},
	} {
		l, err := Try(t, engine.Config{Limits: c.limits}, func(t *engine.Task) error { c.daemon(t); return stuck(t, nothing) })
		if ended := l.Report().Ended; err == nil || err.Error() != want || ended != ms || l.Trace().End() != int64(ms) {
			t.Errorf("beside %s: ended at %v, the trace at %v: %v", name, ended, time.Duration(l.Trace().End()), err)
		}
	}
}

// As long as a daemon has one of the others run, the run goes on.
func TestDaemonThatWakesAnotherAgainAndAgainIsNoDeadlock(t *testing.T) {
	l, err := Try(t, engine.Config{}, func(t *engine.Task) error {
		return stuck(t, func(n *async.Nursery, p *engine.Task) {
			stubborn := n.Go("stubborn", func(t *engine.Task) error {
				for range 400 {
					async.Wait(t, []*engine.Task{p}, async.All, -1)
				}
				return nil
			})
			t.Go("watchdog", func(t *engine.Task) error {
				t.Daemon()
				for range 300 {
					t.Sleep(time.Second)
					stubborn.Cancel("again")
				}
				n.Cancel("enough")
				return nil
			})
		})
	})
	if ended := l.Report().Ended; err != nil || ended != 300*time.Second {
		t.Errorf("at %v: %v, want the watchdog to end it after 300 s", ended, err)
	}
}

func TestDaemonThatMayWakeAnotherIsNoDeadlock(t *testing.T) {
	for name, main := range map[string]func(t *engine.Task) error{
		"that cancels": func(t *engine.Task) error {
			return stuck(t, func(_ *async.Nursery, p *engine.Task) { service(t, 1, func(*engine.Task) { p.Cancel("stuck") }) })
		},
		"that cancels at its third look": func(t *engine.Task) error {
			return stuck(t, func(_ *async.Nursery, p *engine.Task) { service(t, 3, func(*engine.Task) { p.Cancel("stuck") }) })
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
			service(t, 1, e.Set)
			return e.Wait(t)
		},
		"whose end is waited for": func(t *engine.Task) error { return t.Await(service(t, 1, func(*engine.Task) {})) },
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
			l, err := Try(t, engine.Config{}, func(t *engine.Task) error { heartbeat(time.Second)(t); return main(t) })
			if err != nil {
				t.Errorf("at %v: %v", l.Now(), err)
			}
		})
	}
}
