package svg

import (
	"overlap/chart/scene"
	"overlap/chart/words"
)

// names writes a panel's title and the names of its rows.
func (l *Layout) names(out *words.Pen, p *panel) {
	l.titleOf(out, p)
	l.note(out, p, "", l.axesNote(p))
	if p.noteY > 0 {
		l.text(out, "chart-note", 0, p.noteY, words.ShownText(p.Strip, &p.shown))
	}
	width := l.size.names - 8
	if l.size.namesAbove {
		width = l.Width
	}
	for i := range p.shown.Rows {
		if y := p.rows[i].nameY; y > 0 {
			class := "chart-name"
			if p.rows[i].together > 1 {
				class += " chart-several"
			}
			l.text(out, class, 0, y, fit(words.Clean(l.nameOf(p, i)), nameSize, width))
		}
	}
}

// titleOf writes a panel's title as one text.
func (l *Layout) titleOf(out *words.Pen, p *panel) {
	out.Raw(`<text class="chart-title" x="0"`)
	out.Attr("y", p.titleY)
	out.Raw(">")
	for i, line := range p.title {
		if i > 0 {
			out.Raw(` <tspan x="0"`)
			out.Attr("dy", nextTitle)
			out.Raw(">")
		}
		out.Text(line)
		if i > 0 {
			out.Raw("</tspan>")
		}
	}
	out.Raw("</text>")
}

// note writes a note behind a panel's title, and behind the note that stands there already, if there is room.
func (l *Layout) note(out *words.Pen, p *panel, before, note string) {
	const gap = 12
	x := boldWidth(p.title[0], totalSize) + gap
	if before != "" {
		x += textWidth(before, labelSize) + gap
	}
	if note != "" && x+textWidth(note, labelSize) < l.Width-l.totalRoom(p) {
		l.text(out, "chart-note", x, p.titleY, note)
	}
}

// axesNote says how the axes differ from one linear axis, in the last panel: it is nearest to the ticks, and commands of a page stand
// beside the title of the first.
func (l *Layout) axesNote(p *panel) string {
	if p != &l.panels[len(l.panels)-1] {
		return ""
	}
	return words.AxesText(l.Scene)
}

// total writes how long a panel took, behind the bar that ended last or in the title's line.
func (l *Layout) total(out *words.Pen, p *panel) {
	class := "chart-total"
	failed := p.Failed != "" && !p.Stopped
	if failed {
		class += " chart-total-failed"
	}
	if l.totalAbove(p) {
		out.Raw(`<text text-anchor="end" class="`, class, `"`)
		l.from(out, p.Total)
		out.Attr("x", l.Plot.Right)
		out.Attr("y", p.titleY)
	} else {
		y := p.top
		if len(p.areas) > 0 {
			y = (p.areas[0].Top + p.areas[0].Bottom) / 2
		} else if len(p.rows) > 0 {
			y = p.rows[p.totalRow].mid
		}
		out.Raw(`<text class="`, class, `"`)
		l.from(out, p.Total)
		gap := float64(totalGap)
		if failed {
			gap += crossGap
		}
		out.Attr("x", p.x(p.Total)+gap)
		out.Attr("y", y+4.5)
	}
	out.Raw(">", words.TotalOnAxis(p.Strip), "</text>")
}

const (
	legendLine = 18
	swatch     = 22.0 // width of the example before a legend's text, with the gap behind it
	legendGap  = 16
)

// legendRow writes the legend below the axis, looks in one group and signs in another: a page that asks for a guess hides what gives
// it away.
func (l *Layout) legendRow(out *words.Pen) {
	out.Raw(`<g class="chart-legend">`)
	signs := false
	l.eachLegend(func(e scene.Entry, x, y float64) {
		var d path
		half := 5.0
		if e.Sign != 0 {
			if !signs {
				out.Raw(`</g><g class="chart-legend chart-signs">`)
				signs = true
			}
			l.sign(out, e, x+swatch/2-3, y-4)
			l.text(out, "chart-tick", x+swatch, y, fit(e.Text, labelSize, l.Width-x-swatch))
			return
		}
		if e.Look == scene.Thin {
			half = 2
		}
		d.rect(Rect{x, y - 4 - half, x + swatch - 6, y - 4 + half}, 2)
		l.pathElement(out, lookNames[e.Look], d, patterned(e.Look))
		l.text(out, "chart-tick", x+swatch, y, fit(e.Text, labelSize, l.Width-x-swatch))
	})
	out.Raw("</g>")
}
