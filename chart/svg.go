package chart

import "time"

// SVG writes the picture. In a page it has classes and no style of its own, as a strict content security
// policy demands; CSS has the rules.
func (l *Layout) SVG() string {
	out := &pen{b: make([]byte, 0, 8<<10)}
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
	out.raw("</svg>")
	return string(out.b)
}

// head opens the picture and says in words what it shows.
func (l *Layout) head(out *pen) { l.o.open(out, l.Width, l.Height, Sentence(l.sources()), "") }

// open begins a picture with its name and, unless that is "", its description. In a page both are an attribute: a title
// element would pop up as a tooltip over the whole chart.
func (o Options) open(out *pen, width, height float64, name, description string) {
	out.raw(`<svg xmlns="http://www.w3.org/2000/svg" class="chart`)
	if o.Compact {
		out.raw(" chart-compact")
	}
	out.raw(`" id="`)
	out.text(o.Prefix)
	out.raw(`" role="img"`)
	out.attr("width", width)
	out.attr("height", height)
	out.raw(` viewBox="0 0 `)
	out.num(width)
	out.raw(" ")
	out.num(height)
	if !o.Standalone {
		out.raw(`" aria-label="`)
		if out.text(name); description != "" {
			out.raw(" ")
			out.text(description)
		}
		out.raw(`">`)
		return
	}
	out.raw(`" aria-labelledby="`)
	out.text(o.Prefix)
	out.raw("-title")
	if description != "" {
		out.raw(`" aria-describedby="`)
		out.text(o.Prefix)
		out.raw("-desc")
	}
	out.raw(`">`)
	o.words(out, "title", name)
	if description != "" {
		o.words(out, "desc", description)
	}
	out.raw("<style>", standaloneCSS(), `</style><rect class="chart-paper" width="100%" height="100%"/>`)
}

// words writes a title or a description that the picture is known by.
func (o Options) words(out *pen, element, s string) {
	out.raw("<", element, ` id="`)
	out.text(o.Prefix)
	out.raw("-", element, `">`)
	out.text(s)
	out.raw("</", element, ">")
}

func (l *Layout) sources() []Panel {
	panels := make([]Panel, len(l.panels))
	for i := range l.panels {
		panels[i] = l.panels[i].Panel
	}
	return panels
}

// panel writes one variant: what is behind the bars first.
func (l *Layout) panel(out *pen, p *placed, left *int) {
	out.raw(`<g class="chart-panel">`)
	if !l.o.Compact {
		l.names(out, p)
		l.areaOf(out, p)
		l.gaugesRow(out, p)
	}
	b := l.bars(p)
	for _, k := range []look{thin, waits, held, stuck, ready, running, owned} {
		l.pathOf(out, lookNames[k], b.paths[k], k != thin && k != running)
	}
	if l.o.Compact {
		out.raw("</g>")
		return
	}
	failed, cancelled := l.ends(p)
	l.pathOf(out, "failed", failed, false)
	l.pathOf(out, "cancelled", cancelled, false)
	w := &texts{l: l, p: p, out: out, left: left}
	w.all()
	l.pathOf(out, "grip", l.grips(p), false)
	l.pathOf(out, "mark", w.marks, false)
	l.total(out, p)
	out.raw("</g>")
}

func (w *texts) all() {
	if !w.l.size.inside {
		return
	}
	notes := w.p.notes()
	for i, r := range w.p.shown.rows {
		for k, it := range r.items {
			w.label(r, it, w.p.rowY[i])
			if own := notes[it.task.ID]; own != nil {
				next := w.l.Width
				if i == w.p.totalRow && !w.l.size.above { // the total stands there
					next = min(next, w.l.x(w.p, w.p.end())+totalGap)
				}
				if k+1 < len(r.items) {
					next = w.l.x(w.p, r.items[k+1].from)
				}
				w.mark(own, w.p.rowY[i], next, it)
			}
		}
	}
}

// pathOf writes a path of a class, filled with the pattern of the same name if it has one.
func (l *Layout) pathOf(out *pen, name string, d path, patterned bool, more ...string) {
	if len(d.b) == 0 {
		return
	}
	out.raw(`<path class="chart-`, name)
	out.raw(more...)
	out.raw(`"`)
	if patterned {
		out.raw(` fill="url(#`)
		out.text(l.o.Prefix)
		out.raw("-", name, `)"`)
	}
	out.raw(` d="`)
	out.b = append(out.b, d.b...)
	out.raw(`"/>`)
}

// playhead writes the group that a page moves: a veil over the future and the line before it. Setting one
// attribute of it, transform, is all that playing takes.
func (l *Layout) playhead(out *pen) {
	const arrow = 6
	id := l.o.Prefix
	out.raw(`<clipPath id="`)
	out.text(id)
	out.raw(`-clip"><rect`)
	l.box(out, Rect{l.Plot.Left - arrow, l.Plot.Top - 2*arrow, l.Width, l.Plot.Bottom})
	out.raw(`/></clipPath><g clip-path="url(#`)
	out.text(id)
	out.raw(`-clip)"><g class="chart-playhead" id="`)
	out.text(id)
	out.raw(`-playhead" visibility="hidden" transform="`, l.PlayheadTransform(l.Span), `"><rect class="chart-veil"`)
	l.box(out, Rect{0, l.Plot.Top - 2*arrow, l.Width, l.Plot.Bottom})
	out.raw(`/><path class="chart-now" d="`)
	var d path
	d.to('M', -arrow, l.Plot.Top-2*arrow)
	d.to('h', 2*arrow)
	d.to('l', 0.8-arrow, arrow+2)
	d.to('V', l.Plot.Bottom)
	d.to('h', -1.6)
	d.to('V', l.Plot.Top-arrow+2)
	out.raw(string(d.b), `z"/></g></g>`)
}

func (l *Layout) box(out *pen, r Rect) {
	out.attr("x", r.Left)
	out.attr("y", r.Top)
	out.attr("width", r.Right-r.Left)
	out.attr("height", r.Bottom-r.Top)
}

// PlayheadTransform returns the transform attribute that puts the playhead at an instant.
func (l *Layout) PlayheadTransform(t time.Duration) string {
	b := append([]byte(nil), "translate("...)
	return string(append(appendNum(b, l.TimeToX(t)), " 0)"...))
}
