package chart

import "overlap/engine/trace/summary"

// A gauge that is ever more than 1, such as the length of a queue or the permits in use, gets a strip below its
// panel's rows: how much there was at each moment. All panels have the same scale for the same gauge, because
// what a reader wants to see is that one variant holds ten thousand and the other one.

// gauge is a named quantity of a panel.
type gauge struct {
	name    string
	samples []summary.Sample // in order of time
	peak    int64            // of this panel,
	most    int64            // and of all panels
	area    Rect
	nameY   float64 // baseline of the name
}

const (
	gaugeLine  = 22 // height of a strip, with the gap above it
	gaugeGap   = 5
	mostGauges = 3 // in a panel
)

// gaugesOf returns the gauges of a trace, in the order they were first set. What one was for no time, because it
// was set again in the same instant, does not count.
func gaugesOf(s *summary.Summary, f frame) (all []gauge) {
	for _, sample := range s.Gauges {
		i := 0
		for i < len(all) && all[i].name != sample.Name {
			i++
		}
		if i == len(all) {
			all = append(all, gauge{name: sample.Name})
		}
		sample.At, _ = f.clip(sample.At, sample.At)
		if last := len(all[i].samples) - 1; last >= 0 && all[i].samples[last].At == sample.At {
			all[i].samples = all[i].samples[:last]
		}
		all[i].samples = append(all[i].samples, sample)
	}
	for i := range all {
		for _, sample := range all[i].samples {
			all[i].peak = max(all[i].peak, sample.Value)
		}
	}
	return all
}

// gauges gives each panel the strips of what was more than 1 in any.
func (l *Layout) gauges() {
	var all [][]gauge
	for i := range l.panels {
		all = append(all, gaugesOf(l.panels[i].Summary, l.panels[i].frame))
	}
	for i := range all {
		for _, g := range all[i] {
			g.most = most(all, g.name)
			if g.most > 1 && len(l.panels[i].gauges) < mostGauges {
				l.panels[i].gauges = append(l.panels[i].gauges, g)
			}
		}
	}
}

// most returns the peak of a gauge over all panels.
func most(all [][]gauge, name string) (peak int64) {
	for _, panel := range all {
		for _, g := range panel {
			if g.name == name {
				peak = max(peak, g.peak)
			}
		}
	}
	return peak
}

// placeGauges puts the strips below the rows and returns where they end.
func (l *Layout) placeGauges(p *placed, y float64) float64 {
	for i := range p.gauges {
		g := &p.gauges[i]
		if l.size.above {
			y += nameLine
			g.nameY = y - 3
		} else {
			g.nameY = y + gaugeLine/2 + 6
		}
		g.area = Rect{l.Plot.Left, y + gaugeGap, l.Plot.Right, y + gaugeLine}
		y += gaugeLine
	}
	return y
}

// levels returns the most there was in each of so many columns between the plot's ends.
func (g *gauge) levels(p *placed, span int64, columns int) []int64 {
	levels := make([]int64, columns+1)
	column := func(at int64) int {
		return min(max(int(float64(at-p.frame.from)/float64(span)*float64(columns)), 0), columns)
	}
	for i, s := range g.samples {
		to := max(s.At, p.end())
		if i+1 < len(g.samples) {
			to = g.samples[i+1].At
		}
		for c := column(s.At); c < max(column(to), column(s.At)+1); c++ {
			levels[c] = max(levels[c], s.Value)
		}
	}
	return levels
}

// gaugesRow writes the strips of a panel.
func (l *Layout) gaugesRow(out *pen, p *placed) {
	for i := range p.gauges {
		g := &p.gauges[i]
		columns := int(g.area.Right - g.area.Left)
		top, base := make([]float64, columns+1), make([]float64, columns+1)
		for c, level := range g.levels(p, int64(l.Span), columns) {
			base[c], top[c] = g.area.Bottom, g.area.Bottom
			if level > 0 {
				top[c] -= max(float64(level)/float64(g.most)*(g.area.Bottom-g.area.Top), 1)
			}
		}
		ended := min(int(l.x(p, p.end())-g.area.Left), columns) + 1
		l.pathOf(out, "gauge", outline(g.area.Left, top[:ended], base[:ended]), false)
		l.nameGauge(out, p, g)
	}
}

// nameGauge writes the gauge's name, and how much there was at most: behind the strip as a total stands behind its bar,
// or in the line of the name.
func (l *Layout) nameGauge(out *pen, p *placed, g *gauge) {
	if l.size.above {
		l.line(out, "chart-name", 0, g.nameY, fit(clean(g.name), nameSize, l.Width-textWidth(g.upTo(), nameSize)-12)+", "+g.upTo())
		return
	}
	l.line(out, "chart-name", 0, g.nameY, fit(clean(g.name), nameSize, l.size.names-8))
	l.line(out, "chart-said", l.x(p, p.end())+totalGap, g.nameY, g.upTo())
}

func (g *gauge) upTo() string { return "up to " + Count(int(g.peak)) }

// words is what a terminal calls the gauge.
func (g *gauge) words() string { return clean(g.name) + " ≤ " + Count(int(g.peak)) }

// gauge draws a gauge, one level for each column.
func (t *terminal) gauge(p *placed, g *gauge) string {
	line := []rune(pad(t.plot))
	for i, level := range g.levels(p, int64(t.l.Span), t.plot)[:t.plot] {
		if level > 0 {
			n := float64(len(t.marks.levels))
			line[i] = t.marks.levels[min(int(float64(level)/float64(g.most)*n), len(t.marks.levels)-1)]
		}
	}
	return string(line)
}
