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

const ms = time.Millisecond

var errBoom = errors.New("boom")

// job returns a coroutine that takes d milliseconds, logs its end and returns its name; named "bad…" it
// fails. Cancelled, it takes a millisecond to clean up.
func job(t *engine.Task, name string, d int) *async.Coroutine[string] {
	return async.Call(t, name, func(t *engine.Task) (string, error) {
		if err := t.Sleep(time.Duration(d) * ms); err != nil {
			t.Log(err.Error())
			t.Sleep(ms)
			return "", err
		}
		t.Log("done")
		if strings.HasPrefix(name, "bad") {
			return "", errBoom
		}
		return name, nil
	})
}

// gather gathers the jobs and logs what comes of it.
func gather(t *engine.Task, jobs ...*async.Coroutine[string]) error {
	names, err := async.Gather(t, jobs...)
	if err != nil {
		t.Log("error " + err.Error())
		return err
	}
	t.Log("got " + strings.Join(names, " "))
	return nil
}

func TestAsyncioGatherReturnsResultsInTheOrderOfItsArguments(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		return gather(t, job(t, "a", 3), job(t, "b", 1), job(t, "c", 2))
	}, "1ms b: done", "2ms c: done", "3ms a: done", "3ms main: got a b c")
}

func TestAsyncioGatherOfNothingDoesNotSuspend(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		t.Go("other", func(t *engine.Task) error { t.Log("runs"); return nil })
		gather(t)
		return t.Sleep(0)
	}, "0s main: got ", "0s other: runs")
}

func TestAsyncioGatherFailsFastAndSiblingsRunOn(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		gather(t, job(t, "slow", 5), job(t, "bad", 1), job(t, "bad too", 2))
		return t.Sleep(9 * ms)
	}, "1ms bad: done", "1ms main: error boom", "2ms bad too: done", "5ms slow: done")
}

func TestAsyncioGatherCancelledPassesItOnAndReturnsWithTheFirst(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		g := t.Go("g", func(t *engine.Task) error {
			return gather(t, job(t, "a", 5), job(t, "b", 1), job(t, "c", 5))
		})
		t.Sleep(2 * ms)
		g.Cancel("enough")
		t.Await(g)
		return t.Sleep(9 * ms)
	}, "1ms b: done", "2ms a: cancelled: enough", "2ms c: cancelled: enough", "3ms g: error cancelled: enough")
}

func TestAsyncioGatherOfAChildThatIsCancelledFails(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		c := async.Call(t, "itself", func(t *engine.Task) (string, error) {
			t.Cancel("tired")
			return "", t.Sleep(ms)
		})
		gather(t, c, job(t, "a", 2))
		return t.Sleep(9 * ms)
	}, "0s main: error cancelled: tired", "2ms a: done")
}

func TestAsyncioGatherWhoseChildrenRefuseIsCancelledAtTheirEnd(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		stubborn := async.Call(t, "stubborn", func(t *engine.Task) (string, error) {
			t.Sleep(9 * ms)
			t.Log("no")
			return "result", t.Sleep(2 * ms)
		})
		g := t.Go("g", func(t *engine.Task) error { return gather(t, stubborn) })
		t.Sleep(ms)
		g.Cancel("enough")
		return ignore(t.Await(g))
	}, "1ms stubborn: no", "3ms g: error cancelled: enough")
}

func TestGatherCancelledInACircleOfWaitsEnds(t *testing.T) {
	_, err := Try(t, engine.Config{Limits: engine.Limits{Records: 1000}}, func(t *engine.Task) error {
		var self *engine.Task
		back := func(t *engine.Task) (string, error) { return "", t.Await(self) }
		self = t.Go("g", func(t *engine.Task) error {
			return gather(t, async.Call(t, "a", back), async.Call(t, "b", func(t *engine.Task) (string, error) {
				return "", gather(t, async.Call(t, "c", back))
			}))
		})
		t.Sleep(ms)
		self.Cancel("enough")
		return ignore(t.Await(self))
	})
	if err != nil {
		t.Error(err)
	}
}

func TestGatherThatNeverEndsIsADeadlockThatNamesWhom(t *testing.T) {
	_, err := Try(t, engine.Config{}, func(t *engine.Task) error {
		var self *engine.Task
		self = t.Go("g", func(t *engine.Task) error {
			return gather(t, job(t, "a", 1), async.Call(t, "b", func(t *engine.Task) (string, error) { return "", t.Await(self) }))
		})
		return t.Await(self)
	})
	if want := "engine: deadlock: main waits for task g; g waits for gather of 2 tasks, up to b; b waits for task g (cycle: g → b → g)"; err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
}

func TestGatherRefusesACoroutineThatWasAwaited(t *testing.T) {
	l := Run(t, func(task *engine.Task) error {
		used := job(task, "used", 1)
		used.Await(task)
		if err := gather(task, job(task, "a", 1), used, job(task, "c", 1)); err == nil {
			t.Error("no error")
		}
		return task.Sleep(5 * ms)
	})
	if r := l.Report(); len(r.NeverAwaited) != 1 || r.NeverAwaited[0].Name != "c" {
		t.Errorf("never awaited: %v, want c", r.NeverAwaited)
	}
}

func TestCoroutineIsAwaitedOnce(t *testing.T) {
	Run(t, func(task *engine.Task) error {
		c := job(task, "c", 1)
		if name, err := c.Await(task); name != "c" || err != nil {
			t.Errorf("%q, %v", name, err)
		}
		if _, err := c.Await(task); err == nil {
			t.Error("awaiting it again was no error")
		}
		if k, err := c.Start(task); k != nil || err == nil {
			t.Error("starting it after that was no error")
		}
		return nil
	})
}

func TestCoroutineNeverAwaitedIsReported(t *testing.T) {
	l := Run(t, func(t *engine.Task) error {
		job(t, "a", 1)
		job(t, "b", 1)
		return nil
	})
	if r := l.Report(); !slices.Equal(r.NeverAwaited, []engine.Origin{{Name: "a", By: "main"}, {Name: "b", By: "main"}}) {
		t.Errorf("never awaited: %v", r.NeverAwaited)
	}
}

func TestTaskReturnsItsResultToAllThatAwait(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		k, err := job(t, "k", 2).Start(t)
		if err != nil {
			return err
		}
		t.Go("other", func(t *engine.Task) error {
			name, err := k.Await(t)
			t.Log("got " + name)
			return err
		})
		t.Log("started " + k.Engine().Name())
		name, err := k.Await(t)
		t.Log("got " + name)
		return errors.Join(err, t.Sleep(0))
	}, "0s main: started k", "2ms k: done", "2ms main: got k", "2ms other: got k")
}

func TestTaskCancelled(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		k, _ := job(t, "k", 9).Start(t)
		t.Sleep(ms)
		k.Cancel("enough")
		_, err := k.Await(t)
		t.Log(err.Error())
		return nil
	}, "1ms k: cancelled: enough", "2ms main: cancelled: enough")
}

// ignore is for an error the test expects.
func ignore(error) error { return nil }
