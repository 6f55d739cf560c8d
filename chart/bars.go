package chart

// bars collects what a panel's rows look like: one path for each look, because ten thousand elements take
// a browser ten times as long as one path with ten thousand parts.
type bars struct {
	l     *Layout
	p     *placed
	paths [looks]path
	open  [looks]Rect // what was added last and can still grow; empty when Right is 0
}

const (
	leastRun  = 2.0 // width of a span that ran for any time at all
	leastBar  = 0.8
	unseen    = 1.0 / 1000 // of the axis
	blur      = 1.5        // narrower boxes that touch are drawn as one
	boxGap    = 1.0
	boxRadius = 4
)

func (l *Layout) bars(p *placed) *bars {
	b := &bars{l: l, p: p}
	for i, r := range p.shown.rows {
		for _, it := range r.items {
			b.item(it, p.rowY[i])
		}
		for k := range b.open {
			b.flush(look(k))
		}
	}
	return b
}

func (b *bars) item(it item, mid float64) {
	left, right := b.l.x(b.p, it.from), b.l.x(b.p, it.to)
	if right-left < leastBar { // not even a line: its row is not to look empty
		b.span(longest(it), left, left+leastBar, mid)
		return
	}
	for i := range it.task.Spans {
		s := &it.task.Spans[i]
		if s.From > it.to {
			break
		}
		if from, to := it.clip(s); from < to {
			b.span(lookOf(s), b.l.x(b.p, from), b.l.x(b.p, to), mid)
		}
	}
}

// span adds a stretch of a row. Lines that touch become one, and so do boxes too narrow to be told apart:
// that bounds the size of the picture by its pixels, whatever the number of spans.
func (b *bars) span(k look, left, right, mid float64) {
	last := &b.open[k]
	narrow := right-left < blur && last.Right-last.Left < blur || right <= last.Right
	touches := last.Right > 0 && left <= last.Right+0.5
	if touches && (k == thin || narrow) {
		last.Right = max(last.Right, right)
		return
	}
	b.flush(k)
	half := b.l.size.box / 2
	if k == thin {
		half = b.l.size.thin / 2
	}
	*last = Rect{left, mid - half, right, mid + half}
}

// flush writes the bar that was open, unless it is too narrow to be seen: over real sockets every task runs
// for some microseconds now and then, and widening those would make them look like work. Boxes leave a gap behind them, so that waits one after another are
// seen as several.
func (b *bars) flush(k look) {
	r := b.open[k]
	b.open[k] = Rect{}
	if r.Right-r.Left < (b.l.Plot.Right-b.l.Plot.Left)*unseen {
		return
	}
	least, radius := leastBar, b.l.size.box*boxRadius/18
	switch k {
	case running:
		least = leastRun
	case thin:
		radius = 2
	}
	if w := r.Right - r.Left; k != thin && w > 4*boxGap {
		r.Left, r.Right = r.Left+boxGap/2, r.Right-boxGap
	} else if w < least {
		r.Right = min(r.Left+least, b.l.Plot.Right)
		r.Left = r.Right - least
	}
	b.paths[k].rect(r, radius)
}
