package svg

import (
	"time"

	"overlap/chart/scene"
	"overlap/chart/words"
)

// Timeline returns the scene as an SVG picture. A page that looks up positions keeps the Layout instead.
func Timeline(s *scene.Scene, o Options) string { return NewLayout(s, o).SVG() }

// SVG returns the picture. In a page it has classes but no style of its own, which a strict content security policy
// would refuse; function CSS returns the rules.
func (l *Layout) SVG() string {
	out := &words.Pen{B: make([]byte, 0, 8<<10)}
	l.o.open(out, l.Width, l.Height, words.Sentence(l.Scene), "")
	l.patterns(out)
	if !l.o.Compact {
		l.grid(out)
	}
	left := mostTexts
	for i := range l.panels {
		l.panel(out, &l.panels[i], &left)
	}
	if !l.o.Compact {
		l.legendRow(out)
	}
	if !l.o.Compact && !l.o.Standalone {
		l.playhead(out)
	}
	out.Raw("</svg>")
	return string(out.B)
}

// panel writes one variant, back to front.
func (l *Layout) panel(out *words.Pen, p *panel, left *int) {
	out.Raw(`<g class="chart-panel">`)
	if !l.o.Compact {
		l.names(out, p)
		l.area(out, p)
		l.gaugeRows(out, p)
	}
	b := l.bars(p)
	for k := range scene.Looks {
		l.pathElement(out, lookNames[k], b.paths[k], patterned(k))
	}
	if l.o.Compact {
		out.Raw("</g>")
		return
	}
	failed, cancelled := l.endMarks(p)
	l.pathElement(out, "failed", failed, false)
	l.pathElement(out, "cancelled", cancelled, false)
	w := &texts{l: l, p: p, out: out, budget: left}
	w.allRows()
	l.pathElement(out, "grip", l.ring(p), false)
	l.pathElement(out, "mark", w.marks, false)
	l.total(out, p)
	out.Raw("</g>")
}

func (w *texts) allRows() {
	if !w.l.size.inside {
		return
	}
	for i := range w.p.shown.Rows {
		r := &w.p.shown.Rows[i]
		for k := range r.Items {
			it := &r.Items[k]
			w.label(r, it, w.p.rowY[i])
			if len(it.Marks) > 0 {
				next := w.l.Width
				if i == w.p.totalRow && !w.l.size.namesAbove { // the total stands behind this row
					next = min(next, w.l.TimeToX(w.p.Total)+totalGap)
				}
				if k+1 < len(r.Items) {
					next = w.l.TimeToX(r.Items[k+1].From)
				}
				w.mark(it, w.p.rowY[i], next)
			}
		}
	}
}

// playhead writes a veil over the future with a line at its edge, as one group: a page plays by setting the group's
// transform attribute.
func (l *Layout) playhead(out *words.Pen) {
	const arrow = 6
	id := l.o.Prefix
	out.Raw(`<clipPath id="`)
	out.Text(id)
	out.Raw(`-clip"><rect`)
	l.box(out, Rect{l.Plot.Left - arrow, l.Plot.Top - 2*arrow, l.Width, l.Plot.Bottom})
	out.Raw(`/></clipPath><g clip-path="url(#`)
	out.Text(id)
	out.Raw(`-clip)"><g class="chart-playhead" id="`)
	out.Text(id)
	out.Raw(`-playhead" visibility="hidden" transform="`, l.PlayheadTransform(l.Span), `"><rect class="chart-veil"`)
	l.box(out, Rect{0, l.Plot.Top - 2*arrow, l.Width, l.Plot.Bottom})
	out.Raw(`/><path class="chart-now" d="`)
	var d path
	d.to('M', -arrow, l.Plot.Top-2*arrow)
	d.to('h', 2*arrow)
	d.to('l', 0.8-arrow, arrow+2)
	d.to('V', l.Plot.Bottom)
	d.to('h', -1.6)
	d.to('V', l.Plot.Top-arrow+2)
	out.Raw(string(d.b), `z"/></g></g>`)
}

// PlayheadTransform returns the transform attribute that moves the playhead to an instant.
func (l *Layout) PlayheadTransform(t time.Duration) string {
	b := append([]byte(nil), "translate("...)
	return string(append(words.AppendNum(b, l.TimeToX(t)), " 0)"...))
}
