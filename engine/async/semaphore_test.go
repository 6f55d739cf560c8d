package async_test

import (
	"testing"

	"overlap/engine"
	"overlap/engine/async"
	. "overlap/engine/enginetest"
)

func TestAsyncioSemaphoreLetsThemInByWaves(t *testing.T) {
	l := Run(t, func(task *engine.Task) error {
		s := async.NewSemaphore(task, "downloads", 3)
		if err := awaitAll(task, startTasks(task, 10, holder(s, 100))); err != nil {
			return err
		}
		if got, want := s.Stats(), (async.SemaphoreStats{Total: 3, Peak: 3, Acquired: 10}); got != want {
			t.Errorf("stats %+v, want %+v", got, want)
		}
		return nil
	})
	if l.Now() != 400*ms {
		t.Errorf("took %v, want 400ms", l.Now())
	}
	wantLines(t, gauges(l), "0s downloads=1 by a", "0s downloads=2 by b", "0s downloads=3 by c",
		"300ms downloads=2 by h", "300ms downloads=1 by i", "400ms downloads=0 by j")
}

func TestAsyncioSemaphoreIsFair(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		s := async.NewSemaphore(t, "", 1)
		s.Acquire(t)
		tasks := startTasks(t, 2, holder(s, 1))
		s.Release(t)
		if s.TryAcquire(t) {
			t.Log("got it before a, which was first")
		}
		return awaitAll(t, tasks)
	}, "0s a: got it", "1ms b: got it")
}

func TestAsyncioSemaphoreReleasedMoreOftenThanAcquiredGrows(t *testing.T) {
	Run(t, func(task *engine.Task) error {
		s := async.NewSemaphore(task, "", 0)
		k := task.Go("k", func(t *engine.Task) error { return s.Acquire(t) })
		task.Sleep(0)
		s.Release(task)
		s.Release(task)
		if got, want := s.Stats(), (async.SemaphoreStats{Total: 1, Peak: 1, Acquired: 1}); got != want {
			t.Errorf("stats %+v, want %+v", got, want)
		}
		return task.Await(k)
	})
}

func TestAsyncioBoundedSemaphoreReleasedTooOftenIsAnError(t *testing.T) {
	Run(t, func(task *engine.Task) error {
		s := async.NewBoundedSemaphore(task, "pool", 2)
		if err := s.With(task, func() error { return nil }); err != nil {
			t.Error(err)
		}
		wantError(t, s.Release(task), "async: main releases semaphore pool, all of whose permits are free (2)")
		return nil
	})
}

func TestAsyncioSemaphorePermitMayBeReleasedByAnother(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		s := async.NewBoundedSemaphore(t, "", 1)
		s.Acquire(t)
		t.Go("other", func(t *engine.Task) error { return s.Release(t) })
		err := s.Acquire(t)
		t.Log("got the second")
		return err
	}, "0s main: got the second")
}

func TestAsyncioCancelledTaskGivesItsPermitBack(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		s := async.NewBoundedSemaphore(t, "", 1)
		tasks := startTasks(t, 3, holder(s, 9))
		t.Sleep(ms)
		tasks[1].Cancel("left the line")
		tasks[0].Cancel("had it")
		return t.Await(tasks[2])
	}, "0s a: got it", "1ms c: got it")
}

func TestSemaphoreOfLessThanNothingSaysWhatIsAllowed(t *testing.T) {
	_, err := Try(t, engine.Config{}, func(t *engine.Task) error {
		async.NewSemaphore(t, "pool", -1)
		return nil
	})
	wantError(t, err, `engine: task "main" panicked: async: semaphore pool has 0 permits or more, not -1`)
}
