package svg

import (
	"slices"
	"strings"
	"testing"

	"overlap/chart/charttest"
	"overlap/chart/scene"
	"overlap/chart/term"
	"overlap/chart/words"
	"overlap/engine"
	"overlap/engine/async"
	"overlap/engine/trace"
	"overlap/engine/trace/summary"
	"overlap/engine/trace/tracetest"
)

// The legend says what is waited for, each once, and nothing that is not drawn.
func TestLegendSaysWhatIsWaitedFor(t *testing.T) {
	main := func(t *engine.Task) error {
		lock, permits, event, queue := async.NewLock(t, "lock"), async.NewSemaphore(t, "permits", 2), async.NewEvent(t, "gun"), async.NewQueue[int](t, "items", 0)
		wait := func(name string, fn func(*engine.Task) error) {
			t.Go(name, func(t *engine.Task) error { fn(t); return t.Sleep(charttest.MS) })
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
		slow := t.Go("slow", func(t *engine.Task) error { return t.Sleep(7 * charttest.MS) })
		wait("patient", func(t *engine.Task) error { return t.Await(slow) })
		return t.Sleep(9 * charttest.MS)
	}
	l := engine.NewLoop(engine.Config{})
	defer l.Close()
	l.Main("main", main)
	if err := l.Run(); err != nil {
		t.Fatal(err)
	}
	p := scene.Panel{Title: "many", Summary: summary.Of(l.Trace()), Total: l.Report().Ended}
	drawn := NewLayout(scene.Of([]scene.Panel{p, p}, scene.View{}), Options{})
	want := []scene.Entry{{Look: scene.Thin, Text: "waiting for another task"}, {Look: scene.Waiting, Text: "waiting for time to pass"}, {Look: scene.Held, Text: "waiting for a lock, a permit, an event or a queue"},
		{Sign: scene.WaitedSign, Text: "the caller waits no longer"}} // what was cancelled takes another millisecond
	if !slices.Equal(drawn.legend, want) {
		t.Errorf("%q, want %q", drawn.legend, want)
	}
	for _, text := range []string{drawn.SVG(), term.Timeline(scene.Of([]scene.Panel{p}, scene.View{}), term.Options{Width: 120})} {
		if !strings.Contains(text, "waiting for a lock, a permit, an event or a queue") || strings.Contains(text, "a reply") {
			t.Error(text)
		}
	}
	if table := words.Table([]scene.Panel{p}); !strings.Contains(table, "waiting for a permit 0 s–9 ms") {
		t.Error(table)
	}
}

// Tasks that are only counted have no signs, so the legend names none.
func TestLegendOfDensities(t *testing.T) {
	for _, tasks := range []int{3, 2 * mostLanes} {
		l := engine.NewLoop(engine.Config{})
		defer l.Close()
		l.Main("main", func(t *engine.Task) error {
			for range tasks {
				t.Go("task", func(t *engine.Task) error {
					t.Mark("noticed")
					return t.Sleep(charttest.MS)
				})
			}
			return t.Sleep(charttest.MS)
		})
		if err := l.Run(); err != nil {
			t.Fatal(err)
		}
		p := scene.Panel{Title: "many", Summary: summary.Of(l.Trace()), Total: l.Report().Ended}
		for _, text := range []string{NewLayout(scene.Of([]scene.Panel{p}, scene.View{}), Options{}).SVG(), term.Timeline(scene.Of([]scene.Panel{p}, scene.View{}), term.Options{Width: 120})} {
			if named := strings.Contains(text, "noticed"); named != (tasks < mostLanes) {
				t.Errorf("of %d tasks the legend names a mark: %v\n%s", tasks, named, text)
			}
		}
	}
}

// The state that a thing gets in a run's last instant is drawn, beyond the axis.
func TestLastStateIsDrawn(t *testing.T) {
	s := (&tracetest.Story{}).Made(1, 0, "main").Runs(1).Status(1, "breaker", "closed", trace.Good)
	s.Sleeps(1, 100).Until(100).Runs(1).Status(1, "breaker", "open", trace.Bad).Ends(1, trace.TaskDone, "")
	sc := scene.Of([]scene.Panel{{Title: "A", Summary: summary.Of(s.Valid(t)), Total: 100 * charttest.MS}}, scene.View{})
	for _, width := range []int{340, 880} {
		l := NewLayout(sc, Options{Width: width})
		picture := string(l.bars(&l.panels[0]).paths[scene.InBad].b)
		if picture == "" {
			t.Errorf("at %d pixels the breaker does not open", width)
		}
	}
	if text := term.Timeline(sc, term.Options{Width: 80}); !strings.Contains(text, "░▓\n") {
		t.Error(text)
	}
}
