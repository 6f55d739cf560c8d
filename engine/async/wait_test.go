package async_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"overlap/engine"
	"overlap/engine/async"
	. "overlap/engine/enginetest"
)

func started(t *engine.Task, jobs ...*async.Coroutine[string]) []*async.Task[string] {
	tasks, err := async.Start(t, jobs...)
	if err != nil {
		panic(err)
	}
	return tasks
}

func names(ks []*async.Task[string]) string {
	var all []string
	for _, k := range ks {
		all = append(all, k.Name())
	}
	return strings.Join(all, " ")
}

// wait waits and logs who is done and who is pending.
func wait(t *engine.Task, ks []*async.Task[string], until async.Until, timeout time.Duration) error {
	done, pending, err := async.Wait(t, ks, until, timeout)
	t.Log("done " + names(done) + ", pending " + names(pending))
	return err
}

func TestAsyncioWaitFirstCompleted(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		ks := started(t, job(t, "c", 3), job(t, "a", 1), job(t, "b", 1))
		wait(t, ks, async.FirstCompleted, -1)
		wait(t, ks, async.FirstCompleted, -1)
		return t.Sleep(9 * ms)
	}, "1ms a: done", "1ms b: done", "1ms main: done a b, pending c", "1ms main: done a b, pending c", "3ms c: done")
}

func TestAsyncioWaitFirstException(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		ks := started(t, job(t, "a", 1), job(t, "bad", 3), job(t, "c", 9), job(t, "d", 9))
		t.Go("canceller", func(t *engine.Task) error {
			t.Sleep(2 * ms)
			ks[3].Cancel("no failure")
			return nil
		})
		wait(t, ks, async.FirstError, -1)
		return wait(t, ks, async.All, -1)
	}, "1ms a: done", "2ms d: cancelled: no failure", "3ms bad: done", "3ms main: done a bad d, pending c", "9ms c: done", "9ms main: done a bad c d, pending ")
}

func TestAsyncioWaitFirstExceptionWithoutOneWaitsForAll(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		return wait(t, started(t, job(t, "a", 1), job(t, "b", 2)), async.FirstError, -1)
	}, "1ms a: done", "2ms b: done", "2ms main: done a b, pending ")
}

func TestAsyncioWaitTimeoutCancelsAndRaisesNothing(t *testing.T) {
	l := Story(t, func(t *engine.Task) error {
		ks := started(t, job(t, "a", 1), job(t, "b", 2), job(t, "c", 3))
		if err := wait(t, ks, async.All, 2*ms); err != nil {
			return err
		}
		wait(t, ks, async.All, 0)
		return wait(t, ks, async.All, -1)
	}, "1ms a: done", "2ms main: done a, pending b c", "2ms b: done", "2ms main: done a b, pending c", "3ms c: done", "3ms main: done a b c, pending ")
	if l.Now() != 3*ms {
		t.Errorf("ended at %v", l.Now())
	}
}

func TestAsyncioWaitCancelledLeavesTheTasksAlone(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		ks := started(t, job(t, "a", 3))
		err := async.Timeout(t, ms, func() error {
			_, _, err := async.Wait(t, ks, async.All, -1)
			return err
		})
		t.Log(err.Error())
		return t.Sleep(9 * ms)
	}, "1ms main: async: timed out after 1ms", "3ms a: done")
}

func TestAsyncioWaitForNothingIsAnError(t *testing.T) {
	Run(t, func(task *engine.Task) error {
		if _, _, err := async.Wait(task, []*engine.Task{}, async.All, -1); err == nil || err.Error() != "async: wait for no tasks" {
			t.Error(err)
		}
		return nil
	})
}

func TestAsyncioWaitTakesFuturesAndTasksTogether(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		f := async.NewFuture[int](t, "f")
		k := t.Go("k", func(t *engine.Task) error { t.Sleep(ms); return f.Set(1) })
		done, _, err := async.Wait(t, []async.Ending{f, k}, async.All, -1)
		if len(done) == 2 {
			t.Log("both")
		}
		return err
	}, "1ms main: both")
}

// collect ranges over the tasks as they end and logs what comes.
func collect(t *engine.Task, ks []*async.Task[string], timeout time.Duration) (failed error) {
	for k, err := range async.AsCompleted(t, ks, timeout) {
		if err != nil {
			t.Log("error " + err.Error())
			failed = err
			continue
		}
		name, err := k.Result()
		t.Log("got " + strings.TrimSpace(name+" "+errorText(err)))
	}
	return failed
}

func errorText(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

func TestAsyncioAsCompletedYieldsInOrderOfCompletion(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		ks := started(t, job(t, "a", 3), job(t, "bad", 1), job(t, "c", 2), job(t, "d", 2))
		return collect(t, ks, -1)
	}, "1ms bad: done", "1ms main: got boom", "2ms c: done", "2ms d: done", "2ms main: got c", "2ms main: got d", "3ms a: done", "3ms main: got a")
}

func TestAsyncioAsCompletedTimeoutIsOverallAndCancelsNothing(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		ks := started(t, job(t, "a", 10), job(t, "b", 30), job(t, "c", 20), job(t, "d", 40))
		var of *async.TimeoutError
		if err := collect(t, ks, 25*ms); !errors.As(err, &of) {
			return err
		}
		return t.Sleep(50 * ms)
	}, "10ms a: done", "10ms main: got a", "20ms c: done", "20ms main: got c", "25ms main: error async: timed out after 25ms", "30ms b: done", "40ms d: done")
}

// What the body of the loop does between two ends may take until after the limit; the task then still waits for its timer's turn.
func TestAsyncioAsCompletedLimitPassedByWork(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		for k, err := range async.AsCompleted(t, started(t, job(t, "a", 1), job(t, "b", 9)), 5*ms) {
			if err != nil {
				t.Log(err.Error())
				break
			}
			t.Log("got " + k.Name())
			t.Work(6 * ms)
		}
		return t.Sleep(5 * ms)
	}, "1ms a: done", "1ms main: got a", "7ms main: async: timed out after 5ms", "9ms b: done")
}

func TestAsyncioAsCompletedLeftEarlyCancelsNothing(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		for k := range async.AsCompleted(t, started(t, job(t, "a", 2), job(t, "b", 1)), -1) {
			t.Log("first is " + k.Name())
			break
		}
		return t.Sleep(5 * ms)
	}, "1ms b: done", "1ms main: first is b", "2ms a: done")
}

func TestAsyncioAsCompletedOfTasksThatHaveEnded(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		ks := started(t, job(t, "a", 2), job(t, "b", 1))
		t.Sleep(5 * ms)
		for range collectTwice {
			collect(t, ks, 0)
		}
		return nil
	}, "1ms b: done", "2ms a: done", "5ms main: got a", "5ms main: got b", "5ms main: got a", "5ms main: got b")
}

const collectTwice = 2

func TestAsyncioShieldKeepsTheCancellationOut(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		k := started(t, job(t, "k", 3))[0]
		waiter := t.Go("waiter", func(t *engine.Task) error {
			_, err := async.Shield(t, k)
			t.Log(err.Error())
			return nil
		})
		t.Sleep(ms)
		waiter.Cancel("enough")
		name, err := async.Shield(t, k)
		t.Log("got " + name)
		return err
	}, "1ms waiter: cancelled: enough", "3ms k: done", "3ms main: got k")
}

func settled(t *engine.Task, jobs ...*async.Coroutine[string]) error {
	outcomes, err := async.GatherSettled(t, jobs...)
	for _, o := range outcomes {
		t.Log("outcome " + o.Value + errorText(o.Err))
	}
	return err
}

func TestAsyncioGatherReturnExceptionsReturnsEveryOutcomeInOrder(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		return settled(t, job(t, "a", 3), job(t, "bad", 1), job(t, "c", 2))
	}, "1ms bad: done", "2ms c: done", "3ms a: done", "3ms main: outcome a", "3ms main: outcome boom", "3ms main: outcome c")
}

func TestAsyncioGatherReturnExceptionsCancelledWaitsForAll(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		err := async.Timeout(t, 2*ms, func() error { return settled(t, job(t, "a", 1), job(t, "b", 5)) })
		t.Log(err.Error())
		return nil
	}, "1ms a: done", "2ms b: cancelled: timeout of 2ms", "3ms main: outcome a",
		"3ms main: outcome cancelled: timeout of 2ms", "3ms main: async: timed out after 2ms")
}

func TestRaceIsWonByTheFirstToSucceed(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		name, err := async.Race(t, job(t, "slow", 9), job(t, "bad", 1), job(t, "b", 2), job(t, "c", 2))
		t.Log("won by " + name)
		return err
	}, "1ms bad: done", "2ms b: done", "2ms c: cancelled: b has won", "2ms slow: cancelled: b has won", "2ms main: won by b")
}

func TestRaceThatAllLose(t *testing.T) {
	Run(t, func(task *engine.Task) error {
		_, err := async.Race(task, job(task, "bad", 1), job(task, "bad too", 2))
		var many *engine.MultiError
		if !errors.As(err, &many) || len(many.Errors) != 2 {
			t.Error(err)
		}
		if _, err := async.Race[int](task); err == nil {
			t.Error("a race of nobody was won")
		}
		err = async.Timeout(task, ms, func() error {
			_, err := async.Race(task, job(task, "a", 9))
			return err
		})
		if !errors.Is(err, engine.ErrDeadline) {
			t.Errorf("timed out: %v", err)
		}
		return nil
	})
}

func TestAsyncioTaskThatIsGivenTwiceComesBackOnce(t *testing.T) {
	Run(t, func(task *engine.Task) error {
		k := async.Go(task, "k", func(t *engine.Task) (int, error) { return 0, nil })
		done, pending, err := async.Wait(task, []*async.Task[int]{k, k}, async.All, -1)
		n := 0
		for range async.AsCompleted(task, []*async.Task[int]{k, k}, -1) {
			n++
		}
		if len(done) != 1 || len(pending) != 0 || n != 1 {
			t.Errorf("%d done, %d pending, %d completed", len(done), len(pending), n)
		}
		return err
	})
}

// asyncio#397, #399, cpython#104091: "Task exception was never retrieved".
func TestAsyncioFailureThatNobodyAsksForIsReported(t *testing.T) {
	l := Run(t, func(t *engine.Task) error {
		fails := func(*engine.Task) (string, error) { return "", errBoom }
		t.Go("forgotten", func(*engine.Task) error { return errBoom })
		t.Go("cancelled", func(t *engine.Task) error { return t.Sleep(ms) }).Cancel("")
		awaited := t.Go("awaited", func(*engine.Task) error { return errBoom })
		asked := t.Go("asked", func(*engine.Task) error { return errBoom })
		async.Gather(t, async.Call(t, "gathered", fails), async.Call(t, "gathered, too", fails))
		async.OpenNursery(t, func(n *async.Nursery) error {
			n.Go("child", func(*engine.Task) error { return errBoom })
			return nil
		})
		t.Await(awaited)
		asked.Err()
		t.Go("cut short", func(t *engine.Task) error { t.Sleep(time.Hour); return errBoom }) // by the run's end
		return t.Sleep(ms)
	})
	var got []string
	for _, f := range l.Report().Failed {
		got = append(got, f.Name+" by "+f.By+": "+f.Err.Error())
	}
	if want := []string{"forgotten by main: boom", "cut short by main: boom"}; !slices.Equal(got, want) {
		t.Errorf("failed unread: %q, want %q", got, want)
	}
}
