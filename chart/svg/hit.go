package svg

import (
	"slices"
	"sort"
	"time"

	"overlap/chart/scene"
	"overlap/engine/trace"
	"overlap/engine/trace/summary"
)

// Hit is the span of a task or the hold of a resource at a position of the picture.
type Hit struct {
	Panel  int
	Task   trace.TaskID
	Span   int             // index in the task's Spans
	Hold   *summary.Hold   // nil unless a resource is hit
	Holder string          // name of the holder, "" likewise
	Status *summary.Status // nil unless a thing that has states is hit
	Box    Rect            // where the span or hold is drawn
}

// pointerReach is the distance in pixels at which the pointer still finds a span, since some spans are a pixel wide.
const pointerReach = 2.0

// At returns the span or hold at a position, false where nothing is drawn.
func (l *Layout) At(x, y float64) (Hit, bool) {
	for i := range l.panels {
		p := &l.panels[i]
		if y < p.top || y >= p.bottom {
			continue
		}
		n := sort.Search(len(p.rows), func(n int) bool { return p.rows[n].bottom() > y })
		if n == len(p.rows) || y < p.rows[n].top() {
			return Hit{}, false
		}
		return l.hitInRow(i, n, x)
	}
	return Hit{}, false
}

// DensityAt returns the density at a position, and the instant; nil where there is none.
func (l *Layout) DensityAt(x, y float64) (*scene.Density, time.Duration) {
	for i := range l.panels {
		p := &l.panels[i]
		for k, a := range p.areas {
			if a.Left <= x && x <= a.Right && a.Top <= y && y <= a.Bottom {
				return &p.shown.Densities[k], p.at(x)
			}
		}
	}
	return nil, 0
}

// AxisAt returns the axis on whose labels, or in whose panels, a position is; −1 for none.
func (l *Layout) AxisAt(x, y float64) int {
	for n, group := range l.axes() {
		if len(group) == 0 {
			break
		}
		if strip := axisStrip(l, group); strip.Left <= x && x <= strip.Right && group[0].top <= y && y < strip.Bottom {
			return n
		}
	}
	return -1
}

// InstantAt returns the instant of an axis at x, the ends of the axis beyond them.
func (l *Layout) InstantAt(axis int, x float64) time.Duration { return l.axes()[axis][0].at(x) }

// hitInRow looks for the item at x in row n.
func (l *Layout) hitInRow(panel, n int, x float64) (Hit, bool) {
	p := &l.panels[panel]
	items := p.shown.Rows[n].Items
	next := sort.Search(len(items), func(k int) bool { return p.x(items[k].From) > x })
	for _, k := range []int{next - 1, next} {
		if k < 0 || k >= len(items) || x < p.x(items[k].From)-pointerReach || x > p.x(items[k].To)+pointerReach || !p.Has(items[k].From, items[k].To) {
			continue
		}
		hit := l.hit(panel, n, &items[k], p.barAt(&items[k], x))
		return hit, hit.Hold == nil || x <= hit.Box.Right+pointerReach // false between two holds
	}
	return Hit{}, false
}

// hit returns the hit of an item in a row; b is nil when the item has no bars.
func (l *Layout) hit(panel, row int, it *scene.Item, b *scene.Bar) Hit {
	p := &l.panels[panel]
	mid, half := p.rows[row].mid, p.rows[row].box/2
	hit := Hit{Panel: panel, Box: Rect{p.x(it.From), mid - half, p.x(it.To), mid + half}}
	if b != nil {
		hit.Span, hit.Box.Left, hit.Box.Right = int(b.Ref), p.x(b.From), p.x(b.To)
	}
	if it.Lane != nil && it.Lane.Statuses != nil {
		hit.Status = &it.Lane.Statuses[hit.Span]
		return hit
	}
	if it.Lane != nil {
		hit.Hold, hit.Holder = &it.Lane.Holds[hit.Span], b.Label
		return hit
	}
	if hit.Task = it.Task.ID; b == nil {
		hit.Span = len(it.Task.Spans) - 1
	}
	return hit
}

// barAt returns the item's bar at x, nil when it has no bars. A running bar that is drawn wider than its time takes
// precedence over its neighbours: otherwise the pointer could not reach it.
func (p *panel) barAt(it *scene.Item, x float64) *scene.Bar {
	if len(it.Bars) == 0 {
		return nil
	}
	at := p.at(x) + 1
	k := max(sort.Search(len(it.Bars), func(k int) bool { return it.Bars[k].From >= at })-1, 0)
	for _, n := range []int{k - 1, k + 1} {
		if n >= 0 && n < len(it.Bars) && it.Bars[n].Look == scene.Running {
			if from := p.x(it.Bars[n].From); x >= from && x <= from+leastRun {
				return &it.Bars[n]
			}
		}
	}
	return &it.Bars[k]
}

// Instants returns the instants at which something happens in any panel, in order and without duplicates: stepping stops
// at each.
func (l *Layout) Instants() []time.Duration {
	var all []time.Duration
	for i := range l.panels {
		p := &l.panels[i]
		for _, r := range p.Summary.Trace.All() {
			t := time.Duration(r.At) - p.Began
			if t < 0 || t > l.Span || len(all) > 0 && t == all[len(all)-1] {
				continue
			}
			all = append(all, t)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}
