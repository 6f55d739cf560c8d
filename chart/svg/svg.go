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
	l.o.open(out, l.Width, l.Height+l.below(), l.Sentence(), "")
	l.patterns(out)
	l.grid(out)
	left := mostTexts
	for i := range l.panels {
		out.Raw(`<g class="chart-panel">`)
		l.rowsOf(out, &l.panels[i], &left)
		out.Raw("</g>")
	}
	l.legendRow(out)
	if l.o.Style == "" {
		l.playheads(out)
	}
	for i := range l.panels {
		out.Raw(`<g class="chart-panel">`)
		l.notesOf(out, &l.panels[i], &left)
		out.Raw("</g>")
	}
	if l.o.Style == "" || l.o.Over != "" {
		out.Raw(`<g class="chart-overlay">`, l.o.Over, "</g>")
	}
	if l.below() > 0 {
		l.dotsBelow(out)
	}
	out.Raw("</svg>")
	return string(out.B)
}

// rowsOf writes what a variant's rows show over time, back to front: the veil covers what is yet to come.
func (l *Layout) rowsOf(out *words.Pen, p *panel, left *int) {
	l.densities(out, p)
	l.gaugeRows(out, p)
	if p.ghostY > 0 {
		l.ghost(out, p)
	}
	b := l.bars(p)
	for k := range scene.Looks {
		l.pathElement(out, lookNames[k], b.paths[k], patterned(k))
	}
	l.pathElement(out, "tear", l.tears(p), false)
	if !l.size.inside {
		return
	}
	w := &texts{l: l, p: p, out: out, budget: left}
	for i := range p.shown.Rows {
		if !p.rows[i].inside() {
			continue
		}
		for k := range p.shown.Rows[i].Items {
			w.label(&p.shown.Rows[i], &p.shown.Rows[i].Items[k], p.rows[i].mid)
		}
	}
}

// notesOf writes what the veil does not cover: names, and what appears at the instant at which it is true.
func (l *Layout) notesOf(out *words.Pen, p *panel, left *int) {
	l.names(out, p)
	l.densityNames(out, p)
	l.gaugeNames(out, p)
	m := newMoments(l, p)
	l.endMarks(p, m)
	if p.RunsOn() > 0 && p.Has(p.Total, p.Total) {
		d := m.add("waited", p.Total)
		d.to('M', p.x(p.Total), p.top)
		d.to('V', p.bottom)
	}
	for _, at := range p.Changed {
		if p.Has(at, at) {
			d := m.add("changed", at)
			d.to('M', p.x(at), p.top)
			d.to('V', p.bottom)
		}
	}
	w := &texts{l: l, p: p, out: out, budget: left}
	w.allMarks(m)
	if ring := l.ring(p); len(ring.b) > 0 {
		m.add("grip", p.Total).b = ring.b
	}
	m.write(out)
	l.total(out, p)
}

// allMarks adds the marks of a panel, and writes the texts of the last ones.
func (w *texts) allMarks(m *moments) {
	if !w.l.size.inside {
		return
	}
	for i := range w.p.shown.Rows {
		r := &w.p.shown.Rows[i]
		for k := range r.Items {
			it := &r.Items[k]
			if len(it.Marks) == 0 {
				continue
			}
			next := w.l.Width
			if i == w.p.totalRow && !w.l.size.namesAbove { // the total stands behind this row
				next = min(next, w.p.x(w.p.Total)+totalGap)
			}
			if k+1 < len(r.Items) {
				next = w.p.x(r.Items[k+1].From)
			}
			w.mark(m, it, &w.p.rows[i], next)
		}
	}
}

// playheads writes a veil over the future with a line at its edge, as one group for each axis: a page plays by setting the
// groups' transform attributes.
func (l *Layout) playheads(out *words.Pen) {
	out.Raw(`<clipPath id="`)
	out.Text(l.o.Prefix)
	out.Raw(`-clip"><rect`)
	l.box(out, Rect{l.Plot.Left - arrow, l.Plot.Top - 2*arrow, l.Width, l.Plot.Bottom})
	out.Raw(`/></clipPath><g clip-path="url(#`)
	out.Text(l.o.Prefix)
	out.Raw(`-clip)">`)
	for n, group := range l.axes() {
		top := l.Plot.Top
		if n > 0 {
			top = group[0].top - 4
		}
		l.playhead(out, n, top, group[len(group)-1].bottom)
	}
	out.Raw("</g>")
	for _, group := range l.axes() {
		out.Raw(`<rect class="chart-axis"`)
		l.box(out, axisStrip(l, group))
		out.Raw("/>")
	}
}

// axisStrip returns the strip with an axis' labels, on which the playhead is dragged.
func axisStrip(l *Layout, group []panel) Rect {
	bottom := group[len(group)-1].bottom
	return Rect{l.Plot.Left - arrow, bottom, l.Plot.Right + arrow, bottom + axisLine}
}

const arrow = 6 // half the width of the arrow on a playhead

func (l *Layout) playhead(out *words.Pen, n int, top, bottom float64) {
	out.Raw(`<g class="chart-playhead"`)
	if n == 0 {
		out.Raw(` id="`)
		out.Text(l.o.Prefix)
		out.Raw(`-playhead"`)
	}
	out.Raw(` visibility="hidden" transform="`, l.PlayheadTransform(n, l.Span), `"><rect class="chart-veil"`)
	l.box(out, Rect{0, top - 2*arrow, l.Width, bottom})
	out.Raw(`/><path class="chart-now" d="`)
	var d path
	d.to('M', -arrow, top-2*arrow)
	d.to('h', 2*arrow)
	d.to('l', 0.8-arrow, arrow+2)
	d.to('V', bottom)
	d.to('h', -1.6)
	d.to('V', top-arrow+2)
	out.Raw(string(d.b), `z"/></g>`)
}

// PlayheadTransform returns the transform attribute that moves a playhead to an instant. There is one playhead when all
// panels have the same axis, else one for each panel.
func (l *Layout) PlayheadTransform(n int, t time.Duration) string {
	x := l.Plot.Left
	if n < len(l.panels) {
		x = l.panels[n].x(t)
	}
	return string(append(words.AppendNum([]byte("translate("), x), " 0)"...))
}
