package engine_test

import (
	"errors"
	"testing"
	"time"

	"overlap/engine"
	. "overlap/engine/enginetest"
	"overlap/engine/trace"
)

func TestLimitsStopARunThat(t *testing.T) {
	forever := func(step func(*engine.Task)) func(*engine.Task) error {
		return func(t *engine.Task) error {
			for {
				step(t)
			}
		}
	}
	child := func(*engine.Task) error { return nil }
	for _, c := range []struct {
		name   string
		limits engine.Limits
		main   func(*engine.Task) error
		want   string
	}{
		{"sleeps for ever", engine.Limits{Time: time.Second}, forever(func(t *engine.Task) { t.Sleep(ms) }), "1s virtual time"},
		{"sleeps for longer than there is time", engine.Limits{}, forever(func(t *engine.Task) { t.Sleep(1<<63 - 1) }), "720h0m0s virtual time"},
		{"works for ever", engine.Limits{Time: time.Second}, forever(func(t *engine.Task) { t.Work(ms) }), "1s virtual time"},
		{"works for longer than there is time", engine.Limits{}, forever(func(t *engine.Task) { t.Work(1<<63 - 1) }), "720h0m0s virtual time"},
		{"works in vain", engine.Limits{Records: 1000}, forever(func(t *engine.Task) { t.Work(0) }), "1000 calls of Work without a wait"},
		{"polls", engine.Limits{Records: 1000}, forever(func(t *engine.Task) { t.Sleep(0) }), "1000 records"},
		{"logs", engine.Limits{Records: 1000}, forever(func(t *engine.Task) { t.Log("again") }), "1000 records"},
		{"sets gauges", engine.Limits{Records: 1000}, forever(func(t *engine.Task) { t.Gauge("n", 1) }), "1000 records"},
		{"makes tasks", engine.Limits{Tasks: 100}, forever(func(t *engine.Task) { t.Go("k", child) }), "100 tasks"},
		{"makes coroutines", engine.Limits{Tasks: 100}, forever(func(t *engine.Task) { t.Coroutine("c", child) }), "100 coroutines that were not started"},
		{"is cancelled and logs on", engine.Limits{Records: 1000}, func(t *engine.Task) error {
			t.Go("stubborn", forever(func(t *engine.Task) { t.Sleep(ms) }))
			return t.Sleep(5 * ms)
		}, "1000 records"},
	} {
		t.Run(c.name, func(t *testing.T) {
			l, err := Try(t, engine.Config{Limits: c.limits}, c.main)
			var e *engine.LimitError
			if !errors.As(err, &e) || err.Error() != "engine: stopped at the limit of "+c.want {
				t.Errorf("%v, want %s", err, c.want)
			}
			if n := l.Trace().Len(); c.limits.Records > 0 && n > c.limits.Records {
				t.Errorf("%d records", n)
			}
		})
	}
}

func TestAwaitedCoroutinesAreNotCounted(t *testing.T) {
	_, err := Try(t, engine.Config{Limits: engine.Limits{Tasks: 10}}, func(t *engine.Task) error {
		for range 1000 {
			if err := t.Coroutine("c", func(*engine.Task) error { return nil }).Await(t); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

func TestUntracedRunKeepsNothing(t *testing.T) {
	l, err := Try(t, engine.Config{Untraced: true, Limits: engine.Limits{Records: 10}}, func(t *engine.Task) error {
		for range 100 {
			t.Log("line")
			t.Label("label")
			t.Go("k", func(t *engine.Task) error { return errors.New("an error") })
			t.Sleep(ms)
		}
		return nil
	})
	if err != nil || l.Now() != 100*ms || l.Trace().Len() > 0 || l.Trace().String(1) != "" {
		t.Errorf("%v at %v, %d records, first text %q", err, l.Now(), l.Trace().Len(), l.Trace().String(1))
	}
}

func TestCostsAreCharged(t *testing.T) {
	l, err := Try(t, engine.Config{Costs: engine.Costs{Resume: 10, Spawn: 1000}}, func(t *engine.Task) error {
		for range 3 {
			t.Go("k", func(*engine.Task) error { return nil })
		}
		return t.Sleep(100_000)
	})
	// 1000 for main itself, 10 for its start, 3000 for its tasks, then the sleep, and its going on.
	if want := time.Duration(1000 + 10 + 3000 + 100_000 + 10); err != nil || l.Report().Ended != want {
		t.Errorf("%v, ended at %v, want %v", err, l.Report().Ended, want)
	}
	if r := l.Trace().At(0); r.Kind != trace.TaskMade || r.At != 1000 {
		t.Errorf("main was made at %d, want 1000", r.At)
	}
}
