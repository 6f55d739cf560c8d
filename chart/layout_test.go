package chart

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"overlap/engine/trace"
	"overlap/engine/trace/summary"
)

// eachItem calls fn with everything that has a place in a row.
func (l *Layout) eachItem(fn func(p *placed, row int, it item)) {
	for i := range l.panels {
		p := &l.panels[i]
		for n, r := range p.shown.rows {
			for _, it := range r.items {
				fn(p, n, it)
			}
		}
	}
}

func TestEverythingIsInsideThePlot(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := NewLayout(drawPanels(t), drawOptions(t))
		if l.Plot.Left < 0 || l.Plot.Right > l.Width || l.Plot.Left >= l.Plot.Right || l.Plot.Bottom > l.Height {
			t.Fatalf("plot %v is not inside %v × %v", l.Plot, l.Width, l.Height)
		}
		l.eachItem(func(p *placed, row int, it item) {
			left, right, y := l.x(p, it.from), l.x(p, it.to), p.rowY[row]
			half := l.size.pitch / 2
			if left < l.Plot.Left || right > l.Plot.Right || left > right || y-half < l.Plot.Top-0.01 || y+half > l.Plot.Bottom+0.01 {
				t.Fatalf("task %d at %v–%v, %v is outside of %v", it.task.ID, left, right, y, l.Plot)
			}
		})
	})
}

func TestNothingOverlapsInARow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := NewLayout(drawPanels(t), drawOptions(t))
		for i := range l.panels {
			p := &l.panels[i]
			for n, r := range p.shown.rows {
				for k := 1; k < len(r.items); k++ {
					if r.items[k].from < r.items[k-1].to {
						t.Fatalf("row %d: %v overlaps %v", n, r.items[k], r.items[k-1])
					}
				}
				if n > 0 && p.rowY[n]-p.rowY[n-1] < l.size.pitch-0.01 {
					t.Fatalf("rows %d and %d are %v apart", n-1, n, p.rowY[n]-p.rowY[n-1])
				}
			}
		}
	})
}

func TestPackingUsesAsFewRowsAsWereBusyAtOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var l lane
		var spans []waitSpan
		for range rapid.IntRange(0, 60).Draw(t, "n") {
			from := rapid.Int64Range(0, 50).Draw(t, "from")
			to := from + rapid.Int64Range(1, 30).Draw(t, "long")
			l.items = append(l.items, item{from: from, to: to})
			spans = append(spans, waitSpan{from, to})
		}
		rows := l.pack()
		if got, want := len(rows), peakOf(spans); got != want {
			t.Fatalf("%d rows for %d at once", got, want)
		}
		n := 0
		for _, r := range rows {
			n += len(r.items)
		}
		if n != len(spans) {
			t.Fatalf("%d of %d items have a row", n, len(spans))
		}
	})
}

func TestPointerFindsWhatIsDrawn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o := drawOptions(t)
		o.Compact = false
		l := NewLayout(drawPanels(t), o)
		l.eachItem(func(p *placed, row int, it item) {
			for k := range it.task.Spans {
				s := &it.task.Spans[k]
				from, to := it.clip(s)
				left, right := l.x(p, from), l.x(p, to)
				if right-left < 3*leastRun {
					continue // too narrow to be sure of
				}
				hit, ok := l.At((left+right)/2, p.rowY[row])
				if !ok || hit.Task != it.task.ID || hit.Span != k || p != &l.panels[hit.Panel] {
					t.Fatalf("at the middle of span %d of task %d: %+v %v", k, it.task.ID, hit, ok)
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
		l := NewLayout(drawPanels(t), drawOptions(t))
		at := time.Duration(rapid.Int64Range(0, int64(l.Span)).Draw(t, "at"))
		if got := l.XToTime(l.TimeToX(at)); (got - at).Abs() > l.Span/1e9+1 {
			t.Fatalf("%v became %v", at, got)
		}
	})
	l := NewLayout(nil, Options{})
	if l.XToTime(-1e9) != 0 || l.XToTime(1e9) != l.Span || l.TimeToX(-1) != l.Plot.Left || l.TimeToX(l.Span+1) != l.Plot.Right {
		t.Error("positions outside of the plot are not those of its ends")
	}
}

func TestInstantsAreThoseOfTheRecords(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		panels := drawPanels(t)
		l := NewLayout(panels, Options{})
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
	l := NewLayout([]Panel{{Title: "late", Summary: summary.Of(tr), Began: 5 * time.Millisecond, Total: 10 * time.Millisecond}}, Options{})
	if l.Span != 10*time.Millisecond {
		t.Errorf("axis of %v", l.Span)
	}
	if got := l.Instants(); !slices.Equal(got, []time.Duration{0, 10 * time.Millisecond}) {
		t.Errorf("instants %v", got)
	}
	it := l.panels[0].shown.rows[0].items[0]
	if l.x(&l.panels[0], it.from) != l.Plot.Left || l.x(&l.panels[0], it.to) != l.Plot.Right {
		t.Error("the only task does not fill the axis")
	}
}
