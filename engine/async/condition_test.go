package async_test

import (
	"testing"

	"overlap/engine"
	"overlap/engine/async"
	. "overlap/engine/enginetest"
)

// meeting is a lock and a condition under it.
type meeting struct {
	lock *async.Lock
	cond *async.Condition
}

func newMeeting(t *engine.Task) meeting {
	lock := async.NewLock(t, "door")
	return meeting{lock, async.NewCondition(t, "bell", lock)}
}

// wait is a task that waits for the bell and then works for a millisecond behind the door.
func (m meeting) wait(t *engine.Task) error {
	return m.lock.With(t, func() error {
		if err := m.cond.Wait(t); err != nil {
			t.Log(err.Error() + ", door held by " + m.cond.Stats().Holder)
			return err
		}
		t.Log("heard it")
		return t.Sleep(ms)
	})
}

func (m meeting) notify(t *engine.Task, n int) error {
	return m.lock.With(t, func() error { return m.cond.Notify(t, n) })
}

func TestAsyncioConditionNotifiesThoseFirstThatWaitedLongest(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		m := newMeeting(t)
		tasks := startTasks(t, 3, m.wait)
		t.Sleep(ms)
		m.notify(t, 2)
		t.Sleep(5 * ms)
		t.Log("again")
		m.lock.With(t, func() error { return m.cond.NotifyAll(t) })
		return awaitAll(t, tasks)
	}, "1ms a: heard it", "2ms b: heard it", "6ms main: again", "6ms c: heard it")
}

func TestAsyncioConditionNotifiedWaitsForTheLock(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		m := newMeeting(t)
		k := t.Go("k", m.wait)
		t.Sleep(0)
		m.lock.With(t, func() error {
			m.cond.Notify(t, 1)
			return t.Sleep(3 * ms)
		})
		return t.Await(k)
	}, "3ms k: heard it")
}

func TestTrioConditionNeedsTheLock(t *testing.T) {
	Run(t, func(task *engine.Task) error {
		m := newMeeting(task)
		wantError(t, m.cond.Wait(task), "async: main waits for condition bell without lock door, which nobody holds")
		task.Go("k", holder(m.lock, 2))
		task.Sleep(0)
		wantError(t, m.cond.Notify(task, 1), "async: main notifies condition bell without lock door, which k holds")
		wantError(t, m.cond.NotifyAll(task), "async: main notifies condition bell without lock door, which k holds")
		err := m.cond.WaitFor(task, func() bool { return true })
		wantError(t, err, "async: main waits for condition bell without lock door, which k holds")
		return nil
	})
}

func TestAsyncioConditionWaitForLooksAgain(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		m, n := newMeeting(t), 0
		k := t.Go("k", func(t *engine.Task) error {
			return m.lock.With(t, func() error {
				defer t.Log("three")
				return m.cond.WaitFor(t, func() bool { return n == 3 })
			})
		})
		for ; n < 3; n++ {
			m.notify(t, 1)
			t.Sleep(ms)
		}
		m.notify(t, 1)
		return t.Await(k)
	}, "3ms k: three")
}

func TestAsyncioConditionCancelledTakesTheLockBackFirst(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		m := newMeeting(t)
		k := t.Go("k", m.wait)
		t.Sleep(0)
		m.lock.With(t, func() error {
			k.Cancel("once")
			t.Sleep(ms)
			k.Cancel("twice")
			return t.Sleep(ms)
		})
		return ignore(t.Await(k))
	}, "2ms k: cancelled: once, door held by k")
}

func TestAsyncioConditionCancelledAfterItWasNotifiedNotifiesTheNext(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		m := newMeeting(t)
		tasks := startTasks(t, 2, m.wait)
		m.lock.With(t, func() error {
			m.cond.Notify(t, 1)
			tasks[0].Cancel("enough")
			return t.Sleep(ms)
		})
		return t.Await(tasks[1])
	}, "1ms a: cancelled: enough, door held by a", "1ms b: heard it")
}

func TestConditionThatNobodyNotifiesIsADeadlock(t *testing.T) {
	_, err := Try(t, engine.Config{}, func(t *engine.Task) error { return newMeeting(t).wait(t) })
	wantError(t, err, "engine: deadlock: main waits for condition bell")
}

func TestConditionStats(t *testing.T) {
	Run(t, func(task *engine.Task) error {
		m := newMeeting(task)
		tasks := startTasks(task, 3, m.wait)
		m.lock.Acquire(task)
		m.cond.Notify(task, 1)
		if got, want := m.cond.Stats(), (async.ConditionStats{Holder: "main", Waiting: 2, Notified: 1}); got != want {
			t.Errorf("stats %+v, want %+v", got, want)
		}
		m.cond.NotifyAll(task)
		m.lock.Release(task)
		return awaitAll(task, tasks)
	})
}
