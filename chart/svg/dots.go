package svg

import (
	"overlap/chart/scene"
	"overlap/chart/words"
)

const (
	dotSize   = 5  // width of a dot, with the gap to the next
	dotRow    = 30 // height of the dots of a row; higher stacks have denser dots
	dotMargin = 4
)

// Dots returns many runs as an SVG picture: a dot for each, those that took about as long above each other. Its totals are sorted.
func Dots(d *scene.Dots, o Options) string {
	o = o.withDefaults()
	width, line := float64(o.Width), float64(nameLine+dotRow+dotMargin)
	height := line*float64(len(d.Rows)) + axisLine
	out := &words.Pen{B: make([]byte, 0, 8<<10)}
	o.open(out, width, height, words.DotsSentence(d), "")
	axis, _ := d.Axis()
	left, right := float64(dotSize), width-dotSize
	dotAxis(out, axis, left, right, height-axisLine)
	for i := range d.Rows {
		r, top := &d.Rows[i], line*float64(i)
		room := right - left
		text := words.RangeText(r)
		anchored(out, "chart-name", "start", 0, top+12, fit(words.Clean(r.Title), nameSize, width-textWidth(text, nameSize)-nameGap))
		anchored(out, "chart-name", "end", width, top+12, text)
		var dots path
		for _, s := range r.Stacks(axis, int(room/dotSize)) {
			apart := min(dotSize, float64(dotRow-dotSize)/float64(max(s.Runs-1, 1)))
			for k := range s.Runs {
				dots.to('M', left+room*s.Part-dotSize/2, top+nameLine+dotRow-dotSize/2-apart*float64(k))
				dots.b = append(dots.b, "h.01"...)
			}
		}
		writePath(out, "chart-dot", dots)
	}
	out.Raw("</svg>")
	return string(out.B)
}

// dotAxis writes the axis of totals below the rows, with its lines behind them.
func dotAxis(out *words.Pen, a scene.Axis, left, right, bottom float64) {
	var lines path
	at, labels := words.Ticks(a, int((right-left)/90)+1)
	for i, v := range at {
		x := left + (right-left)*a.Part(v)
		lines.to('M', x, 0)
		lines.to('V', bottom)
		anchor := "middle"
		switch {
		case x < 20:
			anchor = "start"
		case x > right-20:
			anchor = "end"
		}
		tickText(out, anchor, x, bottom+15, labels[i])
	}
	writePath(out, "chart-grid", lines)
}
