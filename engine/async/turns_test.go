package async_test

import (
	"strings"
	"testing"

	"overlap/engine"
	"overlap/engine/async"
	. "overlap/engine/enginetest"
)

// In how many turns of the loop those go on who wait: as in asyncio, where the end of what is waited for is a callback's
// turn, and that wakes the waiter for the next.

// turns counts the turns of the loop from the caller's next wait on, up to a few.
func turns(t *engine.Task) *int {
	n := new(int)
	t.Go("turns", func(t *engine.Task) error {
		for range 10 {
			*n++
			t.Sleep(0)
		}
		return nil
	})
	return n
}

func TestAsyncioTurnsAfterTheEndOfWhatIsWaitedFor(t *testing.T) {
	nothing := func(*engine.Task) (int, error) { return 0, nil }
	one := func(t *engine.Task) []*async.Task[int] { return []*async.Task[int]{async.Go(t, "k", nothing)} }
	for name, c := range map[string]struct {
		want int
		wait func(t *engine.Task) error
	}{
		"await":  {1, func(t *engine.Task) error { _, err := one(t)[0].Await(t); return err }},
		"gather": {2, func(t *engine.Task) error { _, err := async.Gather(t, async.Call(t, "k", nothing)); return err }},
		"settled": {2, func(t *engine.Task) error {
			_, err := async.GatherSettled(t, async.Call(t, "k", nothing))
			return err
		}},
		"wait":   {2, func(t *engine.Task) error { _, _, err := async.Wait(t, one(t), async.All, -1); return err }},
		"shield": {2, func(t *engine.Task) error { _, err := async.Shield(t, one(t)[0]); return err }},
		"completed": {2, func(t *engine.Task) error {
			for _, err := range async.AsCompleted(t, one(t), -1) {
				return err
			}
			return nil
		}},
		"nursery": {2, func(t *engine.Task) error {
			return async.OpenNursery(t, func(n *async.Nursery) error {
				n.Go("k", func(*engine.Task) error { return nil })
				return nil
			})
		}},
	} {
		t.Run(name, func(t *testing.T) {
			Run(t, func(task *engine.Task) error {
				n := turns(task)
				if err := c.wait(task); err != nil {
					return err
				}
				if after := *n - 1; after != c.want { // what is waited for ends in the first
					t.Errorf("goes on after %d turns, want %d", after, c.want)
				}
				return nil
			})
		})
	}
}

func TestAsyncioFirstCompletedMayFindMoreThanOne(t *testing.T) {
	Run(t, func(task *engine.Task) error {
		a := task.Go("a", func(t *engine.Task) error { return t.Sleep(0) })
		b := task.Go("b", func(t *engine.Task) error { t.Sleep(0); return t.Sleep(0) })
		done, _, err := async.Wait(task, []*engine.Task{a, b}, async.FirstCompleted, -1)
		if len(done) != 2 {
			t.Errorf("%d are done, want both: b ends in the turn between the end of a and that of the wait", len(done))
		}
		return err
	})
}

// py4u 74493571.
func TestAsyncioOverdueSleeperNeedsItsTimersTurnAndItsOwn(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		light := t.Go("light", func(t *engine.Task) error { t.Sleep(10 * ms); t.Log("light"); return nil })
		t.Sleep(0)
		t.Work(30 * ms)
		t.Sleep(0)
		t.Sleep(0)
		t.Log("heavy")
		return t.Await(light)
	}, "30ms main: heavy", "30ms light: light")
}

// Both asyncio and trio: a permit that was handed over is not overtaken by one who asks in between.
func TestAsyncioSemaphoreIsNotOvertakenBeforeTheNextHasRun(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		s := async.NewSemaphore(t, "", 1)
		get := func(text string) func(*engine.Task) error {
			return func(t *engine.Task) error { err := s.Acquire(t); t.Log(text); return err }
		}
		t.Go("a", get("1"))
		t.Go("b", func(t *engine.Task) error {
			get("2")(t)
			s.Release(t)
			return get("4")(t)
		})
		t.Go("c", get("3"))
		t.Sleep(0)
		s.Release(t)
		s.Release(t)
		return t.Sleep(ms)
	}, "0s a: 1", "0s b: 2", "0s c: 3", "0s b: 4")
}

func TestTrioLimiterIsNotOvertakenBeforeTheNextHasRun(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		l := async.NewLimiter(t, "", 1)
		use := func(t *engine.Task) error {
			return l.With(t, func() error { t.Log("has it"); return nil })
		}
		l.Acquire(t)
		t.Go("a", func(t *engine.Task) error { use(t); return use(t) })
		t.Go("b", use)
		t.Sleep(0)
		l.SetTotal(t, 2) // a has its token
		l.Release(t)     // and so has b
		return t.Sleep(ms)
	}, "0s a: has it", "0s b: has it", "0s a: has it")
}

// websockets#486, Go's select.
func TestRaceOfTwoQueuesTakesOneItem(t *testing.T) {
	Run(t, func(task *engine.Task) error {
		a, b := async.NewQueue[int](task, "a", 0), async.NewQueue[int](task, "b", 0)
		task.Go("feeder", func(t *engine.Task) error { t.Sleep(ms); a.Put(t, 1); return b.Put(t, 2) })
		v, err := async.Race(task, async.Call(task, "get a", a.Get), async.Call(task, "get b", b.Get))
		if v != 1 || a.Stats().Len != 0 || b.Stats().Len != 1 || b.Stats().Got != 0 {
			t.Errorf("the race has %d, a is left with %d and b with %d", v, a.Stats().Len, b.Stats().Len)
		}
		return err
	})
}

// asyncio's future of a gather can no longer be cancelled when its tasks have ended; its task hears of it in the turn that it
// gets for their end.
func TestAsyncioGatherCancelledAfterTheLastEnd(t *testing.T) {
	Run(t, func(task *engine.Task) error {
		var log []string
		note := func(what string) func(*engine.Task) (int, error) {
			return func(*engine.Task) (int, error) { log = append(log, what); return 0, nil }
		}
		g := async.Go(task, "gathers", func(t *engine.Task) (int, error) {
			_, err := async.Gather(t, async.Call(t, "k", note("k ends")))
			log = append(log, "gather: "+err.Error())
			return 0, err
		})
		task.Sleep(0)
		task.Go("cancels", func(t *engine.Task) error {
			g.Cancel("too late")
			async.Go(t, "next", note("next begins"))
			return nil
		})
		async.Wait(task, []*async.Task[int]{g}, async.All, -1)
		if got, want := strings.Join(log, ", "), "k ends, next begins, gather: cancelled: too late"; got != want {
			t.Errorf("%s, want %s", got, want)
		}
		return nil
	})
}
