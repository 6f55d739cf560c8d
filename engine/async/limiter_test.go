package async_test

import (
	"testing"

	"overlap/engine"
	"overlap/engine/async"
	. "overlap/engine/enginetest"
)

func TestTrioCapacityLimiterLendsOneTokenToEachTask(t *testing.T) {
	Run(t, func(task *engine.Task) error {
		l := async.NewLimiter(task, "threads", 2)
		l.Acquire(task)
		wantError(t, l.Acquire(task), "async: main acquires a second token of limiter threads, which lends one to each task")
		if l.TryAcquire(task) {
			t.Error("TryAcquire got a second token")
		}
		l.Release(task)
		wantError(t, l.Release(task), "async: main releases a token of limiter threads, of which it has none")
		return nil
	})
}

func TestTrioCapacityLimiterKnowsItsBorrowers(t *testing.T) {
	l := Run(t, func(task *engine.Task) error {
		l := async.NewLimiter(task, "threads", 2)
		tasks := startTasks(task, 3, holder(l, 2))
		s := l.Stats()
		wantLines(t, s.Borrowers, "a", "b")
		if s.Total != 2 || s.Used != 2 || s.Peak != 2 || s.Waiting != 1 {
			t.Errorf("stats %+v", s)
		}
		return awaitAll(task, tasks)
	})
	wantLines(t, gauges(l), "0s threads=1 by a", "0s threads=2 by b", "2ms threads=1 by b", "4ms threads=0 by c")
}

func TestTrioCapacityLimiterWithMoreTokensLetsThemInAtOnce(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		l := async.NewLimiter(t, "", 1)
		tasks := startTasks(t, 4, holder(l, 5))
		t.Sleep(ms)
		if err := l.SetTotal(t, 3); err != nil {
			return err
		}
		return awaitAll(t, tasks)
	}, "0s a: got it", "1ms b: got it", "1ms c: got it", "5ms d: got it")
}

func TestTrioCapacityLimiterWithFewerTokensTakesNoneAway(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		l := async.NewLimiter(t, "", 2)
		t.Go("short", holder(l, 2))
		t.Go("long", holder(l, 5))
		t.Sleep(0)
		last := t.Go("last", holder(l, 1))
		t.Sleep(0)
		l.SetTotal(t, 1)
		return t.Await(last)
	}, "0s short: got it", "0s long: got it", "5ms last: got it")
}

func TestLimiterOfNoTokensSaysWhatIsAllowed(t *testing.T) {
	_, err := Try(t, engine.Config{}, func(task *engine.Task) error {
		l := async.NewLimiter(task, "threads", 1)
		wantError(t, l.SetTotal(task, 0), "async: limiter threads has 1 token or more, not 0")
		async.NewLimiter(task, "", -1)
		return nil
	})
	wantError(t, err, `engine: task "main" panicked: async: the limiter has 1 token or more, not -1`)
}

func TestDeadlockOfALimiterNamesTheOldestBorrower(t *testing.T) {
	_, err := Try(t, engine.Config{}, func(t *engine.Task) error {
		l := async.NewLimiter(t, "threads", 1)
		l.Acquire(t)
		return t.Await(t.Go("a", holder(l, 1)))
	})
	wantError(t, err, "engine: deadlock: main waits for task a; a waits for limiter threads, held by main (cycle: main → a → main)")
}
