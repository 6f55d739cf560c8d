package async_test

import (
	"math"
	"testing"

	"overlap/engine"
	"overlap/engine/async"
	. "overlap/engine/enginetest"
	"overlap/engine/trace/summary"
)

// request returns a task that takes a slot and says when it goes.
func request(r *async.RateLimiter) func(*engine.Task) error {
	return func(t *engine.Task) error {
		if err := r.Acquire(t); err != nil {
			return err
		}
		t.Log("goes")
		return nil
	}
}

func TestRateLimiterGivesEachItsOwnSlot(t *testing.T) {
	l := Story(t, func(t *engine.Task) error {
		return awaitAll(t, startTasks(t, 4, request(async.NewRateLimiter(t, "host", 500*ms))))
	}, "0s a: goes", "500ms b: goes", "1s c: goes", "1.5s d: goes")
	sum := summary.Of(l.Trace())
	if len(sum.Marks) != 4 || sum.Marks[3].Text != "host" || len(sum.Gauges) != 0 {
		t.Errorf("marks %v, want four of host; gauges %v, want none", sum.Marks, sum.Gauges)
	}
}

func TestRateLimiterDoesNotMakeUpForSlotsNobodyTook(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		r := async.NewRateLimiter(t, "", 10*ms)
		request(r)(t)
		t.Sleep(35 * ms)
		return awaitAll(t, startTasks(t, 2, request(r)))
	}, "0s main: goes", "35ms a: goes", "45ms b: goes")
}

func TestRateLimiterKeepsTheIntervalAfterAStall(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		tasks := startTasks(t, 3, request(async.NewRateLimiter(t, "", 10*ms)))
		t.Work(25 * ms)
		return awaitAll(t, tasks)
	}, "0s a: goes", "25ms b: goes", "35ms c: goes")
}

func TestRateLimiterCancelledLeavesNoGap(t *testing.T) {
	for _, cancelled := range []int{1, 2} {
		l := Run(t, func(t *engine.Task) error {
			tasks := startTasks(t, 4, request(async.NewRateLimiter(t, "", 10*ms)))
			t.Sleep(3 * ms)
			tasks[cancelled].Cancel("enough")
			return t.Await(tasks[3])
		})
		names := []string{"b", "c"}
		wantLines(t, Logs(l), "0s a: goes", "10ms "+names[2-cancelled]+": goes", "20ms d: goes")
	}
}

func TestRateLimiterPauseHoldsBackThoseInLine(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		r := async.NewRateLimiter(t, "", 10*ms)
		tasks := startTasks(t, 3, request(r))
		t.Sleep(5 * ms)
		r.Pause(t, 30*ms)
		r.Pause(t, ms)
		return awaitAll(t, tasks)
	}, "0s a: goes", "35ms b: goes", "45ms c: goes")
}

func TestRateLimiterTryTakesNoSlotFromThoseInLine(t *testing.T) {
	Run(t, func(task *engine.Task) error {
		r := async.NewRateLimiter(task, "", 10*ms)
		if !r.TryAcquire(task) || r.TryAcquire(task) {
			t.Error("TryAcquire is true once in an interval")
		}
		k := task.Go("k", request(r))
		task.Sleep(3 * ms)
		if got, want := r.Stats(), (async.RateStats{Interval: 10 * ms, Next: 10 * ms, Taken: 1, Waiting: 1}); got != want {
			t.Errorf("stats %+v, want %+v", got, want)
		}
		task.Work(8 * ms)
		if r.TryAcquire(task) {
			t.Error("took the slot that k waits for")
		}
		return task.Await(k)
	})
}

func TestRateLimiterWithoutIntervalIsNoLimit(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		return awaitAll(t, startTasks(t, 3, request(async.NewRateLimiter(t, "", -ms))))
	}, "0s a: goes", "0s b: goes", "0s c: goes")
}

func TestRateLimiterOfOnceInAgesOverflowsNothing(t *testing.T) {
	Run(t, func(task *engine.Task) error {
		r := async.NewRateLimiter(task, "", math.MaxInt64)
		task.Sleep(ms)
		if !r.TryAcquire(task) || r.TryAcquire(task) {
			t.Error("TryAcquire is true once")
		}
		return nil
	})
}
