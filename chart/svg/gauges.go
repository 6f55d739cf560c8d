package svg

import (
	"overlap/chart/scene"
	"overlap/chart/words"
)

// gauge is a gauge where it is drawn.
type gauge struct {
	*scene.Gauge
	area  Rect
	nameY float64 // baseline of the name
}

const (
	gaugeLine = 22 // height of a strip, with the gap above it
	gaugeGap  = 5
)

// gaugesRow writes the strips of a panel.
func (l *Layout) gaugesRow(out *words.Pen, p *placed) {
	for i := range p.gauges {
		g := &p.gauges[i]
		columns := int(g.area.Right - g.area.Left)
		top, base := make([]float64, columns+1), make([]float64, columns+1)
		for c, level := range p.Levels(g.Gauge, l.Span, columns) {
			base[c], top[c] = g.area.Bottom, g.area.Bottom
			if level > 0 {
				top[c] -= max(float64(level)/float64(g.Most)*(g.area.Bottom-g.area.Top), 1)
			}
		}
		ended := min(int(l.TimeToX(p.Total)-g.area.Left), columns) + 1
		l.pathOf(out, "gauge", outline(g.area.Left, top[:ended], base[:ended]), false)
		l.nameGauge(out, p, g)
	}
}

// nameGauge writes the gauge's name, and how much there was at most: behind the strip as a total stands behind its bar,
// or in the line of the name.
func (l *Layout) nameGauge(out *words.Pen, p *placed, g *gauge) {
	if l.size.above {
		l.line(out, "chart-name", 0, g.nameY, fit(words.Clean(g.Name), nameSize, l.Width-textWidth(words.UpTo(g.Gauge), nameSize)-12)+", "+words.UpTo(g.Gauge))
		return
	}
	l.line(out, "chart-name", 0, g.nameY, fit(words.Clean(g.Name), nameSize, l.size.names-8))
	l.line(out, "chart-said", l.TimeToX(p.Total)+totalGap, g.nameY, words.UpTo(g.Gauge))
}
