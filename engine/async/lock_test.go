package async_test

import (
	"errors"
	"slices"
	"strconv"
	"testing"
	"time"

	"overlap/engine"
	"overlap/engine/async"
	. "overlap/engine/enginetest"
	"overlap/engine/trace"
	"overlap/engine/trace/summary"
)

// held is what has With: a lock, a semaphore, a limiter.
type held interface {
	With(*engine.Task, func() error) error
}

// holder returns a task that holds h for d milliseconds and says when it got it.
func holder(h held, d int) func(*engine.Task) error {
	return func(t *engine.Task) error {
		return h.With(t, func() error {
			t.Log("got it")
			return t.Sleep(time.Duration(d) * ms)
		})
	}
}

// startTasks starts tasks named a, b, c … with the same function and lets each get to its first wait.
func startTasks(t *engine.Task, n int, fn func(*engine.Task) error) (tasks []*engine.Task) {
	for i := range n {
		tasks = append(tasks, t.Go(string(rune('a'+i)), fn))
		t.Sleep(0)
	}
	return tasks
}

// gauges returns the values that gauges took, each with its task: lines such as "1ms till=1 by a".
func gauges(l *engine.Loop) (lines []string) {
	sum := summary.Of(l.Trace())
	for _, g := range sum.Gauges {
		lines = append(lines, time.Duration(g.At).String()+" "+g.Name+"="+strconv.FormatInt(g.Value, 10)+" by "+sum.Tasks[g.Task-1].Name)
	}
	return lines
}

func wantLines(t *testing.T, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("got\n\t%q\nwant\n\t%q", got, want)
	}
}

// wantError fails the test unless err has exactly that text.
func wantError(t *testing.T, err error, want string) {
	t.Helper()
	if err == nil || err.Error() != want {
		t.Errorf("error %v, want %s", err, want)
	}
}

func TestAsyncioLockIsFair(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		lock := async.NewLock(t, "")
		tasks := startTasks(t, 3, holder(lock, 2))
		t.Sleep(ms)
		tasks = append(tasks, t.Go("late", holder(lock, 2)))
		return awaitAll(t, tasks)
	}, "0s a: got it", "2ms b: got it", "4ms c: got it", "6ms late: got it")
}

func awaitAll(t *engine.Task, tasks []*engine.Task) error {
	for _, k := range tasks {
		if err := t.Await(k); err != nil {
			return err
		}
	}
	return nil
}

func TestAsyncioFreeLockIsAcquiredWithoutSuspending(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		lock := async.NewLock(t, "")
		t.Go("other", func(t *engine.Task) error { t.Log("runs"); return nil })
		lock.Acquire(t)
		t.Log("acquired")
		return t.Sleep(0)
	}, "0s main: acquired", "0s other: runs")
}

func TestTrioStrictFIFOLockGoesToTheWaiterAndNotToANewcomer(t *testing.T) {
	Run(t, func(task *engine.Task) error {
		lock := async.NewLock(task, "till")
		lock.Acquire(task)
		a := task.Go("a", holder(lock, 2))
		task.Sleep(ms)
		lock.Release(task)
		if got := lock.Stats(); got != (async.LockStats{Holder: "a", Acquired: 2}) {
			t.Errorf("released: %+v", got)
		}
		if lock.TryAcquire(task) {
			t.Error("the newcomer got it before a ran")
		}
		return task.Await(a)
	})
}

func TestTrioLockReleasedByAnotherIsAnErrorThatNamesBoth(t *testing.T) {
	Run(t, func(task *engine.Task) error {
		lock, nameless := async.NewLock(task, "till"), async.NewLock(task, "")
		wantError(t, lock.Release(task), "async: main releases lock till, which nobody holds")
		wantError(t, nameless.Release(task), "async: main releases the lock, which nobody holds")
		task.Go("a", holder(lock, 2))
		task.Sleep(ms)
		wantError(t, lock.Release(task), "async: main releases lock till, which a holds")
		task.Sleep(2 * ms)
		if s := lock.Stats(); s.Holder != "" {
			t.Errorf("%s still holds it", s.Holder)
		}
		return nil
	})
}

func TestTrioLockAcquiredTwiceIsAnError(t *testing.T) {
	Run(t, func(task *engine.Task) error {
		lock := async.NewLock(task, "till")
		lock.Acquire(task)
		wantError(t, lock.Acquire(task), "async: main acquires lock till again, and would wait for itself")
		if lock.TryAcquire(task) {
			t.Error("TryAcquire got it a second time")
		}
		return lock.Release(task)
	})
}

func TestAsyncioCancelledWaiterLeavesTheLine(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		lock := async.NewLock(t, "")
		tasks := startTasks(t, 3, holder(lock, 2))
		tasks[1].Cancel("enough")
		t.Log(t.Await(tasks[1]).Error())
		return t.Await(tasks[2])
	}, "0s a: got it", "0s main: cancelled: enough", "2ms c: got it")
}

func TestAsyncioCancelledHolderReleases(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		lock := async.NewLock(t, "")
		tasks := startTasks(t, 2, holder(lock, 9))
		t.Sleep(ms)
		tasks[0].Cancel("enough")
		return t.Await(tasks[1])
	}, "0s a: got it", "1ms b: got it")
}

func TestTrioCancelledAfterTheHandOverKeepsTheLockUntilItsNextWait(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		lock := async.NewLock(t, "")
		lock.Acquire(t)
		tasks := startTasks(t, 2, holder(lock, 9))
		lock.Release(t)
		tasks[0].Cancel("too late for the lock")
		t.Log(t.Await(tasks[0]).Error())
		return t.Await(tasks[1])
	}, "0s a: got it", "0s b: got it", "0s main: cancelled: too late for the lock")
}

func TestWithReleasesWhateverHappens(t *testing.T) {
	Run(t, func(task *engine.Task) error {
		lock := async.NewLock(task, "till")
		if err := lock.With(task, func() error { return errBoom }); err != errBoom {
			t.Errorf("error %v, want boom", err)
		}
		err := lock.With(task, func() error { return lock.Release(task) })
		wantError(t, err, "async: main releases lock till, which nobody holds")
		func() {
			defer func() { recover() }()
			lock.With(task, func() error { panic("boom") })
		}()
		if got := lock.Stats(); got != (async.LockStats{Acquired: 3}) {
			t.Errorf("in the end: %+v", got)
		}
		return nil
	})
}

func TestLockWithANameShowsItsHolderInTheTrace(t *testing.T) {
	l := Run(t, func(t *engine.Task) error {
		startTasks(t, 2, holder(async.NewLock(t, ""), 1))
		return awaitAll(t, startTasks(t, 2, holder(async.NewLock(t, "till"), 1)))
	})
	wantLines(t, gauges(l), "0s till=1 by a", "1ms till=1 by b", "2ms till=0 by b")
}

func TestDeadlockOfLocksNamesTheHolders(t *testing.T) {
	_, err := Try(t, engine.Config{}, func(t *engine.Task) error {
		one, two := async.NewLock(t, "one"), async.NewLock(t, "two")
		both := func(first, second *async.Lock) func(*engine.Task) error {
			return func(t *engine.Task) error {
				return first.With(t, func() error {
					t.Sleep(ms)
					return second.With(t, func() error { return nil })
				})
			}
		}
		a := t.Go("a", both(one, two))
		t.Go("b", both(two, one))
		return t.Await(a)
	})
	var d *engine.DeadlockError
	want := engine.Blocked{Task: "a", ID: 2, For: "lock two", Why: trace.WhyLock, By: "b", ByID: 3}
	if !errors.As(err, &d) || !slices.Equal(d.Cycle, []string{"a", "b", "a"}) || !slices.Contains(d.Blocked, want) {
		t.Error(err)
	}
}
