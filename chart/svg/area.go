package svg

import (
	"overlap/chart/scene"
	"overlap/chart/words"
)

// An area says of a sampled panel what its rows no longer can: how many tasks there were at each moment,
// and what they did. The looks are stacked, the busiest at the bottom.

var stacking = [...]scene.Look{scene.Running, scene.Ready, scene.Endless, scene.Held, scene.Waiting, scene.Thin}

// areaOf writes a sampled panel's area, one path for each look.
func (l *Layout) areaOf(out *words.Pen, p *placed) {
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
	for _, k := range stacking {
		top := make([]float64, columns+1)
		any := false
		for i := range top {
			top[i] = base[i] - float64(c[k][i])*unit
			any = any || c[k][i] > 0
		}
		if any {
			l.pathOf(out, lookNames[k], outline(p.area.Left, top, base), patterned(k), " chart-area")
		}
		base = top
	}
	if !l.size.above {
		l.line(out, "chart-name", 0, p.area.Top+12, words.AtOnce(&p.shown))
	}
}

// outline returns the area between two lines of steps, one step for each pixel.
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
