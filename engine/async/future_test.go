package async_test

import (
	"errors"
	"testing"

	"overlap/engine"
	"overlap/engine/async"
	. "overlap/engine/enginetest"
)

func TestAsyncioFutureIsSetOnceAndReadByAll(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		f := async.NewFuture[string](t, "reply")
		for _, name := range []string{"a", "b"} {
			t.Go(name, func(t *engine.Task) error {
				value, err := f.Await(t)
				t.Log("got " + value)
				return err
			})
		}
		f.OnDone(func() { t.Log("callback") })
		forgotten := f.OnDone(func() { t.Log("forgotten") })
		forgotten.Forget()
		t.Log(f.State())
		t.Sleep(ms)
		f.Set("42")
		t.Log(f.Set("43").Error())
		t.Log(f.State())
		f.OnDone(func() { t.Log("in its turn") })
		return t.Sleep(ms)
	}, "0s main: pending", "1ms main: async: future reply is already done", "1ms main: done", "1ms main: callback", "1ms a: got 42", "1ms b: got 42", "1ms main: in its turn")
}

func TestAsyncioFutureException(t *testing.T) {
	Run(t, func(task *engine.Task) error {
		f := async.NewFuture[int](task, "reply")
		var early *async.InvalidStateError
		if _, err := f.Result(); !errors.As(err, &early) || err.Error() != "async: future reply has no result yet" {
			t.Error(err)
		}
		f.Fail(errBoom)
		_, awaited := f.Await(task)
		_, result := f.Result()
		if awaited != errBoom || result != errBoom || f.Err() != errBoom || f.State() != "failed" || !f.Done() {
			t.Error(awaited, result, f.State())
		}
		return nil
	})
}

func TestAsyncioCancellingATaskThatAwaitsAFutureCancelsIt(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		f := async.NewFuture[int](t, "reply")
		k := t.Go("k", func(t *engine.Task) error { _, err := f.Await(t); return err })
		t.Go("other", func(t *engine.Task) error {
			_, err := f.Await(t)
			t.Log(err.Error())
			return nil
		})
		t.Sleep(ms)
		k.Cancel("enough")
		t.Sleep(ms)
		t.Log(f.State())
		if f.Cancel("again") || f.Set(1) == nil {
			t.Log("it was done twice")
		}
		return nil
	}, "1ms other: cancelled: enough", "2ms main: cancelled")
}

func TestAsyncioFutureCancel(t *testing.T) {
	Run(t, func(task *engine.Task) error {
		f := async.NewFuture[int](task, "")
		var c *engine.Cancelled
		if !f.Cancel("no need") {
			t.Error("not cancelled")
		}
		if _, err := f.Await(task); !errors.As(err, &c) || c.Cause != "no need" {
			t.Error(err)
		}
		return nil
	})
}

// ready is an awaitable of a program's own.
type ready struct{ word string }

func (r ready) Await(t *engine.Task) (string, error) { return r.word, t.Sleep(ms) }

func TestAsyncioCustomAwaitables(t *testing.T) {
	Run(t, func(task *engine.Task) error {
		for _, x := range []any{ready{"k"}, job(task, "k", 1), started(task, job(task, "k", 1))[0]} {
			if word, err := async.Await[string](task, x); word != "k" || err != nil {
				t.Error(word, err)
			}
		}
		for x, want := range map[any]string{
			42: "async: object int can't be used in 'await' expression", "a": "async: object str can't be used in 'await' expression",
			nil: "async: object NoneType can't be used in 'await' expression", struct{}{}: "async: object can't be used in 'await' expression",
		} {
			if _, err := async.Await[string](task, x); err == nil || err.Error() != want {
				t.Errorf("%v, want %s", err, want)
			}
		}
		return nil
	})
}

func TestAsyncioTaskStatesAndResults(t *testing.T) {
	Run(t, func(task *engine.Task) error {
		k := async.Go(task, "k", func(t *engine.Task) (int, error) { return 7, t.Sleep(ms) })
		var early *async.InvalidStateError
		if _, err := k.Result(); !errors.As(err, &early) || err.Error() != "async: task k has no result yet" || k.Done() || k.State() != "ready" {
			t.Error(err, k.State())
		}
		called := false
		k.OnDone(func() { called = true })
		task.Sleep(0)
		if k.State() != "waiting" || task.State() != "running" {
			t.Error(k.State(), task.State())
		}
		task.Sleep(2 * ms)
		if n, err := k.Result(); n != 7 || err != nil || k.State() != "done" || k.Err() != nil || !called || k.Name() != "k" {
			t.Error(n, err, k.State())
		}
		bad := async.Go(task, "bad", func(t *engine.Task) (int, error) { return 0, errBoom })
		off := async.Go(task, "off", func(t *engine.Task) (int, error) { return 0, nil })
		off.Cancel("")
		task.Sleep(0)
		if bad.State() != "failed" || off.State() != "cancelled" {
			t.Error(bad.State(), off.State())
		}
		return nil
	})
}

func TestAsyncioCoroutineStates(t *testing.T) {
	Run(t, func(task *engine.Task) error {
		var c *async.Coroutine[string]
		states := []string{}
		see := func() { states = append(states, c.State()) }
		c = async.Call(task, "c", func(t *engine.Task) (string, error) { see(); return "", t.Sleep(ms) })
		see()
		k, _ := c.Start(task)
		see()
		task.Sleep(0)
		see()
		k.Await(task)
		see()
		off := async.Call(task, "off", func(t *engine.Task) (string, error) { return "", nil })
		k, _ = off.Start(task)
		k.Cancel("before it began")
		task.Sleep(0)
		want := []string{"created", "created", "running", "suspended", "closed"}
		for i, s := range want {
			if len(states) != len(want) || states[i] != s || off.State() != "closed" {
				t.Fatalf("%q, want %q; %s", states, want, off.State())
			}
		}
		return nil
	})
}
