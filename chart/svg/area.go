package svg

import (
	"overlap/chart/scene"
	"overlap/chart/words"
)

// The areas of a panel's densities stack looks, with running tasks at the bottom.

var stackingOrder = [...]scene.Look{scene.Running, scene.Ready, scene.Endless, scene.Held, scene.Retrying, scene.Waiting, scene.Thin}

// area is the place of a density.
type area struct {
	Rect
	peak  float64 // the y of the most tasks at once
	nameY float64 // baselines of its name and of its peak; peakY is 0 when the peak stands behind the name
	peakY float64
}

// densities writes the areas of a panel, one path for each look.
func (l *Layout) densities(out *words.Pen, p *panel) {
	for i := range p.areas {
		a, d := &p.areas[i], &p.shown.Densities[i]
		var axis path
		for _, y := range []float64{a.peak, a.Bottom} {
			axis.to('M', a.Left, y)
			axis.to('H', a.Right)
		}
		l.pathElement(out, "grid", axis, false)
		columns := int(a.Right - a.Left)
		c := p.Count(d, columns)
		unit := (a.Bottom - a.Top) / float64(max(d.Most, 1))
		base := make([]float64, columns+1)
		for i := range base {
			base[i] = a.Bottom
		}
		for _, k := range stackingOrder {
			top := make([]float64, columns+1)
			any := false
			for i := range top {
				top[i] = base[i] - float64(c[k][i])*unit
				any = any || c[k][i] > 0
			}
			if any {
				l.pathElement(out, lookNames[k], outline(a.Left, top, base), patterned(k), " chart-area")
			}
			base = top
		}
	}
}

// densityNames writes the names of a panel's densities.
func (l *Layout) densityNames(out *words.Pen, p *panel) {
	for i := range p.areas {
		l.nameDensity(out, &p.areas[i], &p.shown.Densities[i])
	}
}

// nameDensity writes the name of a density at its bottom, and the most tasks at once at the height that they have.
func (l *Layout) nameDensity(out *words.Pen, a *area, d *scene.Density) {
	peak := words.AtOnceText(d)
	if l.size.namesAbove {
		l.text(out, "chart-name", 0, a.nameY, fit(words.Clean(d.Name), nameSize, l.Width-textWidth(peak, nameSize)-12)+", "+peak)
		return
	}
	l.text(out, "chart-name", 0, a.nameY, fit(words.Clean(d.Name), nameSize, l.size.names-8))
	out.Raw(`<text class="chart-tick" text-anchor="end"`)
	out.Attr("x", l.size.names-6)
	out.Attr("y", a.peakY)
	out.Raw(">", peak, "</text>")
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
