package svg

import "overlap/chart/scene"

// bars collects a panel's bars in one path for each look, because a browser draws one path with ten thousand parts ten
// times as fast as ten thousand elements.
type bars struct {
	l     *Layout
	p     *panel
	row   *rowPlace
	paths [scene.Looks]path
	open  [scene.Looks]Rect // the last bar of each look, which can still grow; none when Right is 0
}

const (
	leastRun  = 2.0 // least width of a bar that runs
	leastBar  = 0.8 // least width of any other bar
	blur      = 1.5 // boxes narrower than this that touch are drawn as one
	boxGap    = 1.0
	boxRadius = 4
	lastState = 14   // width of a state that begins where the axis ends
	rounding  = 1e-6 // of a width that is the difference of two places
)

func (l *Layout) bars(p *panel) *bars {
	b := &bars{l: l, p: p}
	for i, r := range p.shown.Rows {
		b.row = &p.rows[i]
		for n := range r.Items {
			b.item(&r.Items[n])
		}
		for k := range b.open {
			b.flush(scene.Look(k))
		}
	}
	return b
}

func (b *bars) item(it *scene.Item) {
	if !b.p.Has(it.From, it.To) {
		return
	}
	left, right := b.p.x(it.From), b.p.x(it.To)
	if right-left < leastBar { // too narrow for bars, but its row must not look empty
		b.span(it.Longest(), left, left+max(leastBar, b.unseen()))
		return
	}
	for i := range it.Bars {
		bar := &it.Bars[i]
		if !b.p.Has(bar.From, bar.To) {
			continue
		}
		b.span(bar.Look, b.p.x(bar.From), b.end(bar))
	}
}

// end returns where a bar ends. A state that a thing got in a run's last instant is drawn beyond the axis, because it has no room on that:
// how the run left it is what a reader looks for.
func (b *bars) end(bar *scene.Bar) float64 {
	x := b.p.x(bar.To)
	if bar.Look >= scene.InPlain && int64(bar.To) > b.p.Axis.Hi && int64(bar.From+b.p.MinVisible) >= b.p.Axis.Hi {
		x = min(x+lastState, b.l.Width)
	}
	return x
}

// span adds a bar. Thin lines that touch become one, and so do boxes too narrow to be told apart: so the size of the
// picture is bounded by its pixels, whatever the number of spans.
func (b *bars) span(k scene.Look, left, right float64) {
	last := &b.open[k]
	narrow := right-left < blur && last.Right-last.Left < blur || right <= last.Right
	touches := last.Right > 0 && left <= last.Right+0.5
	if touches && (k == scene.Thin || narrow) {
		last.Right = max(last.Right, right)
		return
	}
	b.flush(k)
	half := b.row.box / 2
	if k == scene.Thin {
		half = b.row.thin / 2
	}
	*last = Rect{left, b.row.mid - half, right, b.row.mid + half}
}

// flush adds the open bar of a look to its path, unless the bar is too short to be seen: on a real clock every task runs
// for some microseconds now and then, and bars of the least width would make that look like work. A gap follows each box,
// so that one wait after another is seen as two.
func (b *bars) flush(k scene.Look) {
	r := b.open[k]
	b.open[k] = Rect{}
	if r.Right-r.Left < b.unseen()-rounding {
		return
	}
	least, radius := leastBar, b.row.box*boxRadius/18
	switch k {
	case scene.Running:
		least = leastRun
	case scene.Thin:
		radius = 2
	}
	if w := r.Right - r.Left; k != scene.Thin && w > 4*boxGap {
		r.Left, r.Right = r.Left+boxGap/2, r.Right-boxGap
	} else if w < least {
		r.Right = min(r.Left+least, b.l.Plot.Right)
		r.Left = r.Right - least
	}
	b.paths[k].rect(r, radius)
}

// unseen is the width below which a bar is left out.
func (b *bars) unseen() float64 { return (b.l.Plot.Right - b.l.Plot.Left) * scene.Unseen }
