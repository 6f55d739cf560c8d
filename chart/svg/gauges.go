package svg

import (
	"overlap/chart/scene"
	"overlap/chart/words"
)

// gauge is a gauge and its place.
type gauge struct {
	*scene.Gauge
	area  Rect
	nameY float64 // baseline of the name
}

const (
	gaugeLine = 18 // height of a gauge, with the gap above it
	gaugeGap  = 4
)

// gaugeRows writes the gauges of a panel, without their names.
func (l *Layout) gaugeRows(out *words.Pen, p *panel) {
	for i := range p.gauges {
		g := &p.gauges[i]
		columns := int(g.area.Right - g.area.Left)
		top, base := make([]float64, columns+1), make([]float64, columns+1)
		for c, level := range p.Levels(g.Gauge, columns) {
			base[c], top[c] = g.area.Bottom, g.area.Bottom
			if level > 0 {
				top[c] -= max(float64(level)/float64(g.Most)*(g.area.Bottom-g.area.Top), 1)
			}
		}
		ended := min(int(p.x(p.Total)-g.area.Left), columns) + 1
		l.pathElement(out, "gauge", outline(g.area.Left, top[:ended], base[:ended]), false)
	}
}

// gaugeNames writes the gauges' names and peaks: behind the gauge, as a total stands behind its bar, or in a narrow picture
// behind the name.
func (l *Layout) gaugeNames(out *words.Pen, p *panel) {
	for i := range p.gauges {
		g := &p.gauges[i]
		peak, room, x := words.GaugeText(g.Gauge), l.size.names-8, p.x(p.Total)+totalGap
		if l.size.namesAbove {
			room = l.Width - textWidth(peak, labelSize) - 12
		}
		name := fit(words.Clean(g.Name), nameSize, room)
		if l.size.namesAbove {
			x = textWidth(name, nameSize) + 6
		}
		l.text(out, "chart-name", 0, g.nameY, name)
		l.textFrom(out, "chart-said", p.Total, x, g.nameY, peak)
	}
}
