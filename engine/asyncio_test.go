package engine_test

import (
	"errors"
	"slices"
	"testing"

	"overlap/engine"
	. "overlap/engine/enginetest"
)

// The tests of this file are named after the rule of asyncio that they hold the engine to. Those in
// doubt were run on CPython 3.11.

func TestAsyncioCreateTaskStartsAtNextSuspension(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		t.Go("child", func(t *engine.Task) error { t.Log("starts"); return nil })
		t.Log("made")
		return t.Sleep(0)
	}, "0s main: made", "0s child: starts")
}

func TestAsyncioReadyTasksRunFirstInFirstOut(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		for _, name := range []string{"a", "b", "c"} {
			t.Go(name, func(t *engine.Task) error {
				t.Log("1")
				t.Sleep(0)
				t.Log("2")
				return nil
			})
		}
		return t.Sleep(ms)
	}, "0s a: 1", "0s b: 1", "0s c: 1", "0s a: 2", "0s b: 2", "0s c: 2")
}

func TestAsyncioTimersAtOneInstantFireInOrderOfCreation(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		t.Go("early", sleeper(3*ms))
		t.Go("late", func(t *engine.Task) error {
			t.Sleep(ms)
			return sleeper(2 * ms)(t)
		})
		t.Go("middle", sleeper(3*ms))
		return t.Sleep(4 * ms)
	}, "3ms early: woke", "3ms middle: woke", "3ms late: woke")
}

func TestAsyncioSleepZeroGivesEveryReadyTaskOneTurn(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		t.Go("child", func(t *engine.Task) error {
			for _, line := range []string{"1", "2"} {
				t.Log(line)
				t.Sleep(0)
			}
			return nil
		})
		t.Log("a")
		t.Sleep(0)
		t.Log("b")
		t.Sleep(0)
		t.Log("c")
		return nil
	}, "0s main: a", "0s child: 1", "0s main: b", "0s child: 2", "0s main: c")
}

func TestAsyncioCodeBetweenWaitsIsNotInterrupted(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		t.Go("punctual", sleeper(ms))
		t.Sleep(0)
		t.Work(10 * ms)
		t.Log("worked")
		return t.Sleep(ms)
	}, "10ms main: worked", "10ms punctual: woke")
}

func TestAsyncioTimersDueDuringABatchGoBehindTheReady(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		t.Go("sleeper", sleeper(ms))
		t.Go("worker", func(t *engine.Task) error { t.Work(5 * ms); return nil })
		t.Go("spawner", func(t *engine.Task) error {
			t.Go("child", func(t *engine.Task) error { t.Log("starts"); return nil })
			return nil
		})
		return t.Sleep(9 * ms)
	}, "5ms child: starts", "5ms sleeper: woke")
}

func TestAsyncioCoroutineRunsNothingUntilAwaited(t *testing.T) {
	l := Story(t, func(t *engine.Task) error {
		c := t.Coroutine("c", func(t *engine.Task) error { t.Log("runs"); return t.Sleep(ms) })
		t.Sleep(10 * ms)
		t.Log("awaits")
		return c.Await(t)
	}, "10ms main: awaits", "10ms main: runs")
	if n := l.Report().Ended; n != 11*ms {
		t.Errorf("ended at %v, want 11ms: awaiting makes no task", n)
	}
}

func TestAsyncioAwaitingACoroutineTwiceIsAnError(t *testing.T) {
	Run(t, func(task *engine.Task) error {
		c := task.Coroutine("c", func(*engine.Task) error { return nil })
		if err := c.Await(task); err != nil {
			return err
		}
		if c.Await(task) == nil {
			t.Error("the second Await was no error")
		}
		if _, err := c.Start(task); err == nil {
			t.Error("starting it after that was no error")
		}
		return nil
	})
}

func TestAsyncioNeverAwaitedIsReported(t *testing.T) {
	l := Run(t, func(t *engine.Task) error {
		call := func(name string) *engine.Coroutine {
			return t.Coroutine(name, func(*engine.Task) error { return nil })
		}
		call("first")
		second := call("second")
		call("third")
		return second.Await(t)
	})
	want := []engine.Origin{{Name: "first", By: "main"}, {Name: "third", By: "main"}}
	if got := l.Report().NeverAwaited; !slices.Equal(got, want) {
		t.Errorf("never awaited: %v, want %v", got, want)
	}
}

func TestAsyncioAwaitingADoneTaskDoesNotSuspend(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		done := t.Go("done", func(*engine.Task) error { return nil })
		t.Sleep(ms)
		t.Go("other", func(t *engine.Task) error { t.Log("runs"); return nil })
		t.Await(done)
		t.Log("awaited")
		return t.Sleep(0)
	}, "1ms main: awaited", "1ms other: runs")
}

func TestAsyncioSeveralMayAwaitOneTask(t *testing.T) {
	boom := errors.New("boom")
	Story(t, func(t *engine.Task) error {
		failing := t.Go("failing", func(t *engine.Task) error { t.Sleep(ms); return boom })
		for _, name := range []string{"a", "b"} {
			t.Go(name, func(t *engine.Task) error { t.Log(t.Await(failing).Error()); return nil })
		}
		return t.Sleep(2 * ms)
	}, "1ms a: boom", "1ms b: boom")
}

func TestDoneCallbacksRunBeforeThoseThatAwait(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		k := t.Go("k", func(t *engine.Task) error { return t.Sleep(ms) })
		k.OnDone(func() { t.Log("callback") })
		t.Await(k)
		t.Log("awaited")
		k.OnDone(func() { t.Log("called in its turn") })
		t.Log("goes on")
		return t.Sleep(0)
	}, "1ms main: callback", "1ms main: awaited", "1ms main: goes on", "1ms main: called in its turn")
}

func TestAsyncioAwaitOfItselfIsAnError(t *testing.T) {
	_, err := Try(t, engine.Config{}, func(t *engine.Task) error { return t.Await(t) })
	if err == nil || err.Error() != "engine: a task cannot await itself" {
		t.Error(err)
	}
}
