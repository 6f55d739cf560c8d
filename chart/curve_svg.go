package chart

import "strconv"

// series is how many looks of lines there are; with more lines than that the looks begin anew.
const series = 5

// dots are how a point of each look is drawn around its middle: a circle, a triangle, a square, a diamond and a cross. Those
// that come later, and so on top, cover less, so that lines that run together are all seen.
var dots = [series]string{
	"m-5.5 0a5.5 5.5 0 1 1 11 0a5.5 5.5 0 1 1 -11 0z",
	"m0 -6.5l6 10.5h-12z",
	"m-3.3 -3.3h6.6v6.6h-6.6z",
	"m0 -4.8l4.8 4.8l-4.8 4.8l-4.8 -4.8z",
	"m-4 -1.2h2.8v-2.8h2.4v2.8h2.8v2.4h-2.8v2.8h-2.4v-2.8h-2.8z",
}

func (c *curve) svg() string {
	out := &pen{b: make([]byte, 0, 4<<10)}
	c.o.open(out, c.width, c.height, c.heading(), c.Sentence())
	c.grid(out)
	for i := range c.Lines {
		c.line(out, i)
	}
	out.raw("</svg>")
	return string(out.b)
}

// heading names the picture.
func (s *Sweep) heading() string { return s.Title + ": time over " + s.Name + "." }

// grid writes the axes: lines across the plot at round numbers, and what they are.
func (c *curve) grid(out *pen) {
	var lines path
	at, words := c.y.ticks(totalTicks)
	for i, v := range at {
		y := c.pixelY(v)
		lines.to('M', c.plot.Left, y)
		lines.to('H', c.plot.Right)
		tick(out, "end", c.plot.Left-8, y+4, words[i])
	}
	c.places(func(x float64, word string) {
		lines.to('M', x, c.plot.Top)
		lines.to('V', c.plot.Bottom)
		tick(out, "middle", x, c.plot.Bottom+15, word)
	})
	out.raw(`<path class="chart-grid" d="`, string(lines.b), `"/>`)
	tick(out, "start", 2, 14, "Total"+logarithmic(c.y))
	tick(out, "middle", (c.plot.Left+c.plot.Right)/2, c.plot.Bottom+34, c.Name+logarithmic(c.x))
}

func logarithmic(a axis) string {
	if a.log {
		return ", logarithmic"
	}
	return ""
}

// places calls mark for each tick of the axis of values, none of which stands in another's way.
func (c *curve) places(mark func(x float64, word string)) {
	room := c.plot.Right - c.plot.Left - 2*inset
	if n := len(c.Words); n > 0 {
		for i, w := range c.Words {
			mark(c.pixelX(c.place(c.x, i)), fit(clean(w), labelSize, room/float64(n)-6))
		}
		return
	}
	if len(c.Values) == 0 {
		return
	}
	widest := max(textWidth(c.Unit.words(c.x.lo), labelSize), textWidth(c.Unit.words(c.x.hi), labelSize), 30)
	at, words := c.x.ticks(int(room / (widest + 20)))
	for i, v := range at {
		mark(c.pixelX(c.x.part(v)), words[i])
	}
}

func tick(out *pen, anchor string, x, y float64, s string) {
	out.raw(`<text class="chart-tick" text-anchor="`, anchor, `"`)
	out.attr("x", x)
	out.attr("y", y)
	out.raw(">")
	out.text(s)
	out.raw("</text>")
}

// line writes a variant: its line, broken where it failed, its points, and its name with such a point before it.
func (c *curve) line(out *pen, i int) {
	const apart = 12 // pixels between two points that are marked
	var line, marks, failed path
	marked, last := -apart-1.0, c.points(i)-1
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
	if c.below {
		x = c.plot.Left
	}
	mark(&marks, i, x+5, c.nameY[i]-4)
	out.raw(`<g class="chart-series chart-series-`, strconv.Itoa(i%series+1), `">`)
	pathTo(out, "chart-line", line)
	pathTo(out, "chart-dots", marks)
	pathTo(out, "chart-failed", failed)
	out.raw(`<text class="chart-name"`)
	out.attr("x", x+swatchGap)
	out.attr("y", c.nameY[i])
	out.raw(">")
	out.text(fit(clean(c.Lines[i].Title), nameSize, c.width-x-swatchGap))
	out.raw("</text></g>")
}

func mark(d *path, i int, x, y float64) {
	d.to('M', x, y)
	d.b = append(d.b, dots[i%series]...)
}

// cross marks a run that failed.
func cross(d *path, x, y float64) {
	const arm = 4
	d.to('M', x-arm, y-arm)
	d.to('l', 2*arm, 2*arm)
	d.to('m', -2*arm, 0)
	d.to('l', 2*arm, -2*arm)
}

func pathTo(out *pen, class string, d path) {
	if len(d.b) > 0 {
		out.raw(`<path class="`, class, `" d="`, string(d.b), `"/>`)
	}
}
