package svg

import (
	"time"

	"overlap/chart/words"
)

// Flag returns a line across a panel's rows at an instant, with a text in the line of the panel's title: "" where the panel's
// axis does not reach the instant. A page adds it to the picture, because it says what a reader did and not what a run did.
func (l *Layout) Flag(n int, at time.Duration, text string) string {
	p := &l.panels[n]
	if from, to := p.Window(); at < from || at > to {
		return ""
	}
	out, x := &words.Pen{}, p.x(at)
	width := textWidth(text, labelSize)
	left, top := l.flagTextX(p, x, width), p.titleY-10
	if left < x && x < left+width { // there is room on neither side: the line begins below the text
		top = p.titleY + 4
	}
	var d path
	d.to('M', x, top)
	d.to('V', p.bottom)
	out.Raw(`<g class="chart-flag">`)
	l.pathElement(out, "flag-line", d, false)
	l.text(out, "chart-flag-text", left, p.titleY, text)
	out.Raw("</g>")
	return string(out.B)
}

// flagTextX returns where a flag's text begins: after its line, else before it, and never on the title or the total.
func (l *Layout) flagTextX(p *panel, x, width float64) float64 {
	const gap = 4
	left := boldWidth(fit(words.Clean(p.Title), totalSize*bold, l.Width), totalSize) + 12
	if note := l.axesNote(p); note != "" {
		left += textWidth(note, labelSize) + 12
	}
	if x+gap+width > l.Width-l.totalRoom(p) {
		x -= width + 2*gap
	}
	return max(x+gap, left)
}

// XToTime returns the instant at x on a panel's axis, from its first to its last.
func (l *Layout) XToTime(n int, x float64) time.Duration { return l.panels[n].at(x) }

// Brush returns the d attribute of a rectangle from x to another over the panels that have a panel's axis.
func (l *Layout) Brush(n int, from, to float64) string {
	p, top, bottom := &l.panels[n], l.Plot.Top, l.Plot.Bottom
	if len(l.axes()) > 1 {
		top, bottom = p.top, p.bottom
	}
	from, to = min(max(from, p.left), p.right), min(max(to, p.left), p.right)
	var d path
	d.to('M', from, top)
	d.to('H', to)
	d.to('V', bottom)
	d.to('H', from)
	return string(d.b) + "z"
}
