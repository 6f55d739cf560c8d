package svg

import (
	"strings"
	"testing"
	"time"

	"overlap/chart/charttest"
	"overlap/chart/scene"
	"overlap/chart/term"
	"overlap/chart/words"
	"overlap/engine"
	"overlap/engine/async"
	"overlap/engine/trace"
	"overlap/engine/trace/summary"
	"overlap/report"
)

// stuckRun runs a main task that ends in a deadlock.
func stuckRun(t *testing.T, main func(*engine.Task) error) scene.Panel {
	t.Helper()
	l := engine.NewLoop(engine.Config{})
	defer l.Close()
	l.Main("main", main)
	err := l.Run()
	if report.Stuck(err) == nil {
		t.Fatalf("no deadlock, but %v", err)
	}
	return scene.Panel{Title: "stuck", Summary: summary.Of(l.Trace()), Total: l.Report().Ended, Failed: report.Brief(err), Stuck: report.Stuck(err)}
}

// opposite takes two locks in opposite orders.
func opposite(t *engine.Task) error {
	one, two := async.NewLock(t, "one"), async.NewLock(t, "two")
	both := func(first, second *async.Lock) func(*engine.Task) error {
		return func(t *engine.Task) error {
			first.Acquire(t)
			t.Sleep(charttest.MS)
			return second.Acquire(t)
		}
	}
	a, b := t.Go("a", both(one, two)), t.Go("b", both(two, one))
	t.Await(a)
	return t.Await(b)
}

func TestWhoWaitsForEverSaysForWhom(t *testing.T) {
	for _, c := range []struct {
		name   string
		main   func(*engine.Task) error
		rows   map[string]string // what they say; main has none when it only waits for others
		arrows int
	}{
		{"two locks in opposite orders", opposite, map[string]string{"a": "waits for two, held by b", "b": "waits for one, held by a"}, 2},
		{"two tasks await each other", func(t *engine.Task) error {
			var a, b *engine.Task
			a = t.Go("a", func(t *engine.Task) error { t.Sleep(charttest.MS); return t.Await(b) })
			b = t.Go("b", func(t *engine.Task) error { t.Sleep(charttest.MS); return t.Await(a) })
			return t.Await(a)
		}, map[string]string{"a": "waits for b", "b": "waits for a"}, 2},
		{"a lock taken twice", func(t *engine.Task) error {
			lock := t.Loop().NewLot(trace.WhyLock, "lock", 0)
			lock.EndedBy(func() *engine.Task { return t })
			return lock.Park(t)
		}, map[string]string{"main": "waits for lock, held by main"}, 0},
		{"an event that nobody sets", func(t *engine.Task) error { return async.NewEvent(t, "gun").Wait(t) },
			map[string]string{"main": "waits for the event gun"}, 0},
		{"a nameless one", func(t *engine.Task) error { return async.NewEvent(t, "").Wait(t) },
			map[string]string{"main": "waits for an event"}, 0},
	} {
		p := stuckRun(t, c.main)
		l := NewLayout(scene.Of([]scene.Panel{p}, scene.View{}), Options{})
		svg, table, text := l.SVG(), words.Table([]scene.Panel{p}), term.Timeline(scene.Of([]scene.Panel{p}, scene.View{}), term.Options{Width: 120})
		rows := l.panels[0].shown.Rows
		if len(rows) != len(c.rows) {
			t.Errorf("%s: %d rows, want %d", c.name, len(rows), len(c.rows))
		}
		for i, r := range rows {
			it, said := &r.Items[0], c.rows[r.Name]
			if it.Bars[len(it.Bars)-1].Label != said || l.panels[0].x(it.To) != l.Plot.Right {
				t.Errorf("%s: %s says %q, want %q, and ends at %v of %v", c.name, r.Name, it.Bars[len(it.Bars)-1].Label, said, l.panels[0].x(it.To), l.Plot.Right)
			}
			if !strings.Contains(svg, ">"+said+"<") || !strings.Contains(text, said) || !strings.Contains(table, said+", for ever, from ") {
				t.Errorf("%s: a picture, a text or a table without %q", c.name, said)
			}
			if hit, ok := l.At(l.Plot.Right-2, l.panels[0].rows[i].mid); !ok || hit.Task != it.Task.ID || hit.Span != len(it.Task.Spans)-1 {
				t.Errorf("%s: the pointer at the end finds %+v", c.name, hit)
			}
		}
		if n := strings.Count(string(l.ring(&l.panels[0]).b), "M"); n != c.arrows {
			t.Errorf("%s: %d arrows, want %d", c.name, n, c.arrows)
		}
	}
}

// A ring is closed, however many tasks are in it, or it is not drawn.
func TestARingIsDrawnWhole(t *testing.T) {
	for tasks, want := range map[int]int{2: 2, 6: 6, 9: 9, 12: 12, 13: 0} {
		p := stuckRun(t, func(t *engine.Task) error {
			forks := make([]*async.Lock, tasks)
			for i := range forks {
				forks[i] = async.NewLock(t, "fork")
			}
			return async.OpenNursery(t, func(n *async.Nursery) error {
				for i := range forks {
					n.Go("p", func(t *engine.Task) error {
						return forks[i].With(t, func() error {
							t.Sleep(charttest.MS)
							return forks[(i+1)%tasks].With(t, func() error { return nil })
						})
					})
				}
				return nil
			})
		})
		l := NewLayout(scene.Of([]scene.Panel{p}, scene.View{}), Options{})
		if got := strings.Count(string(l.ring(&l.panels[0]).b), "M"); got != want {
			t.Errorf("%d tasks: %d arrows, want %d", tasks, got, want)
		}
	}
}

// What is drawn for ever is no part of the run: neither its total nor its summary change.
func TestForEverIsOnlyDrawn(t *testing.T) {
	p := stuckRun(t, opposite)
	ended := p.Summary.Tasks[1].Spans[len(p.Summary.Tasks[1].Spans)-1]
	l := NewLayout(scene.Of([]scene.Panel{p}, scene.View{}), Options{})
	if l.Span != 2*charttest.MS {
		t.Errorf("an axis of %v for a run of %v", l.Span, p.Total)
	}
	if got := p.Summary.Tasks[1].Spans[len(p.Summary.Tasks[1].Spans)-1]; got != ended {
		t.Errorf("the summary has changed from %+v to %+v", ended, got)
	}
	if s := words.Sentence(scene.Of([]scene.Panel{p}, scene.View{})); !strings.HasPrefix(s, "stuck failed after 1 ms (deadlock)") {
		t.Error(s)
	}
	long := NewLayout(scene.Of([]scene.Panel{p, {Title: "long", Summary: summary.Of(&trace.Trace{}), Total: time.Second}}, scene.View{}), Options{})
	if long.Span != time.Second {
		t.Errorf("an axis of %v beside a run of 1 s", long.Span)
	}
}
