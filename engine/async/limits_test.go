package async_test

import (
	"testing"
	"time"

	"overlap/engine"
	"overlap/engine/async"
	. "overlap/engine/enginetest"
)

// A limit is a call of the loop's, in asyncio as here: it goes off in a turn of its own, behind those that were ready before.

func TestAsyncioWaitOfNothingLetsReadyTasksRun(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		return wait(t, started(t, job(t, "a", 0), job(t, "b", 1)), async.All, 0)
	}, "0s a: done", "0s main: done a, pending b", "0s b: cancelled: the run is over")
}

func TestAsyncioAsCompletedOfNothingLetsReadyTasksRun(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		for _, err := range async.AsCompleted(t, started(t, job(t, "a", 0)), 0) {
			if err != nil {
				t.Log(err.Error())
			}
		}
		return nil
	}, "0s a: done", "0s main: async: timed out after 0s")
}

func TestAsyncioTimeoutOfNothingLetsReadyTasksRun(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		e := async.NewEvent(t, "")
		t.Go("setter", func(k *engine.Task) error { k.Log("sets"); e.Set(k); return nil })
		return async.Timeout(t, 0, func() error {
			err := e.Wait(t)
			t.Log("waited: " + err.Error())
			return nil
		})
	}, "0s setter: sets", "0s main: waited: cancelled: timeout of 0s")
}

func TestWaitKeepsItsLimitWhenATaskHasEndedBefore(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		ks := started(t, job(t, "a", 1), job(t, "b", 9))
		t.Sleep(2 * ms)
		return wait(t, ks, async.All, 3*ms)
	}, "1ms a: done", "5ms main: done a, pending b", "5ms b: cancelled: the run is over")
}

func TestAsyncioAsCompletedDoesNotSeeWhatEndsAfterItsLimit(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		for k, err := range async.AsCompleted(t, started(t, job(t, "a", 1), job(t, "b", 2), job(t, "c", 4)), 3*ms) {
			if err != nil {
				t.Log(err.Error())
				break
			}
			t.Log("got " + k.Name())
			t.Sleep(2 * ms)
		}
		return nil
	}, "1ms a: done", "1ms main: got a", "2ms b: done", "3ms main: got b", "4ms c: done", "5ms main: async: timed out after 3ms")
}

// A limit and a cancellation that meet in one step.

func TestAsyncioCancelOfWhatAwaitsAFutureIsNotALimits(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		f := async.NewFuture[int](t, "")
		k := t.Go("k", func(k *engine.Task) error {
			return async.Timeout(k, 0, func() error { _, err := f.Await(k); return err })
		})
		t.Go("", func(*engine.Task) error { k.Cancel("enough"); return nil })
		t.Log(fate(t, k))
		return nil
	}, "0s main: cancelled: cancelled: enough")
}

func TestAsyncioLimitIsKnownAlthoughTheAwaitedWasCancelledByAnother(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		other := t.Go("other", func(k *engine.Task) error { return k.Sleep(time.Hour) })
		k := t.Go("k", func(k *engine.Task) error {
			return async.Timeout(k, 0, func() error { return k.Await(other) })
		})
		t.Go("", func(*engine.Task) error { other.Cancel("enough"); return nil })
		t.Log(fate(t, k) + ", other " + fate(t, other))
		return nil
	}, "0s main: failed: async: timed out after 0s, other cancelled: cancelled: enough")
}

func TestAsyncioGatherIsCancelledAlthoughAChildHasJustFailed(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		k := t.Go("k", func(k *engine.Task) error {
			_, err := async.Gather(k, async.Call(k, "a", func(*engine.Task) (int, error) { return 0, errBoom }))
			return err
		})
		t.Sleep(0)
		t.Go("", func(*engine.Task) error { k.Cancel("enough"); return nil }) // a has ended, k has not been told
		t.Log(fate(t, k))
		return nil
	}, "0s main: cancelled: cancelled: enough")
}

func TestOfCancellationsThatMeetInANurseryTheStrongestCounts(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		k := t.Go("k", func(k *engine.Task) error {
			return async.Timeout(k, ms, func() error {
				err := async.OpenNursery(k, func(n *async.Nursery) error {
					n.Go("child", func(t *engine.Task) error { return t.Sleep(time.Hour) })
					return nil
				})
				k.Log(err.Error())
				return err
			})
		})
		t.Sleep(ms)
		k.Cancel("enough")
		t.Log(fate(t, k))
		return nil
	}, "1ms k: cancelled: enough", "1ms main: cancelled: cancelled: enough")
}
