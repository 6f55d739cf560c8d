package async_test

import (
	"errors"
	"testing"

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
