package svg

import (
	"time"

	"overlap/chart/words"
)

// grid writes the labels of each axis of time, and its lines behind the panels.
func (l *Layout) grid(out *words.Pen) {
	var lines path
	for _, group := range l.axes() {
		for _, x := range l.timeTicks(out, group) {
			for i := range group {
				lines.to('M', x, group[i].top)
				lines.to('V', group[i].bottom)
			}
		}
	}
	l.pathElement(out, "grid", lines, false)
}

// AxisBelow returns the labels of the first axis of time below y, as a picture as wide as the layout and axisLine high, for the edge
// of a window that cuts the layout's picture off at y: "" where no axis is
// below, and where none of its panels has begun.
func (l *Layout) AxisBelow(y float64) string {
	for _, group := range l.axes() {
		line := tickLine(group)
		if line <= y {
			continue
		}
		if group[0].top >= y {
			break // nothing that the axis measures is in sight
		}
		out := &words.Pen{}
		out.Raw(`<svg class="chart"`)
		out.Attr("width", l.Width)
		out.Attr("height", axisLine)
		out.Raw(` viewBox="0 `)
		out.Num(line - tickAscent)
		out.Raw(" ")
		out.Num(l.Width)
		out.Raw(" ")
		out.Num(axisLine)
		out.Raw(`">`)
		l.timeTicks(out, group)
		out.Raw("</svg>")
		return string(out.B)
	}
	return ""
}

// tickAscent is how far an axis' labels reach above their baseline, with a hair of room.
const tickAscent = 13

// tickLine returns the baseline of the labels of the axis that panels share.
func tickLine(group []panel) float64 { return group[len(group)-1].bottom + 15 }

// timeTicks writes the labels of the axis that panels share, and returns where its lines stand.
func (l *Layout) timeTicks(out *words.Pen, group []panel) (lines []float64) {
	const apart = 84 // pixels between two instants, at least
	p, y := &group[0], tickLine(group)
	at, texts := words.Ticks(p.Axis, int((p.right-p.left)/apart)+1)
	for k, t := range at {
		lines = append(lines, p.x(time.Duration(t)))
		l.timeTick(out, lines[k], y, texts[k])
	}
	return lines
}

// timeTick writes an instant below its line, moved as far as the picture's edges demand.
func (l *Layout) timeTick(out *words.Pen, x, y float64, label string) {
	anchor, half := "middle", textWidth(label, labelSize)/2
	switch {
	case x < half:
		anchor, x = "start", 0
	case x > l.Width-half:
		anchor, x = "end", l.Width
	}
	out.Raw(`<text class="chart-tick" text-anchor="`, anchor, `"`)
	out.Attr("x", x)
	out.Attr("y", y)
	out.Raw(">", label, "</text>")
}
