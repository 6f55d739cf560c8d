package chart

import (
	"strings"
	"testing"

	"overlap/engine"
	"overlap/engine/async"
	"overlap/engine/trace/summary"
)

// The legend says what is waited for, each once, and nothing that is not drawn.
func TestLegendSaysWhatIsWaitedFor(t *testing.T) {
	main := func(t *engine.Task) error {
		lock, permits, event, queue := async.NewLock(t, "lock"), async.NewSemaphore(t, "permits", 2), async.NewEvent(t, "gun"), async.NewQueue[int](t, "items", 0)
		wait := func(name string, fn func(*engine.Task) error) {
			t.Go(name, func(t *engine.Task) error { fn(t); return t.Sleep(ms) })
		}
		for range 2 {
			permits.Acquire(t)
		}
		lock.Acquire(t)
		for range 2 {
			wait("locked", lock.Acquire)
		}
		wait("limited", permits.Acquire)
		wait("waiting", event.Wait)
		wait("hungry", func(t *engine.Task) error { _, err := queue.Get(t); return err })
		slow := t.Go("slow", func(t *engine.Task) error { return t.Sleep(7 * ms) })
		wait("patient", func(t *engine.Task) error { return t.Await(slow) })
		return t.Sleep(9 * ms)
	}
	l := engine.NewLoop(engine.Config{})
	defer l.Close()
	l.Main("main", main)
	if err := l.Run(); err != nil {
		t.Fatal(err)
	}
	p := Panel{Title: "many", Summary: summary.Of(l.Trace()), Total: l.Report().Ended}
	drawn := NewLayout([]Panel{p, p}, Options{})
	for k, want := range map[look]string{
		held: "waiting for a lock, a permit, an event or a queue", thin: "waiting for another task", waits: "waiting", running: "running",
	} {
		if got := drawn.words(k); got != want {
			t.Errorf("%s: %q, want %q", lookNames[k], got, want)
		}
	}
	for _, text := range []string{drawn.SVG(), Terminal([]Panel{p}, TerminalOptions{Width: 120})} {
		if !strings.Contains(text, "waiting for a lock, a permit, an event or a queue") || strings.Contains(text, "a reply") {
			t.Error(text)
		}
	}
	if table := Table([]Panel{p}); !strings.Contains(table, "waiting for a permit 0 s–9 ms") {
		t.Error(table)
	}
}
