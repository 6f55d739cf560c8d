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
	gaugeLine = 22 // height of a gauge, with the gap above it
	gaugeGap  = 5
)

// gaugeRows writes the gauges of a panel.
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
		l.nameGauge(out, p, g)
	}
}

// nameGauge writes a gauge's name and its peak: behind the gauge, as a total stands behind its bar, or in a narrow picture
// behind the name.
func (l *Layout) nameGauge(out *words.Pen, p *panel, g *gauge) {
	if l.size.namesAbove {
		l.text(out, "chart-name", 0, g.nameY, fit(words.Clean(g.Name), nameSize, l.Width-textWidth(words.GaugeText(g.Gauge), nameSize)-12)+", "+words.GaugeText(g.Gauge))
		return
	}
	l.text(out, "chart-name", 0, g.nameY, fit(words.Clean(g.Name), nameSize, l.size.names-8))
	l.text(out, "chart-said", p.x(p.Total)+totalGap, g.nameY, words.GaugeText(g.Gauge))
}
