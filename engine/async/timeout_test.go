package async_test

import (
	"errors"
	"testing"
	"time"

	"overlap/engine"
	"overlap/engine/async"
	. "overlap/engine/enginetest"
)

// nap returns what sleeps for d milliseconds.
func nap(t *engine.Task, d int) func() error {
	return func() error { return t.Sleep(time.Duration(d) * ms) }
}

func TestAsyncioTimeoutCancelsWhatItWraps(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		err := async.Timeout(t, 2*ms, func() error {
			err := t.Sleep(9 * ms)
			t.Log(err.Error())
			return err
		})
		if !errors.Is(err, engine.ErrDeadline) || engine.IsCancelled(err) {
			return err
		}
		t.Log(err.Error())
		return t.Sleep(ms)
	}, "2ms main: cancelled: timeout of 2ms", "2ms main: async: timed out after 2ms")
}

func TestAsyncioTimeoutInTimeReturnsWhatWasReturned(t *testing.T) {
	Run(t, func(task *engine.Task) error {
		if err := async.Timeout(task, 2*ms, nap(task, 1)); err != nil {
			t.Error(err)
		}
		if err := async.Timeout(task, 2*ms, func() error { return errBoom }); err != errBoom {
			t.Error(err)
		}
		if err := async.Timeout(task, -1, nap(task, 1)); err != nil {
			t.Errorf("no limit: %v", err)
		}
		return nil
	})
}

func TestAsyncioTimeoutIsNoErrorForWhatFinishedInSpite(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		return async.Timeout(t, 2*ms, func() error { t.Sleep(9 * ms); t.Log("so be it"); return nil })
	}, "2ms main: so be it")
}

func TestAsyncioNestedTimeoutsTheShorterFires(t *testing.T) {
	for _, c := range []struct{ outer, inner, want string }{
		{"5ms", "2ms", "2ms"}, {"2ms", "5ms", "2ms"}, {"2ms", "2ms", "2ms"},
	} {
		Run(t, func(task *engine.Task) error {
			outer, _ := time.ParseDuration(c.outer)
			inner, _ := time.ParseDuration(c.inner)
			var of *async.TimeoutError
			reached := false
			err := async.Timeout(task, outer, func() error {
				err := async.Timeout(task, inner, nap(task, 9))
				reached = errors.As(err, &of)
				return err
			})
			if !errors.As(err, &of) || of.After.String() != c.want || reached != (inner < outer) {
				t.Errorf("%s in %s: %v, the inner one fired: %v", c.inner, c.outer, err, reached)
			}
			return nil
		})
	}
}

func TestAsyncioTimeoutOfAGatherCancelsItsTasks(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		err := async.Timeout(t, 2*ms, func() error { return gather(t, job(t, "a", 5), job(t, "b", 1), job(t, "c", 5)) })
		t.Log(err.Error())
		return t.Sleep(9 * ms)
	}, "1ms b: done", "2ms a: cancelled: timeout of 2ms", "2ms c: cancelled: timeout of 2ms",
		"3ms main: error cancelled: timeout of 2ms", "3ms main: async: timed out after 2ms")
}

func TestTimeoutLetsGoOfWhatIsHeld(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		lock, permits := async.NewLock(t, "lock"), async.NewSemaphore(t, "permits", 1)
		t.Go("other", func(t *engine.Task) error {
			return lock.With(t, func() error {
				return permits.With(t, func() error { t.Log("got both"); return nil })
			})
		})
		return ignore(async.Timeout(t, 2*ms, func() error {
			return permits.With(t, func() error { return lock.With(t, nap(t, 9)) })
		}))
	}, "2ms other: got both")
}

func TestTrioMoveOnAfter(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		late, err := async.MoveOn(t, 2*ms, nap(t, 9))
		if !late || err != nil {
			t.Log("not late")
		}
		late, err = async.MoveOn(t, 2*ms, nap(t, 1))
		if late || err != nil {
			t.Log("late")
		}
		late, err = async.MoveOn(t, 2*ms, func() error { return errors.Join(t.Sleep(9*ms), errBoom) })
		if !late || err != errBoom {
			t.Log("the error is lost")
		}
		return nil
	})
}

func TestConditionKeepsItsLockInACancelledScope(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		lock := async.NewLock(t, "lock")
		c := async.NewCondition(t, "c", lock)
		t.Go("holder", func(t *engine.Task) error {
			t.Sleep(ms)
			return lock.With(t, nap(t, 5))
		})
		err := async.Timeout(t, 2*ms, func() error {
			return lock.With(t, func() error {
				err := c.Wait(t)
				t.Log("has " + lock.Stats().Holder + "'s lock: " + err.Error())
				return err
			})
		})
		t.Log(err.Error() + lock.Stats().Holder)
		return nil
	}, "6ms main: has main's lock: cancelled: timeout of 2ms", "6ms main: async: timed out after 2ms")
}
