package chart

import "time"

// grid writes the axis below the panels and its lines behind them.
func (l *Layout) grid(out *pen) {
	const apart = 84 // pixels between two instants, at least
	s := newScale(l.Span, int((l.Plot.Right-l.Plot.Left)/apart))
	var lines path
	for n := time.Duration(0); n <= l.Span/s.step; n++ {
		t := n * s.step
		x := l.TimeToX(t)
		for i := range l.panels {
			lines.to('M', x, l.panels[i].top)
			lines.to('V', l.panels[i].bottom)
		}
		l.tick(out, x, s.label(t))
	}
	l.pathOf(out, "grid", lines, false)
}

// tick writes an instant under its line, or as near to it as the picture's edges allow.
func (l *Layout) tick(out *pen, x float64, label string) {
	anchor, half := "middle", textWidth(label, labelSize)/2
	switch {
	case x < half:
		anchor, x = "start", 0
	case x > l.Width-half:
		anchor, x = "end", l.Width
	}
	out.raw(`<text class="chart-tick" text-anchor="`, anchor, `"`)
	out.attr("x", x)
	out.attr("y", l.Plot.Bottom+15)
	out.raw(">", label, "</text>")
}

// names writes a panel's title and the names of its rows.
func (l *Layout) names(out *pen, p *placed) {
	l.line(out, "chart-title", 0, p.titleY, fit(clean(p.Title), totalSize*bold, l.Width-l.totalRoom(p)))
	if p.noteY > 0 {
		note := p.noteText()
		if l.size.above {
			note += ", " + p.peakText()
		}
		l.line(out, "chart-note", 0, p.noteY, note)
	}
	width := l.size.names - 8
	if l.size.above {
		width = l.Width
	}
	for i, r := range p.shown.rows {
		if p.nameY[i] > 0 {
			l.line(out, "chart-name", 0, p.nameY[i], fit(clean(l.nameOf(p, i, r)), nameSize, width))
		}
	}
}

// nameOf returns what stands beside a row, or above all rows of the tasks where there is no room for each.
func (l *Layout) nameOf(p *placed, i int, r row) string {
	if !l.size.above || l.size.inside || r.shared {
		return r.name
	}
	last := i
	for last+1 < len(p.shown.rows) && !p.shown.rows[last+1].shared {
		last++
	}
	if last == i {
		return r.name
	}
	return r.name + " to " + p.shown.rows[last].name
}

func (l *Layout) line(out *pen, class string, x, y float64, s string) {
	out.raw(`<text class="`, class, `"`)
	out.attr("x", x)
	out.attr("y", y)
	out.raw(">")
	out.text(s)
	out.raw("</text>")
}

// totalRoom is how much of the title's line the total takes, where it stands there.
func (l *Layout) totalRoom(p *placed) float64 {
	if !l.totalAbove(p) {
		return 0
	}
	return boldWidth(p.totalText(), totalSize) + 12
}

// totalAbove reports whether the total stands in the title's line: there is no room beside the rows, or they go on
// for ever.
func (l *Layout) totalAbove(p *placed) bool { return l.size.above || len(p.Stuck) > 0 }

// total writes how long a panel took behind the bar that ended last, or beside the title where the
// picture is too narrow to spare the room.
func (l *Layout) total(out *pen, p *placed) {
	class := "chart-total"
	if p.Failed != "" {
		class += " chart-total-failed"
	}
	if l.totalAbove(p) {
		out.raw(`<text text-anchor="end" class="`, class, `"`)
		out.attr("x", l.Plot.Right)
		out.attr("y", p.titleY)
	} else {
		y := (p.area.Top + p.area.Bottom) / 2
		if p.area.Bottom == 0 && len(p.rowY) > 0 {
			y = p.rowY[p.totalRow]
		}
		out.raw(`<text class="`, class, `"`)
		gap := float64(totalGap)
		if p.Failed != "" {
			gap += crossGap
		}
		out.attr("x", l.x(p, p.end())+gap)
		out.attr("y", y+4.5)
	}
	out.raw(">", p.totalText(), "</text>")
}

const (
	legendLine = 18
	swatch     = 22.0 // width of a legend's example, with the gap behind it
	legendGap  = 16
)

// legendRow says what the looks mean that occur, below the axis.
func (l *Layout) legendRow(out *pen) {
	l.eachLegend(func(k look, x, y float64) {
		var d path
		half := 5.0
		if k == thin {
			half = 2
		}
		d.rect(Rect{x, y - 4 - half, x + swatch - 6, y - 4 + half}, 2)
		l.pathOf(out, lookNames[k], d, k != thin && k != running)
		l.line(out, "chart-tick", x+swatch, y, fit(l.words(k), labelSize, l.Width-x-swatch))
	})
}

// eachLegend places the entries of the legend, in as many lines as they need, and returns their number.
func (l *Layout) eachLegend(entry func(k look, x, y float64)) (lines int) {
	x, y := l.Plot.Left, l.Plot.Bottom+axisLine+12
	for k := range looks {
		if !l.legend[k] {
			continue
		}
		w := swatch + textWidth(l.words(k), labelSize)
		if lines == 0 || x+w > l.Width {
			x, lines = l.Plot.Left, lines+1
		}
		entry(k, x, y+float64(lines-1)*legendLine)
		x += w + legendGap
	}
	return lines
}

func (l *Layout) legendHeight() float64 {
	lines := l.eachLegend(func(look, float64, float64) {})
	return float64(lines)*legendLine + 2
}
