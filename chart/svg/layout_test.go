package svg

import (
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"overlap/chart/charttest"
	"overlap/chart/scene"
	"overlap/engine/trace"
	"overlap/engine/trace/summary"
)

// eachItem calls fn with everything that has a place in a row.
func (l *Layout) eachItem(fn func(p *panel, row int, it *scene.Item)) {
	for i := range l.panels {
		p := &l.panels[i]
		for n, r := range p.shown.Rows {
			for k := range r.Items {
				fn(p, n, &r.Items[k])
			}
		}
	}
}

func TestEverythingIsInsideThePlot(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := NewLayout(scene.Of(charttest.DrawPanels(t), scene.View{}), drawOptions(t))
		if l.Plot.Left < 0 || l.Plot.Right > l.Width || l.Plot.Left >= l.Plot.Right || l.Plot.Bottom > l.Height {
			t.Fatalf("plot %v is not inside %v × %v", l.Plot, l.Width, l.Height)
		}
		l.eachItem(func(p *panel, row int, it *scene.Item) {
			left, right, y := p.x(it.From), p.x(it.To), p.rows[row].mid
			half := p.rows[row].pitch / 2
			if left < l.Plot.Left || right > l.Plot.Right || left > right || y-half < l.Plot.Top-0.01 || y+half > l.Plot.Bottom+0.01 {
				t.Fatalf("%v at %v–%v, %v is outside of %v", it.Task, left, right, y, l.Plot)
			}
		})
	})
}

func TestNothingOverlapsInARow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := NewLayout(scene.Of(charttest.DrawPanels(t), scene.View{}), drawOptions(t))
		for i := range l.panels {
			p := &l.panels[i]
			for n, r := range p.shown.Rows {
				for k := 1; k < len(r.Items); k++ {
					if r.Items[k].From < r.Items[k-1].To {
						t.Fatalf("row %d: %v overlaps %v", n, r.Items[k], r.Items[k-1])
					}
				}
				if n > 0 && p.rows[n].top() < p.rows[n-1].bottom()-0.01 {
					t.Fatalf("rows %d and %d are %v apart", n-1, n, p.rows[n].mid-p.rows[n-1].mid)
				}
			}
		}
	})
}

func TestPointerFindsWhatIsDrawn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o := drawOptions(t)
		l := NewLayout(scene.Of(charttest.DrawPanels(t), scene.View{}), o)
		l.eachItem(func(p *panel, row int, it *scene.Item) {
			for _, b := range it.Bars {
				left, right := p.x(b.From), p.x(b.To)
				if right-left < 3*leastRun {
					continue // too narrow to be sure of
				}
				hit, ok := l.At((left+right)/2, p.rows[row].mid)
				if !ok || it.Task != nil && hit.Task != it.Task.ID || hit.Span != int(b.Ref) || p != &l.panels[hit.Panel] {
					t.Fatalf("at the middle of %+v: %+v %v", b, hit, ok)
				}
				if hit.Box.Left > left || hit.Box.Right < right {
					t.Fatalf("box %+v is not around %v–%v", hit.Box, left, right)
				}
			}
		})
	})
}

func TestTimeAndPlaceAreInverse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := NewLayout(scene.Of(charttest.DrawPanels(t), scene.View{}), drawOptions(t))
		panel := rapid.IntRange(0, len(l.panels)-1).Draw(t, "panel")
		axis := l.Strips[panel].Axis
		at := time.Duration(rapid.Int64Range(axis.Lo, axis.Hi).Draw(t, "at"))
		if got := l.panels[panel].at(l.panels[panel].x(at)); (got - at).Abs() > l.Span/1e9+1 {
			t.Fatalf("%v became %v", at, got)
		}
	})
	l := NewLayout(scene.Of([]scene.Panel{charttest.Many(3)}, scene.View{}), Options{})
	if l.panels[0].at(-1e9) != 0 || l.panels[0].at(1e9) != l.Span || l.panels[0].x(-1) != l.Plot.Left || l.panels[0].x(l.Span+1) != l.Plot.Right {
		t.Error("positions outside of the plot are not those of its ends")
	}
}

func TestInstantsAreThoseOfTheRecords(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		panels := charttest.DrawPanels(t)
		l := NewLayout(scene.Of(panels, scene.View{}), Options{})
		got := l.Instants()
		want := map[time.Duration]bool{}
		for _, p := range panels {
			for _, r := range p.Summary.Trace.All() {
				if at := time.Duration(r.At) - p.Began; at >= 0 && at <= l.Span {
					want[at] = true
				}
			}
		}
		if len(got) != len(want) || !slices.IsSorted(got) {
			t.Fatalf("got %v, want the %d of %v", got, len(want), want)
		}
		for _, at := range got {
			if !want[at] {
				t.Fatalf("nothing happened at %v", at)
			}
		}
	})
}

// A run over real sockets begins after its services stand: the axis begins when the variant does.
func TestAxisBeginsWithTheVariant(t *testing.T) {
	tr := &trace.Trace{}
	name := tr.Intern("main")
	tr.Append(trace.Record{At: 5e6, Task: 1, Kind: trace.TaskMade, Text: name})
	tr.Append(trace.Record{At: 5e6, Task: 1, Kind: trace.TaskRunning})
	tr.Append(trace.Record{At: 5e6, Task: 1, Kind: trace.TaskWaiting, Why: trace.WhySleep, Arg: 15e6})
	tr.Append(trace.Record{At: 15e6, Task: 1, Kind: trace.TaskRunning})
	tr.Append(trace.Record{At: 15e6, Task: 1, Kind: trace.TaskDone})
	l := NewLayout(scene.Of([]scene.Panel{{Title: "late", Summary: summary.Of(tr), Began: 5 * time.Millisecond, Total: 10 * time.Millisecond}}, scene.View{}), Options{})
	if l.Span != 10*time.Millisecond {
		t.Errorf("axis of %v", l.Span)
	}
	if got := l.Instants(); !slices.Equal(got, []time.Duration{0, 10 * time.Millisecond}) {
		t.Errorf("instants %v", got)
	}
	it := l.panels[0].shown.Rows[0].Items[0]
	if l.panels[0].x(it.From) != l.Plot.Left || l.panels[0].x(it.To) != l.Plot.Right {
		t.Error("the only task does not fill the axis")
	}
}

// Three variants of eight tasks stand in a window of a laptop; what each does is still written in its bar.
func TestManyRowsAreLowerAndKeepTheirNames(t *testing.T) {
	few := NewLayout(scene.Of([]scene.Panel{charttest.Many(3)}, scene.View{}), Options{})
	many := NewLayout(scene.Of([]scene.Panel{charttest.Many(8), charttest.Many(8), charttest.Many(8)}, scene.View{}), Options{})
	if low, high := many.panels[0].rows[0].pitch, few.panels[0].rows[0].pitch; high != rowPitch || low != leastPitch {
		t.Errorf("rows of few are %v high, of many %v", high, low)
	}
	if many.Height > 400 {
		t.Errorf("24 rows are %v pixels high", many.Height)
	}
	for i := range many.panels {
		for n, row := range many.panels[i].rows {
			if row.nameY == 0 {
				t.Errorf("row %d of panel %d has no name", n, i)
			}
		}
	}
	if !strings.Contains(many.SVG(), "chart-label") {
		t.Error("bars have no text")
	}
}
