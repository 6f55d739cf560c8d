package engine_test

import (
	"runtime"
	"slices"
	"testing"
	"time"

	"overlap/engine"
	. "overlap/engine/enginetest"
	"overlap/engine/trace"
)

// stopped makes a run whose tasks are all at a wait, and stops it there.
func stopped(t *testing.T, main func(*engine.Task) error) *engine.Loop {
	t.Helper()
	l := New(t, engine.Config{})
	l.Main("main", main)
	l.Go("stopper", func(t *engine.Task) error {
		t.Sleep(ms)
		t.Loop().Stop()
		return nil
	})
	if err := l.Run(); err != engine.ErrStopped {
		t.Fatalf("%v, want ErrStopped", err)
	}
	return l
}

func TestCloseRunsDeferredCalls(t *testing.T) {
	var ran []string
	l := stopped(t, func(t *engine.Task) error {
		defer func() { ran = append(ran, "first") }()
		k := t.Go("k", func(t *engine.Task) error {
			defer func() { ran = append(ran, "k") }()
			return t.Sleep(time.Hour)
		})
		defer func() { ran = append(ran, "second") }()
		return t.Await(k)
	})
	if ran != nil {
		t.Fatalf("%q ran before Close", ran)
	}
	before := l.Trace().Encode()
	l.Close()
	if want := []string{"second", "first", "k"}; !slices.Equal(ran, want) {
		t.Errorf("deferred calls: %q, want %q", ran, want)
	}
	if !slices.Equal(before, l.Trace().Encode()) {
		t.Error("the trace changed")
	}
}

// What takes long to release is released in slices, each task once.
func TestCloseForATime(t *testing.T) {
	const tasks = 1000
	ran := 0
	l := stopped(t, func(t *engine.Task) error {
		for range tasks {
			t.Go("k", func(t *engine.Task) error {
				defer func() { ran++ }()
				return t.Sleep(time.Hour)
			})
		}
		return t.Sleep(time.Hour)
	})
	if l.CloseFor(0) || ran == 0 || ran == tasks {
		t.Fatalf("a slice without time has released %d tasks, want some", ran)
	}
	if !l.CloseFor(time.Minute) || !l.CloseFor(0) || ran != tasks {
		t.Errorf("in the end %d of %d tasks were released", ran, tasks)
	}
}

// Deferred calls do what they like: Close gets through.
func TestCloseUnwindsThroughDeferredCallsThat(t *testing.T) {
	for name, deferred := range map[string]func(*engine.Task){
		"sleep":       func(t *engine.Task) { t.Sleep(ms) },
		"park":        func(t *engine.Task) { t.Loop().NewLot(trace.WhyEvent, "lot", 0).Park(t) },
		"work":        func(t *engine.Task) { t.Work(ms) },
		"log":         func(t *engine.Task) { t.Log("a line that is in no table yet") },
		"start tasks": func(t *engine.Task) { t.Go("late", func(*engine.Task) error { panic("it runs") }) },
		"await":       func(t *engine.Task) { t.Await(t.Go("late", nil)) },
		"cancel":      func(t *engine.Task) { t.Cancel("again") },
		"coroutine":   func(t *engine.Task) { t.Coroutine("late", func(*engine.Task) error { panic("it runs") }).Await(t) },
		"panic":       func(t *engine.Task) { panic("in a deferred call") },
		"recover":     func(t *engine.Task) { recover(); t.Sleep(ms) },
	} {
		t.Run(name, func(t *testing.T) {
			ran, own := false, false
			l := stopped(t, func(t *engine.Task) error {
				defer func() { ran, own = true, t.Loop().Running() == t }()
				defer deferred(t)
				return t.Sleep(time.Hour)
			})
			before := l.Trace().Encode()
			l.Close()
			if !ran || !own || !slices.Equal(before, l.Trace().Encode()) {
				t.Errorf("what was deferred before it ran: %v, as the task's own: %v; the trace grew by %d bytes",
					ran, own, len(l.Trace().Encode())-len(before))
			}
		})
	}
}

func TestCloseForgetsTasksThatNeverStarted(t *testing.T) {
	l := New(t, engine.Config{})
	l.Main("main", func(*engine.Task) error { t.Error("it ran"); return nil })
	l.Close()
	if !l.RunFor(0) {
		t.Error("the run goes on")
	}
	l.Close()
}

func TestFailUnwindsTheTaskAtItsNextCall(t *testing.T) {
	for name, call := range map[string]func(*engine.Task){
		"sleep":     func(t *engine.Task) { t.Sleep(0) },
		"log":       func(t *engine.Task) { t.Log("line") },
		"work":      func(t *engine.Task) { t.Work(ms) },
		"go":        func(t *engine.Task) { t.Go("k", nil) },
		"coroutine": func(t *engine.Task) { t.Coroutine("k", nil) },
	} {
		t.Run(name, func(t *testing.T) {
			cleaned := false
			_, err := Try(t, engine.Config{}, func(task *engine.Task) error {
				defer func() { cleaned = true }()
				task.Loop().Stop()
				call(task)
				t.Error("it went on")
				return nil
			})
			if err != engine.ErrStopped || !cleaned {
				t.Errorf("%v, cleaned up: %v", err, cleaned)
			}
		})
	}
}

func TestCloseAfterATestFailedInATask(t *testing.T) {
	l, ended := New(t, engine.Config{}), make(chan struct{})
	l.Main("main", func(*engine.Task) error { runtime.Goexit(); return nil }) // as t.FailNow
	l.Go("other", func(t *engine.Task) error { return t.Sleep(ms) })
	go func() {
		defer close(ended)
		l.Run()
	}()
	<-ended
	l.Close()
}
