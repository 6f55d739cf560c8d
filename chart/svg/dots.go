package svg

import (
	"overlap/chart/scene"
	"overlap/chart/words"
)

// Dots returns how long something took many times as an SVG picture: a dot for each time, those that are about as long above
// each other. Where stacks would be higher than a row, the dots of all rows are as much denser, so that heights compare. Times
// are sorted.
func Dots(d *scene.Dots, o Options) string {
	o = o.withDefaults()
	out := &words.Pen{B: make([]byte, 0, 8<<10)}
	o.open(out, float64(o.Width), dotsHeight(d, o), words.DotsSentence(d), "")
	drawDots(out, d, o)
	out.Raw("</svg>")
	return string(out.B)
}

func drawDots(out *words.Pen, d *scene.Dots, o Options) {
	width, names := float64(o.Width), dotNames(d, o)
	line, height := names+dotRow+dotMargin, dotsHeight(d, o)
	axis, _ := d.Axis()
	left, right := besideDots(d, o)
	left, right = left+dotSize, width-right-dotSize
	dotAxis(out, axis, left, right, height-axisLine)
	places := int((right - left) / dotSize)
	apart := min(dotSize, float64(dotRow-dotSize)/float64(max(d.Tallest(axis, places)-1, 1)))
	for i := range d.Rows {
		r, top := &d.Rows[i], line*float64(i)
		dotName(out, r, top, names, width)
		var dots, marks path
		for _, s := range r.Stacks(axis, places) {
			stack(&dots, left+(right-left)*s.Part-dotSize/2, top+names+dotRow-dotSize/2, apart, s.Dots)
		}
		writePath(out, "chart-dot", dots)
		for _, p := range r.Marked {
			marks.to('M', axis.Between(int64(p.At), left, right)-dotSize/2, top+names)
			marks.to('v', dotRow)
		}
		writePath(out, "chart-percentile", marks)
	}
}

// below returns how much of that is part of the picture.
func (l *Layout) below() float64 {
	if l.o.Style == "" {
		return 0
	}
	return l.o.withDots()
}

// dotsBelow writes the dots below the picture, with their title.
func (l *Layout) dotsBelow(out *words.Pen) {
	out.Raw(`<g transform="translate(0 `)
	out.Num(l.Height + dotsTitle)
	out.Raw(`)"><text class="chart-title" y="-14">`)
	out.Text(l.o.Dots.Title)
	out.Raw("</text>")
	drawDots(out, l.o.Dots, l.o)
	out.Raw("</g>")
}

func dotName(out *words.Pen, r *scene.DotRow, top, height, width float64) {
	text, room := words.RangeText(r), width
	switch {
	case height == 0:
		middle := top + dotRow/2 + 4
		anchored(out, "chart-name", "start", 0, middle, words.Clean(r.Title))
		anchored(out, "chart-name", "end", width, middle, text)
		return
	case height > nameLine:
		anchored(out, "chart-name", "start", 0, top+nameLine+12, text)
	default:
		anchored(out, "chart-name", "end", width, top+12, text)
		room -= textWidth(text, nameSize) + nameGap
	}
	anchored(out, "chart-name", "start", 0, top+12, fit(words.Clean(r.Title), nameSize, room))
}

// stack draws dots above each other, from the bottom up. Dots that touch are one line.
func stack(to *path, x, bottom, apart float64, dots int) {
	if apart < dotSize {
		to.to('M', x, bottom)
		to.to('v', -apart*float64(dots-1)-.1) // a line of no length has no ends
		return
	}
	for k := range dots {
		to.to('M', x, bottom-apart*float64(k))
		to.b = append(to.b, "h.01"...)
	}
}

// dotAxis writes the axis of times below the rows, with its lines behind them.
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
