package svg

import (
	"strconv"

	"overlap/chart/scene"
	"overlap/chart/words"
)

// dots are path data around a point's middle, one for each series: a circle, a triangle, a square, a diamond and a cross.
// Later dots are drawn on top and are smaller, so that points at one place are all seen.
var dots = [scene.Series]string{
	"m-5.5 0a5.5 5.5 0 1 1 11 0a5.5 5.5 0 1 1 -11 0z",
	"m0 -6.5l6 10.5h-12z",
	"m-3.3 -3.3h6.6v6.6h-6.6z",
	"m0 -4.8l4.8 4.8l-4.8 4.8l-4.8 -4.8z",
	"m-4 -1.2h2.8v-2.8h2.4v2.8h2.8v2.4h-2.8v2.8h-2.4v-2.8h-2.8z",
}

// SVG returns the picture: a line for each variant, with its name where it ends and a ring where it bends most, and a line
// across at the value that is set now.
func (c *Curve) SVG() string {
	out := &words.Pen{B: make([]byte, 0, 4<<10)}
	c.o.open(out, c.width, c.height, words.Heading(c.Sweep), words.SweepSentence(c.Sweep))
	c.grid(out)
	c.now(out)
	for i := range c.Lines {
		c.line(out, i)
	}
	for i := range c.Lines {
		c.knee(out, i)
	}
	out.Raw("</svg>")
	return string(out.B)
}

// grid writes the axes: lines across the plot at round numbers, with labels, and the names of the axes.
func (c *Curve) grid(out *words.Pen) {
	var lines path
	at, labels := words.Ticks(c.y, totalTicks)
	for i, v := range at {
		y := c.pixelY(v)
		lines.to('M', c.plot.Left, y)
		lines.to('H', c.plot.Right)
		tickText(out, "end", c.plot.Left-8, y+4, labels[i])
	}
	c.eachValueTick(func(x float64, word string) {
		lines.to('M', x, c.plot.Top)
		lines.to('V', c.plot.Bottom)
		tickText(out, "middle", x, c.plot.Bottom+15, word)
	})
	out.Raw(`<path class="chart-grid" d="`, string(lines.b), `"/>`)
	tickText(out, "start", 2, 14, "Total"+words.Logarithmic(c.y))
	tickText(out, "middle", (c.plot.Left+c.plot.Right)/2, c.plot.Bottom+34, c.Name+words.Logarithmic(c.x))
}

// eachValueTick calls mark for each tick of the axis of values, as many as fit without overlap.
func (c *Curve) eachValueTick(mark func(x float64, word string)) {
	room := c.plot.Right - c.plot.Left - 2*inset
	if n := len(c.Words); n > 0 {
		for i, w := range c.Words {
			mark(c.pixelX(c.Place(c.x, i)), fit(words.Clean(w), labelSize, room/float64(n)-6))
		}
		return
	}
	if len(c.Values) == 0 {
		return
	}
	widest := max(textWidth(words.UnitWords(c.Unit, c.x.Lo), labelSize), textWidth(words.UnitWords(c.Unit, c.x.Hi), labelSize), 30)
	at, labels := words.Ticks(c.x, int(room/(widest+20)))
	for i, v := range at {
		mark(c.pixelX(c.x.Part(v)), labels[i])
	}
}

func tickText(out *words.Pen, anchor string, x, y float64, s string) {
	anchored(out, "chart-tick", anchor, x, y, s)
}

// line writes a variant: its line, which is broken where runs failed, its points, and its name behind an example point.
func (c *Curve) line(out *words.Pen, i int) {
	const apart = 12 // pixels between two dots
	var line, marks, failed path
	marked, last := -apart-1.0, c.Points(i)-1
	pen := byte('M')
	for k := range last + 1 {
		x, y := c.point(i, k)
		if c.Lines[i].Points[k].Failed {
			cross(&failed, x, y)
			pen = 'M'
			continue
		}
		if len(c.Words) == 0 {
			line.to(pen, x, y)
			pen = 'L'
		}
		if x-marked >= apart || k == last {
			mark(&marks, i, x, y)
			marked = x
		}
	}
	x := c.plot.Right + nameGap
	if c.namesBelow {
		x = c.plot.Left
	}
	mark(&marks, i, x+5, c.nameY[i]-4)
	out.Raw(`<g class="chart-series chart-series-`, strconv.Itoa(i%scene.Series+1), `">`)
	writePath(out, "chart-line", line)
	writePath(out, "chart-dots", marks)
	writePath(out, "chart-failed", failed)
	out.Raw(`<text class="chart-name"`)
	out.Attr("x", x+swatchGap)
	out.Attr("y", c.nameY[i])
	out.Raw(">")
	out.Text(fit(words.Clean(c.Lines[i].Title), nameSize, c.width-x-swatchGap))
	out.Raw("</text></g>")
}

// now marks the value that is set.
func (c *Curve) now(out *words.Pen) {
	if c.Now == nil || len(c.Values) == 0 || *c.Now < c.Values[0] || *c.Now > c.Values[len(c.Values)-1] {
		return
	}
	x, text := c.pixelX(c.x.Part(*c.Now)), "now "+words.UnitWords(c.Unit, *c.Now)
	for i, v := range c.Values {
		if v == *c.Now && len(c.Words) > 0 {
			x, text = c.pixelX(c.Place(c.x, i)), "now"
		}
	}
	var here path
	here.to('M', x, c.plot.Top-4)
	here.to('V', c.plot.Bottom)
	writePath(out, "chart-here", here)
	half := textWidth(text, labelSize)/2 + 2
	anchored(out, "chart-tick", "middle", min(max(x, c.plot.Left+half), c.width-half), c.plot.Top-9, text)
}

// knee marks the point at which a line bends most.
func (c *Curve) knee(out *words.Pen, line int) {
	i, ok := c.Knee(line)
	if !ok {
		return
	}
	x, y := c.point(line, i)
	text := words.KneeText(c.Sweep, line)
	wide := textWidth(text, labelSize)
	at := Rect{x + 12, y - 18, x + 12 + wide, y - 6} // where the line does not come from and does not go to
	if points := c.Lines[line].Points; points[0].Total < points[i].Total {
		at.Left, at.Right = x-12-wide, x-12
	}
	for _, k := range c.knees {
		if at.Left < k.Right && k.Left < at.Right && at.Top < k.Bottom && k.Top < at.Bottom {
			at.Top, at.Bottom = k.Bottom+2, k.Bottom+14
		}
	}
	c.knees = append(c.knees, at)
	var ring path
	ring.to('M', x, y)
	ring.b = append(ring.b, "m-9 0a9 9 0 1 1 18 0a9 9 0 1 1 -18 0z"...)
	out.Raw(`<g class="chart-series-`, strconv.Itoa(line%scene.Series+1), `">`)
	writePath(out, "chart-knee", ring)
	anchored(out, "chart-note", "start", at.Left, at.Bottom-2, text)
	out.Raw("</g>")
}

func mark(d *path, i int, x, y float64) {
	d.to('M', x, y)
	d.b = append(d.b, dots[i%scene.Series]...)
}

// cross adds a cross, which stands for a run that failed.
func cross(d *path, x, y float64) {
	const arm = 4
	d.to('M', x-arm, y-arm)
	d.to('l', 2*arm, 2*arm)
	d.to('m', -2*arm, 0)
	d.to('l', 2*arm, -2*arm)
}

func writePath(out *words.Pen, class string, d path) {
	if len(d.b) > 0 {
		out.Raw(`<path class="`, class, `" d="`, string(d.b), `"/>`)
	}
}
