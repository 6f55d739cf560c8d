package engine_test

import (
	"runtime"
	"slices"
	"testing"
	"time"

	"overlap/engine"
	"overlap/engine/trace"
)

// BenchmarkSleepers is the budget of timer events: steady state, the trace on. The rivals play the same load
// in the same iteration, so that a machine's mood divides out: "of-callbacks" and so on are the engine's
// rate as a part of theirs.
func BenchmarkSleepers(b *testing.B) {
	round := func(i, k int) time.Duration { return time.Duration(1+(i*7+k*3)%200) * 5 * ms }       // as scenarios have them
	distinct := func(i, k int) time.Duration { return time.Duration(1e6 + (i*7919+k*104729)%1e9) } // hardly two at once
	for _, c := range []struct {
		name string
		load load
	}{
		{"10000", load{10_000, 50, round}},
		{"10000distinct", load{10_000, 50, distinct}},
		{"10", load{10, 50_000, round}},
		{"1", load{1, 500_000, round}},
	} {
		b.Run(c.name, func(b *testing.B) { compete(b, c.load) })
	}
}

func compete(b *testing.B, w load) {
	rivals := []struct {
		name  string
		play  rival
		times []time.Duration
	}{{name: "engine", play: onEngine}, {name: "callbacks", play: onCallbacks}, {name: "pull", play: onPull}, {name: "synctest", play: onSynctest}}
	for b.Loop() {
		for i := range rivals {
			rivals[i].times = append(rivals[i].times, rivals[i].play(w))
		}
	}
	median := func(times []time.Duration) float64 {
		slices.Sort(times)
		return times[len(times)/2].Seconds()
	}
	ours := median(rivals[0].times)
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(float64(w.events())/ours/1e6, "M-events/s")
	for _, r := range rivals[1:] {
		b.ReportMetric(median(r.times)/ours, "of-"+r.name)
	}
}

// BenchmarkPingPong is two tasks that wake each other, which is two switches and six records an exchange.
func BenchmarkPingPong(b *testing.B) {
	l := engine.NewLoop(engine.Config{Limits: engine.Limits{Records: 1 << 40}})
	defer l.Close()
	ping, pong := l.NewLot(trace.WhyEvent, "ping", 0), l.NewLot(trace.WhyEvent, "pong", 0)
	l.Main("main", func(t *engine.Task) error {
		t.Go("pong", func(t *engine.Task) error {
			for ping.Park(t) == nil {
				pong.Wake()
			}
			return nil
		})
		t.Sleep(0)
		for b.Loop() {
			ping.Wake()
			pong.Park(t)
			if l.Trace().Len() > 1e6 {
				*l.Trace() = trace.Trace{}
			}
		}
		return nil
	})
	if err := l.Run(); err != nil {
		b.Fatal(err)
	}
}

// BenchmarkSpawn is a task that does nothing, from its making to its end.
func BenchmarkSpawn(b *testing.B) {
	l := engine.NewLoop(engine.Config{Limits: engine.Limits{Records: 1 << 40, Tasks: 1 << 30}})
	defer l.Close()
	b.ReportAllocs()
	l.Main("main", func(t *engine.Task) error {
		for b.Loop() {
			t.Await(t.Go("k", func(*engine.Task) error { return nil }))
			if l.Trace().Len() > 1e6 {
				*l.Trace() = trace.Trace{}
			}
		}
		return nil
	})
	if err := l.Run(); err != nil {
		b.Fatal(err)
	}
}

// BenchmarkParked is what a task that waits takes: its stack, its share of the loop and its records.
func BenchmarkParked(b *testing.B) {
	const n = 100_000
	for b.Loop() {
		before := inUse()
		l := engine.NewLoop(engine.Config{})
		l.Main("main", func(t *engine.Task) error {
			p := l.NewLot(trace.WhyEvent, "lot", 0)
			for range n {
				t.Go("k", func(t *engine.Task) error { return p.Park(t) })
			}
			return t.Sleep(time.Hour)
		})
		for p := l.Trace(); p.Len() < 3*n; {
			l.RunFor(0)
		}
		b.ReportMetric(float64(inUse()-before)/n, "B/task")
		b.ReportMetric(float64(l.Trace().Len())*32/n, "B/task-trace")
		l.Close()
	}
	b.ReportMetric(0, "ns/op")
}

func inUse() uint64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.GC()
	runtime.ReadMemStats(&m)
	return m.HeapInuse + m.StackInuse
}
