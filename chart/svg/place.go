package svg

import (
	"time"

	"overlap/chart/scene"
	"overlap/chart/words"
)

// placeColumns places the left and right end of the axis, with room for names on its left and totals on its right.
func (l *Layout) placeColumns() {
	l.Plot.Left, l.Plot.Right = 1, l.Width-1
	if l.o.Compact {
		return
	}
	l.Plot.Right = l.Width - 8
	if l.size.namesAbove {
		l.Plot.Left = 2
		return
	}
	l.Plot.Left = l.size.names
	for i := range l.panels {
		p := &l.panels[i]
		if p.Total <= 0 || len(p.Stuck) > 0 {
			continue
		}
		behind := boldWidth(words.TotalText(p.Panel), totalSize)
		for k := range p.gauges {
			behind = max(behind, textWidth(words.GaugeText(p.gauges[k].Gauge), labelSize))
		}
		room := l.Width - l.Plot.Left - totalGap - crossGap - behind
		l.Plot.Right = min(l.Plot.Right, l.Plot.Left+room*float64(l.Span)/float64(p.Total))
	}
	l.Plot.Right = max(l.Plot.Right, l.Plot.Left+40)
}

const (
	totalGap = 8 // between a bar and the total behind it
	crossGap = 4 // more where the bar ends in a cross
)

// placeRows stacks the panels from the top.
func (l *Layout) placeRows() {
	y := 0.0
	for i := range l.panels {
		p := &l.panels[i]
		p.totalRow = p.rowEndedLast()
		p.titleY = y + 14
		y += titleLine
		if i == 0 {
			l.Plot.Top = y - 4
		}
		p.top = y
		y = l.placePanel(p, y) + panelGap
	}
	l.Plot.Bottom = max(y-panelGap, l.Plot.Top)
	l.Height = l.Plot.Bottom + axisLine + l.legendHeight()
}

func (l *Layout) placePanel(p *panel, y float64) float64 {
	if p.sampled() {
		p.noteY = y + 8
		y += noteLine
		p.area = Rect{l.Plot.Left, y, l.Plot.Right, y + areaLine}
		y += areaLine + 6
	}
	for i, r := range p.shown.Rows {
		name := 0.0
		if i > 0 && r.Shared && r.Name != "" && l.size.pitch < pitch {
			y += blockGap
		}
		if l.size.namesAbove && r.Name != "" && (l.size.inside || i == 0 || r.Shared) {
			y += nameLine
			name = y - 3
		}
		mid := y + l.size.pitch/2
		if !l.size.namesAbove && r.Name != "" {
			name = mid + 4
		}
		p.rowY, p.nameY = append(p.rowY, mid), append(p.nameY, name)
		y += l.size.pitch
	}
	p.dropCrowdedNames()
	p.bottom = l.placeGauges(p, y)
	return p.bottom
}

// blockGap separates a service's rows from the rows above where rows are too low for each to have a name.
const blockGap = 6

// dropCrowdedNames drops names that would overlap others. A service's name is kept rather than a task's.
func (p *panel) dropCrowdedNames() {
	const line = 13
	last := -1
	for i, y := range p.nameY {
		switch {
		case y == 0:
			continue
		case last >= 0 && y-p.nameY[last] < line && !p.shown.Rows[i].Shared:
			p.nameY[i] = 0
			continue
		case last >= 0 && y-p.nameY[last] < line && !p.shown.Rows[last].Shared:
			p.nameY[last] = 0
		}
		last = i
	}
}

// rowEndedLast returns the last row to end before or when the variant ended; services do not count.
func (p *panel) rowEndedLast() int {
	best, at := 0, time.Duration(-1)
	for i, r := range p.shown.Rows {
		if r.Shared || len(r.Items) == 0 || r.Items[0].Task.Daemon {
			continue
		}
		if to := r.Items[len(r.Items)-1].To; to <= p.Total+p.MinVisible && to > at {
			best, at = i, to
		}
	}
	return best
}

const (
	compactHeight = 90
	compactGap    = 8
	compactRows   = 26 // 3 pixels each
)

// measureCompact divides the height of a card among rows.
func (l *Layout) measureCompact(rows int) sizes {
	room := compactHeight - 2 - compactGap*float64(max(len(l.panels)-1, 0))
	pitch := min(room/float64(max(rows, 1)), 14)
	return sizes{pitch: pitch, box: pitch * 0.82, thin: max(pitch*0.22, 1)}
}

// placeCompact stacks the panels' rows in the middle of a card.
func (l *Layout) placeCompact() {
	l.Height = compactHeight
	used := l.size.pitch*float64(l.rows()) + compactGap*float64(max(len(l.panels)-1, 0))
	y := max((compactHeight-used)/2, 0)
	l.Plot.Top = y
	for i := range l.panels {
		p := &l.panels[i]
		p.top = y
		for range p.shown.Rows {
			p.rowY = append(p.rowY, y+l.size.pitch/2)
			y += l.size.pitch
		}
		p.bottom = y
		y += compactGap
	}
	l.Plot.Bottom = compactHeight
}

// sampled reports whether only some of the panel's rows are drawn.
func (p *panel) sampled() bool { return len(p.shown.Rows) < len(p.Rows) }

func (l *Layout) rows() int {
	n := 0
	for i := range l.panels {
		n += len(l.panels[i].shown.Rows)
	}
	return n
}

// eachLegend calls entry with the place of each entry of the legend, and returns the number of lines that they take.
func (l *Layout) eachLegend(entry func(e scene.Entry, x, y float64)) (lines int) {
	x, y := l.Plot.Left, l.Plot.Bottom+axisLine+12
	for _, e := range l.Legend {
		w := swatch + textWidth(e.Text, labelSize)
		if lines == 0 || x+w > l.Width {
			x, lines = l.Plot.Left, lines+1
		}
		entry(e, x, y+float64(lines-1)*legendLine)
		x += w + legendGap
	}
	return lines
}

func (l *Layout) legendHeight() float64 {
	lines := l.eachLegend(func(scene.Entry, float64, float64) {})
	return float64(lines)*legendLine + 2
}

// placeGauges places a panel's gauges below its rows, from y on, and returns where they end.
func (l *Layout) placeGauges(p *panel, y float64) float64 {
	for i := range p.gauges {
		g := &p.gauges[i]
		if l.size.namesAbove {
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
