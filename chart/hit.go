package chart

import (
	"slices"
	"sort"
	"time"

	"overlap/engine/trace"
	"overlap/engine/trace/summary"
)

// Hit is what stands at a position of the picture: a span of a task, or who holds a resource.
type Hit struct {
	Panel  int
	Task   trace.TaskID
	Span   int           // index in the task's Spans
	Hold   *summary.Hold // in a resource's lane; nil where there is a task
	Holder string        // what the lane calls the one who has it
	Box    Rect          // where it is drawn
}

// reach is how far beside a span the pointer still finds it: some are a pixel wide.
const reach = 2.0

// At returns the span at a position, false where none is drawn.
func (l *Layout) At(x, y float64) (Hit, bool) {
	for i := range l.panels {
		p := &l.panels[i]
		if y < p.top || y >= p.bottom {
			continue
		}
		n := sort.Search(len(p.rowY), func(n int) bool { return p.rowY[n]+l.size.pitch/2 > y })
		if n == len(p.rowY) || y < p.rowY[n]-l.size.pitch/2 {
			return Hit{}, false
		}
		return l.inRow(i, n, x)
	}
	return Hit{}, false
}

// inRow looks for the item nearest to x. Items stand in order of time.
func (l *Layout) inRow(panel, n int, x float64) (Hit, bool) {
	p := &l.panels[panel]
	items := p.shown.rows[n].items
	next := sort.Search(len(items), func(k int) bool { return l.x(p, items[k].from) > x })
	for _, k := range []int{next - 1, next} {
		if k < 0 || k >= len(items) || x < l.x(p, items[k].from)-reach || x > l.x(p, items[k].to)+reach {
			continue
		}
		it := items[k]
		s := l.spanIn(p, it, x)
		from, to := it.clip(&it.task.Spans[s])
		mid, half := p.rowY[n], l.size.box/2
		hit := Hit{Panel: panel, Task: it.task.ID, Span: s, Box: Rect{l.x(p, from), mid - half, l.x(p, to), mid + half}}
		if h := it.held; h != nil {
			hit.Hold, hit.Holder = &h.list[s], h.names[s]
			return hit, x <= hit.Box.Right+reach // nobody has it in between
		}
		return hit, true
	}
	return Hit{}, false
}

// spanIn returns the index of the item's span at x. One that is drawn wider than it is long goes before
// its neighbours: there is no other way to point at it.
func (l *Layout) spanIn(p *placed, it item, x float64) int {
	spans := it.task.Spans
	at := int64(l.XToTime(x)+p.Began) + 1
	k := max(sort.Search(len(spans), func(k int) bool { return spans[k].From >= at })-1, 0)
	for k > 0 && spans[k].From >= it.to && spans[k].Len() == 0 {
		k--
	}
	for _, n := range []int{k - 1, k + 1} {
		if n >= 0 && n < len(spans) && lookOf(&spans[n]) == running && spans[n].Len() > 0 {
			if from := l.x(p, spans[n].From); x >= from && x <= from+leastRun {
				return n
			}
		}
	}
	return k
}

// Instants returns when something happens in any panel, in order and each once: where stepping stops.
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
