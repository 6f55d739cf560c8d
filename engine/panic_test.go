package engine_test

import (
	"errors"
	"testing"

	"overlap/engine"
	. "overlap/engine/enginetest"
)

// asyncio hands what a callback raises to the loop's exception handler. Here it ends the run, as what a task panics with
// does: it must not end the program that the run is in.
func TestPanicOfACallbackIsTheRunsError(t *testing.T) {
	fall := func() { panic("boom") }
	for name, call := range map[string]func(t *engine.Task){
		"a task's end": func(t *engine.Task) { t.Go("k", func(*engine.Task) error { return nil }).OnDone(fall) },
		"an end that was": func(t *engine.Task) {
			k := t.Go("k", func(*engine.Task) error { return nil })
			t.Await(k)
			k.OnDone(fall)
		},
		"a timer":            func(t *engine.Task) { t.Loop().CallAt(ms, fall) },
		"an overdue timer":   func(t *engine.Task) { t.Loop().CallAt(ms, fall); t.Work(2 * ms); t.Sleep(0) },
		"a post":             func(t *engine.Task) { t.Loop().Post(fall) },
		"the run's end":      func(t *engine.Task) { t.Loop().OnEnd(fall) },
		"a callback's timer": func(t *engine.Task) { t.Loop().Post(func() { t.Loop().CallAt(2*ms, fall) }) },
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Try(t, engine.Config{}, func(t *engine.Task) error { call(t); return t.Sleep(3 * ms) })
			if p, ok := errors.AsType[*engine.PanicError](err); !ok || p.Task != "" || err.Error() != "engine: a callback panicked: boom" {
				t.Errorf("the run ended with %v", err)
			}
		})
	}
}

func TestPanicWhileARunIsClosedStaysInside(t *testing.T) {
	l := engine.NewLoop(engine.Config{})
	l.Main("main", func(*engine.Task) error { return nil })
	l.OnClose(func() { panic("boom") })
	if err := l.Run(); err != nil {
		t.Error(err)
	}
	if l.Close(); l.Err() == nil {
		t.Error("no error")
	}
}
