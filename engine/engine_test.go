package engine_test

import (
	"testing"
	"time"

	"overlap/engine"
	"overlap/engine/trace"
)

const ms = time.Millisecond

func TestTwoSleepersOverlap(t *testing.T) {
	l := engine.NewLoop(engine.Config{})
	defer l.Close()
	var order []string
	l.Main("main", func(t *engine.Task) error {
		a := t.Go("a", func(t *engine.Task) error { err := t.Sleep(20 * ms); order = append(order, "a"); return err })
		b := t.Go("b", func(t *engine.Task) error { err := t.Sleep(10 * ms); order = append(order, "b"); return err })
		if err := t.Await(a); err != nil {
			return err
		}
		return t.Await(b)
	})
	if err := l.Run(); err != nil {
		t.Fatal(err)
	}
	if l.Report().Ended != 20*ms || len(order) != 2 || order[0] != "b" {
		t.Fatalf("ended at %v in order %v", l.Report().Ended, order)
	}
}

func TestDeadlockNamesTheCycle(t *testing.T) {
	l := engine.NewLoop(engine.Config{})
	defer l.Close()
	l.Main("main", func(t *engine.Task) error {
		var a, b *engine.Task
		a = t.Go("a", func(t *engine.Task) error { return t.Await(b) })
		b = t.Go("b", func(t *engine.Task) error { return t.Await(a) })
		return t.Await(a)
	})
	err := l.Run()
	if err == nil || err.Error() != "engine: deadlock: main waits for task a, held by a; a waits for task b, held by b; b waits for task a, held by a (cycle: a → b → a)" {
		t.Fatal(err)
	}
}

func BenchmarkSleepers(b *testing.B) {
	const n = 10000
	b.ReportAllocs()
	events := 0
	for b.Loop() {
		l := engine.NewLoop(engine.Config{Limits: engine.Limits{Records: 1 << 40}})
		l.Main("main", func(t *engine.Task) error {
			for i := range n {
				t.Go("s", func(t *engine.Task) error {
					for k := range 10 {
						t.Sleep(time.Duration(i*7919%n+k) * time.Microsecond)
					}
					return nil
				})
			}
			return t.Sleep(time.Hour)
		})
		if err := l.Run(); err != nil {
			b.Fatal(err)
		}
		l.Close()
		events += n * 10
	}
	b.ReportMetric(float64(events)/b.Elapsed().Seconds(), "events/s")
	_ = trace.Log
}
