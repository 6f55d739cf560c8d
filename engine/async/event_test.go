package async_test

import (
	"testing"

	"overlap/engine"
	"overlap/engine/async"
	. "overlap/engine/enginetest"
)

// runner returns a task that waits for the event and says when it went on.
func runner(e *async.Event) func(*engine.Task) error {
	return func(t *engine.Task) error {
		if err := e.Wait(t); err != nil {
			return err
		}
		t.Log("goes")
		return nil
	}
}

func TestAsyncioEventWakesAllThatWaitInOrder(t *testing.T) {
	l := Story(t, func(t *engine.Task) error {
		gun := async.NewEvent(t, "gun")
		tasks := startTasks(t, 3, runner(gun))
		t.Sleep(500 * ms)
		gun.Set(t)
		gun.Set(t)
		tasks = append(tasks, t.Go("late", runner(gun)))
		return awaitAll(t, tasks)
	}, "500ms a: goes", "500ms b: goes", "500ms c: goes", "500ms late: goes")
	wantLines(t, gauges(l), "500ms gun=1 by main")
}

func TestAsyncioEventThatIsSetDoesNotSuspend(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		e := async.NewEvent(t, "")
		e.Set(t)
		t.Go("other", func(t *engine.Task) error { t.Log("runs"); return nil })
		return runner(e)(t)
	}, "0s main: goes", "0s other: runs")
}

func TestAsyncioEventClearedAtOnceStillWakesThoseThatWaited(t *testing.T) {
	Run(t, func(task *engine.Task) error {
		e := async.NewEvent(task, "")
		k := task.Go("k", runner(e))
		task.Sleep(0)
		e.Set(task)
		e.Clear(task)
		late := task.Go("late", runner(e))
		err := task.Await(k)
		if got := e.Stats(); got != (async.EventStats{Waiting: 1}) {
			t.Errorf("cleared, with one that came after: %+v", got)
		}
		late.Cancel("")
		return err
	})
}

func TestEventCancelledWaiterLeaves(t *testing.T) {
	Run(t, func(task *engine.Task) error {
		e := async.NewEvent(task, "")
		k := task.Go("k", runner(e))
		task.Sleep(0)
		k.Cancel("enough")
		wantError(t, task.Await(k), "cancelled: enough")
		if n := e.Stats().Waiting; n != 0 {
			t.Errorf("%d wait", n)
		}
		return nil
	})
}

func TestDeadlockOfAnEventNobodySetsNamesIt(t *testing.T) {
	_, err := Try(t, engine.Config{}, func(t *engine.Task) error { return async.NewEvent(t, "gun").Wait(t) })
	wantError(t, err, "engine: deadlock: main waits for event gun")
}
