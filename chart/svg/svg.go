package svg

import (
	"time"

	"overlap/chart/scene"
	"overlap/chart/words"
)

// Timeline returns the scene as an SVG picture. Keep the Layout instead where positions are looked up.
func Timeline(s *scene.Scene, o Options) string { return NewLayout(s, o).SVG() }

// SVG writes the picture. In a page it has classes and no style of its own, as a strict content security
// policy demands; CSS has the rules.
func (l *Layout) SVG() string {
	out := &words.Pen{B: make([]byte, 0, 8<<10)}
	l.head(out)
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

// head opens the picture and says in words what it shows.
func (l *Layout) head(out *words.Pen) { l.o.open(out, l.Width, l.Height, words.Sentence(l.Scene), "") }

// panel writes one variant: what is behind the bars first.
func (l *Layout) panel(out *words.Pen, p *placed, left *int) {
	out.Raw(`<g class="chart-panel">`)
	if !l.o.Compact {
		l.names(out, p)
		l.areaOf(out, p)
		l.gaugesRow(out, p)
	}
	b := l.bars(p)
	for k := range scene.Looks {
		l.pathOf(out, lookNames[k], b.paths[k], patterned(k))
	}
	if l.o.Compact {
		out.Raw("</g>")
		return
	}
	failed, cancelled := l.ends(p)
	l.pathOf(out, "failed", failed, false)
	l.pathOf(out, "cancelled", cancelled, false)
	w := &texts{l: l, p: p, out: out, left: left}
	w.all()
	l.pathOf(out, "grip", l.ring(p), false)
	l.pathOf(out, "mark", w.marks, false)
	l.total(out, p)
	out.Raw("</g>")
}

func (w *texts) all() {
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
				if i == w.p.totalRow && !w.l.size.above { // the total stands there
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

// playhead writes the group that a page moves: a veil over the future and the line before it. Setting one
// attribute of it, transform, is all that playing takes.
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

// PlayheadTransform returns the transform attribute that puts the playhead at an instant.
func (l *Layout) PlayheadTransform(t time.Duration) string {
	b := append([]byte(nil), "translate("...)
	return string(append(words.AppendNum(b, l.TimeToX(t)), " 0)"...))
}
