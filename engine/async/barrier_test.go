package async_test

import (
	"strconv"
	"testing"

	"overlap/engine"
	"overlap/engine/async"
	. "overlap/engine/enginetest"
)

// party returns a task that waits at the barrier and says which index it got.
func party(b *async.Barrier) func(*engine.Task) error {
	return func(t *engine.Task) error {
		index, err := b.Wait(t)
		if err != nil {
			t.Log(err.Error())
			return err
		}
		t.Log("is " + strconv.Itoa(index))
		return nil
	}
}

func TestAsyncioBarrierLetsThemThroughTogether(t *testing.T) {
	l := Story(t, func(t *engine.Task) error {
		b := async.NewBarrier(t, "gate", 3)
		startTasks(t, 2, party(b))
		t.Sleep(ms)
		party(b)(t)
		return t.Sleep(0)
	}, "1ms main: is 2", "1ms a: is 0", "1ms b: is 1")
	wantLines(t, gauges(l), "0s gate=1 by a", "0s gate=2 by b", "1ms gate=0 by main")
}

func TestAsyncioBarrierIsUsedAgainAndAgain(t *testing.T) {
	Run(t, func(task *engine.Task) error {
		b := async.NewBarrier(task, "", 2)
		twice := func(t *engine.Task) error {
			for range 2 {
				party(b)(t)
			}
			return nil
		}
		err := awaitAll(task, startTasks(task, 2, twice))
		if got := b.Stats(); got != (async.BarrierStats{Parties: 2, Rounds: 2}) {
			t.Errorf("stats %+v", got)
		}
		return err
	})
}

func TestAsyncioBarrierCancelledWaiterLeavesAndTheOthersWaitOn(t *testing.T) {
	l := Story(t, func(t *engine.Task) error {
		b := async.NewBarrier(t, "gate", 3)
		tasks := startTasks(t, 2, party(b))
		tasks[0].Cancel("enough")
		t.Go("c", party(b))
		t.Sleep(ms)
		t.Log(strconv.Itoa(b.Stats().Waiting) + " wait")
		return party(b)(t)
	}, "0s a: cancelled: enough", "1ms main: 2 wait", "1ms main: is 2", "1ms b: is 0", "1ms c: is 1")
	wantLines(t, gauges(l), "0s gate=1 by a", "0s gate=2 by b", "0s gate=1 by a", "0s gate=2 by c", "1ms gate=0 by main")
}

func TestAsyncioBarrierResetSendsThemAwayAndGoesOn(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		b := async.NewBarrier(t, "", 2)
		k := t.Go("k", party(b))
		t.Sleep(0)
		b.Reset(t)
		t.Await(k)
		t.Go("again", party(b))
		t.Sleep(0)
		party(b)(t)
		return t.Sleep(0)
	}, "0s k: async: the barrier is broken", "0s main: is 1", "0s again: is 0")
}

func TestAsyncioBarrierAbortedStaysBrokenUntilReset(t *testing.T) {
	Run(t, func(task *engine.Task) error {
		b := async.NewBarrier(task, "", 2)
		k := task.Go("k", party(b))
		task.Sleep(0)
		b.Abort(task)
		if err := task.Await(k); err != async.ErrBarrierBroken {
			t.Errorf("the one that waited: %v", err)
		}
		if _, err := b.Wait(task); err != async.ErrBarrierBroken || !b.Stats().Broken {
			t.Errorf("a later one: %v", err)
		}
		b.Reset(task)
		if b.Stats().Broken {
			t.Error("still broken after Reset")
		}
		return nil
	})
}

func TestBarrierAbortedAfterItsLastCameLetsThoseThrough(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		b := async.NewBarrier(t, "", 2)
		t.Go("k", party(b))
		t.Sleep(0)
		party(b)(t)
		b.Abort(t)
		return t.Sleep(0)
	}, "0s main: is 1", "0s k: is 0")
}

func TestBarrierForNobodySaysWhatIsAllowed(t *testing.T) {
	_, err := Try(t, engine.Config{}, func(t *engine.Task) error {
		async.NewBarrier(t, "gate", 0)
		return nil
	})
	wantError(t, err, `engine: task "main" panicked: async: barrier gate is for 1 task or more, not 0`)
}

func TestDeadlockOfABarrierThatIsNotFilledNamesIt(t *testing.T) {
	_, err := Try(t, engine.Config{}, func(t *engine.Task) error { return party(async.NewBarrier(t, "gate", 2))(t) })
	wantError(t, err, "engine: deadlock: main waits for barrier gate")
}
