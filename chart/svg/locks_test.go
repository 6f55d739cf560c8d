package svg

import (
	"strings"
	"testing"
	"time"

	"overlap/chart/charttest"
	"overlap/chart/scene"
	"overlap/chart/words"
	"overlap/engine"
	"overlap/engine/trace/summary"
)

// under runs bursts of work on threads with an interpreter lock.
func under(t *testing.T, bursts ...time.Duration) scene.Panel {
	t.Helper()
	l := engine.NewLoop(engine.Config{})
	defer l.Close()
	l.Main("main", func(t *engine.Task) error {
		var threads []*engine.Task
		for i, d := range bursts {
			threads = append(threads, t.Thread("thread "+string(rune('a'+i)), t.Loop().GIL(), func(t *engine.Task) error { t.Work(d); return nil }))
		}
		for _, th := range threads {
			if err := t.Await(th); err != nil {
				return err
			}
		}
		return nil
	})
	if err := l.Run(); err != nil {
		t.Fatal(err)
	}
	return scene.Panel{Title: "threads", Summary: summary.Of(l.Trace()), Total: l.Report().Ended}
}

func TestLockHasALane(t *testing.T) {
	p := under(t, 7*charttest.MS, 7*charttest.MS) // and the loop has it in the beginning and at the end
	l := NewLayout(scene.Of([]scene.Panel{p}, scene.View{}), Options{})
	rows := l.panels[0].shown.Rows
	last := rows[len(rows)-1]
	if last.Name != "GIL" {
		t.Fatalf("the last row is %q", last.Name)
	}
	want := "changed hands five times; thread a 0 s–5 ms; thread b 5 ms–10 ms; thread a 10 ms–12 ms; thread b 12 ms–14 ms"
	if got := words.Table([]scene.Panel{p}); !strings.Contains(got, ">"+want+"<") {
		t.Errorf("the table says %s, want %q", got, want)
	}
	if s := words.Sentence(scene.Of([]scene.Panel{p}, scene.View{})); s != "threads took 14 ms. In threads the GIL changed hands five times." {
		t.Error(s)
	}
	hit, ok := l.At(l.panels[0].x(7*charttest.MS), l.panels[0].rows[len(rows)-1].mid)
	if !ok || hit.Holder != "thread b" || hit.Hold == nil || hit.Hold.From != int64(5*charttest.MS) || hit.Hold.To != int64(10*charttest.MS) {
		t.Errorf("the pointer finds %+v", hit)
	}
	if s := l.SVG(); !strings.Contains(s, ">thread b<") || !strings.Contains(s, `class="chart-owned"`) {
		t.Error("the picture does not say who holds the lock")
	}
}

func TestNobodyIsPointedAtWhileTheLockIsFree(t *testing.T) {
	l := engine.NewLoop(engine.Config{})
	defer l.Close()
	l.Main("main", func(t *engine.Task) error {
		return t.Await(t.Thread("thread", t.Loop().GIL(), func(t *engine.Task) error {
			t.Work(10 * charttest.MS)
			err := t.Sleep(80 * charttest.MS)
			t.Work(10 * charttest.MS)
			return err
		}))
	})
	if err := l.Run(); err != nil {
		t.Fatal(err)
	}
	p := scene.Panel{Title: "thread", Summary: summary.Of(l.Trace()), Total: l.Report().Ended}
	lay := NewLayout(scene.Of([]scene.Panel{p}, scene.View{}), Options{})
	y := lay.panels[0].rows[len(lay.panels[0].rows)-1].mid
	for at, want := range map[time.Duration]bool{5 * charttest.MS: true, 50 * charttest.MS: false, 95 * charttest.MS: true} {
		if _, ok := lay.At(lay.panels[0].x(at), y); ok != want {
			t.Errorf("at %v: %v", at, ok)
		}
	}
	if got := words.Sentence(lay.Scene); !strings.HasSuffix(got, ". In thread the GIL changed hands once.") {
		t.Error(got)
	}
}

// Where a holder's name has no room, its number may have.
func TestHoldersAreNumbered(t *testing.T) {
	l := engine.NewLoop(engine.Config{})
	defer l.Close()
	l.Main("main", func(t *engine.Task) error {
		a := t.Thread("thread 1", t.Loop().GIL(), func(t *engine.Task) error { t.Work(99 * charttest.MS); return nil })
		b := t.Thread("thread 2", t.Loop().GIL(), func(t *engine.Task) error { t.Work(99 * charttest.MS); return nil })
		if err := t.Await(a); err != nil {
			return err
		}
		return t.Await(b)
	})
	if err := l.Run(); err != nil {
		t.Fatal(err)
	}
	s := Timeline(scene.Of([]scene.Panel{{Title: "threads", Summary: summary.Of(l.Trace()), Total: l.Report().Ended}}, scene.View{}), Options{})
	if n := strings.Count(s, `<text class="chart-label"`); n < 20 || !strings.Contains(s, ">2</text>") {
		t.Errorf("%d labels", n)
	}
}

// A loop that has something short to do now and then shows as a seam in another's hold.
func TestShortHoldsPartLongOnes(t *testing.T) {
	p := charttest.RunProgram(charttest.Program{Name: "main", Children: []charttest.Program{
		{Name: "thread", Thread: true, Steps: []charttest.Step{{Op: 1, D: 40 * charttest.MS}}},
		{Name: "heartbeat", Daemon: true, Steps: []charttest.Step{{D: 10 * charttest.MS}, {D: 10 * charttest.MS}, {D: 1e9}}},
	}, Steps: []charttest.Step{{Op: 6}}})
	want := "changed hands five times; thread 0 s–15 ms; thread 15 ms–30 ms; thread 30 ms–40 ms"
	if got := words.Table([]scene.Panel{p}); !strings.Contains(got, ">"+want+"<") {
		t.Errorf("%s, want %q", got, want)
	}
}
