package svg

import (
	"overlap/chart/scene"
	"overlap/chart/words"
)

// The area of a sampled panel shows what its rows cannot: how many tasks there were at each moment, and what they did.
// The looks are stacked, with running tasks at the bottom.

var stackingOrder = [...]scene.Look{scene.Running, scene.Ready, scene.Endless, scene.Held, scene.Waiting, scene.Thin}

// area writes a sampled panel's area, one path for each look.
func (l *Layout) area(out *words.Pen, p *panel) {
	if p.area.Bottom == 0 {
		return
	}
	columns := int(p.area.Right - p.area.Left)
	c := p.Count(l.Span, columns)
	unit := (p.area.Bottom - p.area.Top) / float64(max(c.Peak(), 1))
	base := make([]float64, columns+1)
	for i := range base {
		base[i] = p.area.Bottom
	}
	for _, k := range stackingOrder {
		top := make([]float64, columns+1)
		any := false
		for i := range top {
			top[i] = base[i] - float64(c[k][i])*unit
			any = any || c[k][i] > 0
		}
		if any {
			l.pathElement(out, lookNames[k], outline(p.area.Left, top, base), patterned(k), " chart-area")
		}
		base = top
	}
	if !l.size.namesAbove {
		l.text(out, "chart-name", 0, p.area.Top+12, words.AtOnceText(&p.shown))
	}
}

// outline returns the area between two step functions, with one step for each pixel.
func outline(left float64, top, base []float64) path {
	var d path
	n := len(top)
	d.to('M', left, top[0])
	for i := 1; i < n; i++ {
		if top[i] != top[i-1] {
			d.to('H', left+float64(i))
			d.to('V', top[i])
		}
	}
	d.to('H', left+float64(n-1))
	d.to('V', base[n-1])
	for i := n - 1; i > 0; i-- {
		if base[i] != base[i-1] {
			d.to('H', left+float64(i))
			d.to('V', base[i-1])
		}
	}
	d.to('H', left)
	d.b = append(d.b, 'z')
	return d
}
