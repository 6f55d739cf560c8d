package engine_test

import (
	"errors"
	"testing"

	"overlap/engine"
	. "overlap/engine/enginetest"
	"overlap/engine/trace"
)

// cleaner returns a task that sleeps for long and, cancelled, takes 5 ms to clean up.
func cleaner(t *engine.Task) error {
	err := t.Sleep(1000 * ms)
	if engine.IsCancelled(err) {
		t.Log(err.Error())
		t.Sleep(5 * ms)
		t.Log("cleaned up")
	}
	return err
}

func TestAsyncioCancelArrivesAtTheWait(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		k := t.Go("k", cleaner)
		t.Sleep(ms)
		k.Cancel("enough")
		t.Log("asked")
		t.Log(t.Await(k).Error())
		return nil
	}, "1ms main: asked", "1ms k: cancelled: enough", "6ms k: cleaned up", "6ms main: cancelled: enough")
}

func TestAsyncioCancelOfItselfArrivesAtTheNextWait(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		t.Cancel("tired")
		t.Log("still here")
		t.Log(t.Sleep(ms).Error())
		return t.Sleep(ms)
	}, "0s main: still here", "0s main: cancelled: tired")
}

func TestAsyncioCancelBeforeTheStartRunsNothing(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		k := t.Go("k", func(t *engine.Task) error { t.Log("runs"); return nil })
		k.Cancel("")
		t.Log(t.Await(k).Error())
		return nil
	}, "0s main: cancelled")
}

func TestAsyncioCancelTwiceBeforeItArrivesIsOne(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		k := t.Go("k", cleaner)
		t.Sleep(ms)
		k.Cancel("first")
		k.Cancel("second")
		return ignore(t.Await(k))
	}, "1ms k: cancelled: first", "6ms k: cleaned up")
}

func TestAsyncioCancelDuringTheCleanUpInterruptsIt(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		k := t.Go("k", cleaner)
		t.Sleep(ms)
		k.Cancel("first")
		t.Sleep(ms)
		k.Cancel("second")
		return ignore(t.Await(k))
	}, "1ms k: cancelled: first", "2ms k: cleaned up")
}

func TestAsyncioCancelMayBeRefused(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		k := t.Go("k", func(t *engine.Task) error {
			t.Sleep(1000 * ms)
			t.Log("no")
			return t.Sleep(2 * ms)
		})
		t.Sleep(ms)
		k.Cancel("please")
		if err := t.Await(k); err != nil {
			return err
		}
		t.Log("it ended well")
		return nil
	}, "1ms k: no", "3ms main: it ended well")
}

func TestAsyncioCancelOfAnEndedTaskIsFalse(t *testing.T) {
	Run(t, func(task *engine.Task) error {
		k := task.Go("k", func(*engine.Task) error { return nil })
		if !k.Cancel("") {
			t.Error("false before its end")
		}
		task.Sleep(0)
		if k.Cancel("") {
			t.Error("true after its end")
		}
		return nil
	})
}

func TestAsyncioCancelOfOneThatAwaitsGoesToTheAwaited(t *testing.T) {
	l := Story(t, func(t *engine.Task) error {
		inner := t.Go("inner", cleaner)
		outer := t.Go("outer", func(t *engine.Task) error { return t.Await(inner) })
		t.Sleep(ms)
		outer.Cancel("enough")
		t.Log(t.Await(outer).Error())
		return nil
	}, "1ms inner: cancelled: enough", "6ms inner: cleaned up", "6ms main: cancelled: enough")
	var asked []trace.Record
	for _, r := range l.Trace().All() {
		if r.Kind == trace.CancelSent {
			asked = append(asked, r)
		}
	}
	if len(asked) != 2 || asked[0].Task != 3 || asked[0].Ref != 1 || asked[1].Task != 2 || asked[1].Ref != 3 {
		t.Errorf("the trace has %v, want main asking outer and outer asking inner", asked)
	}
}

func TestAsyncioCancelRefusedByTheAwaitedEndsThere(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		inner := t.Go("inner", func(t *engine.Task) error { t.Sleep(9 * ms); return nil })
		outer := t.Go("outer", func(t *engine.Task) error {
			err := t.Await(inner)
			t.Log("awaited")
			return errors.Join(err, t.Sleep(ms))
		})
		t.Sleep(ms)
		outer.Cancel("enough")
		return t.Await(outer)
	}, "1ms outer: awaited")
}

func TestAsyncioOneThatAwaitsACancelledTaskGetsTheCancellation(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		k := t.Go("k", func(t *engine.Task) error { return t.Sleep(9 * ms) })
		t.Go("canceller", func(t *engine.Task) error { k.Cancel("theirs"); return nil })
		var c *engine.Cancelled
		if err := t.Await(k); errors.As(err, &c) {
			t.Log(c.Cause)
		}
		return nil
	}, "0s main: theirs")
}

func TestCancelAfterAnAwaitIsNotPassedOn(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		inner := t.Go("inner", func(t *engine.Task) error { return t.Sleep(ms) })
		outer := t.Go("outer", func(t *engine.Task) error {
			t.Await(inner)
			return cleaner(t)
		})
		t.Sleep(2 * ms)
		outer.Cancel("enough")
		return ignore(t.Await(outer))
	}, "2ms outer: cancelled: enough", "7ms outer: cleaned up")
}

func TestCancelInACircleAsksEachOnce(t *testing.T) {
	l := Run(t, func(t *engine.Task) error {
		var a, b *engine.Task
		a = t.Go("a", func(t *engine.Task) error { return t.Await(b) })
		b = t.Go("b", func(t *engine.Task) error { return t.Await(a) })
		for range 10 {
			t.Go("bystander", sleeper(5*ms))
		}
		t.Sleep(ms)
		a.Cancel("enough")
		ignore(t.Await(a))
		return t.Sleep(9 * ms)
	})
	asked := 0
	for _, r := range l.Trace().All() {
		if r.Kind == trace.CancelSent {
			asked++
		}
	}
	if asked != 2 {
		t.Errorf("%d were asked, want a and b", asked)
	}
}

func TestCancelOfTasksThatAwaitInACircleArrives(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		var a, b *engine.Task
		a = t.Go("a", func(t *engine.Task) error { return t.Await(b) })
		b = t.Go("b", func(t *engine.Task) error { return t.Await(a) })
		entry := t.Go("entry", func(t *engine.Task) error { return t.Await(a) })
		t.Sleep(ms)
		entry.Cancel("enough")
		t.Log(t.Await(entry).Error())
		return nil
	}, "1ms main: cancelled: enough")
}

func TestCancellationIsInTheTrace(t *testing.T) {
	l := Run(t, func(t *engine.Task) error {
		t.Go("obeys", func(t *engine.Task) error { return t.Sleep(9 * ms) }).Cancel("now")
		k := t.Go("wraps", func(t *engine.Task) error { return errors.Join(t.Sleep(9*ms), errors.New("and more")) })
		t.Sleep(ms)
		k.Cancel("now")
		return ignore(t.Await(k))
	})
	ends := map[trace.TaskID]trace.Kind{}
	for _, r := range l.Trace().All() {
		switch r.Kind {
		case trace.TaskDone, trace.TaskFailed, trace.TaskCancelled:
			ends[r.Task] = r.Kind
		}
	}
	if ends[2] != trace.TaskCancelled || ends[3] != trace.TaskFailed || ends[1] != trace.TaskDone {
		t.Errorf("ends: %v", ends)
	}
}

// ignore is for an error the test expects.
func ignore(error) error { return nil }
