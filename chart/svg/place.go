package svg

import (
	"math"
	"time"

	"overlap/chart/scene"
	"overlap/chart/words"
)

// placeColumns places the left and right end of the axis, with room for names on its left and totals on its right.
func (l *Layout) placeColumns() {
	l.Plot.Left, l.Plot.Right = 2, l.Width-8
	if !l.size.namesAbove {
		l.Plot.Left = l.size.names
		l.leaveRoomForTotals()
	}
	if l.anyLeft() {
		l.Plot.Right = min(l.Plot.Right, l.Width-tail)
	}
	for i := range l.panels {
		l.panels[i].left, l.panels[i].right = l.Plot.Left, l.Plot.Right
	}
}

// columnOf returns the width of the column of names of which the longest has a width.
func (l *Layout) columnOf(longest float64) float64 { return min(max(longest, 48), l.Width*0.24, 180) }

// leaveRoomForTotals moves the end of the axis to the left until what stands behind the bars has room.
func (l *Layout) leaveRoomForTotals() {
	for i := range l.panels {
		p := &l.panels[i]
		if p.Total <= 0 || len(p.Stuck) > 0 {
			continue
		}
		behind := boldWidth(words.TotalOnAxis(p.Strip), totalSize)
		for k := range p.gauges {
			behind = max(behind, textWidth(words.GaugeText(p.gauges[k].Gauge), labelSize))
		}
		room := l.Width - l.Plot.Left - totalGap - crossGap - behind
		if part := p.Axis.Part(int64(p.Total)); part > 0 {
			l.Plot.Right = min(l.Plot.Right, l.Plot.Left+room/part)
		}
	}
	l.Plot.Right = max(l.Plot.Right, l.Plot.Left+40)
}

// anyLeft reports whether the program's end cut off a task that is drawn: a dashed line goes on behind its bar.
func (l *Layout) anyLeft() bool {
	for i := range l.panels {
		for _, r := range l.panels[i].shown.Rows {
			for n := range r.Items {
				if t := r.Items[n].Task; t != nil && t.Left() {
					return true
				}
			}
		}
	}
	return false
}

const (
	tail     = 18 // for the dashes of a task that the program's end cut off
	totalGap = 8  // between a bar and the total behind it
	crossGap = 4  // more where the bar ends in a cross
)

// placeRows stacks the panels from the top.
func (l *Layout) placeRows() {
	y := 0.0
	for i := range l.panels {
		p := &l.panels[i]
		p.totalRow = p.rowEndedLast()
		p.titleY = y + 14
		y += l.titleHeight(p)
		if i == 0 {
			l.Plot.Top = y - 4
		}
		p.top = y
		y = l.placePanel(p, y) + panelGap
		if i < len(l.axes())-1 {
			y += axisLine - panelGap/2
		}
	}
	l.Plot.Bottom = max(y-panelGap, l.Plot.Top)
	l.Height = l.Plot.Bottom + axisLine + l.legendHeight()
}

// axes returns the panels by axis: those that have the same axis together, which is labelled once and has one playhead.
func (l *Layout) axes() (groups [][]panel) {
	if l.Mode != scene.Each || l.Zoomed {
		return [][]panel{l.panels}
	}
	for i := range l.panels {
		groups = append(groups, l.panels[i:i+1])
	}
	return groups
}

func (l *Layout) placePanel(p *panel, y float64) float64 {
	if l.o.Lanes && len(p.shown.Densities) > 0 {
		p.noteY = y + 8
		y += noteLine
	}
	for i := range p.shown.Rows {
		y = l.placeRow(p, i, l.placeDensities(p, i, y))
	}
	y = l.placeDensities(p, len(p.shown.Rows), y)
	p.dropCrowdedNames()
	p.bottom = l.placeGauges(p, y)
	if p.Ghost != nil {
		p.ghostY = p.bottom + ghostPad
		p.bottom = p.ghostY + noteLine
	}
	return p.bottom
}

// placeRow places a row from y on, and returns where it ends.
func (l *Layout) placeRow(p *panel, i int, y float64) float64 {
	r, row := &p.shown.Rows[i], &p.rows[i]
	if i > 0 && r.Shared && r.Name != "" && !l.size.inside {
		y += blockGap
	}
	named := r.Name != "" && row.together > 0
	if l.size.namesAbove && named && (l.size.inside || i == 0 || r.Shared) {
		y += l.size.nameLine
		row.nameY = y - 3
	}
	row.mid = y + row.pitch/2
	if !l.size.namesAbove && named {
		row.nameY = row.text() + 4
	}
	return y + row.pitch
}

const (
	firstDensity = 64 // height of a panel's first density, and of the others
	otherDensity = 32
	densityGap   = 6
)

// placeDensities places the densities that stand above row i from y on, and returns where they end.
func (l *Layout) placeDensities(p *panel, i int, y float64) float64 {
	for n := len(p.areas); n < len(p.shown.Densities) && p.shown.Densities[n].Above == i; n++ {
		d, height := &p.shown.Densities[n], float64(otherDensity)
		if n == 0 {
			height = firstDensity
		}
		if l.size.namesAbove {
			y += l.size.nameLine
		} else if i > 0 {
			y += densityGap
		}
		a := area{Rect: Rect{l.Plot.Left, y, l.Plot.Right, y + height}, nameY: y - 4}
		a.peak = a.Bottom - height*float64(d.Peak)/float64(d.Most)
		if !l.size.namesAbove {
			a.nameY = a.Bottom - 1
			a.peakY = min(max(a.peak+4, a.Top+9), a.nameY-15)
		}
		p.areas = append(p.areas, a)
		y += height + densityGap
	}
	return y
}

// blockGap separates a service's rows from the rows above where rows are too low for each to have a name.
const blockGap = 6

// dropCrowdedNames drops names that would overlap others. The name of a service, of several rows or of a row with room for it is kept
// rather than that of another task, and of these that of the task that lasts longest.
func (p *panel) dropCrowdedNames() {
	kept := make([]bool, len(p.rows))
	longest, most := -1, time.Duration(-1)
	for i := range p.rows {
		row, items := &p.rows[i], p.shown.Rows[i].Items
		kept[i] = row.nameY > 0 && (p.shown.Rows[i].Shared || row.together > 1 || row.inside())
		if row.nameY > 0 && !kept[i] && len(items) > 0 && items[len(items)-1].To-items[0].From > most {
			longest, most = i, items[len(items)-1].To-items[0].From
		}
	}
	if longest >= 0 {
		kept[longest] = p.roomForName(longest, kept)
	}
	for i := range p.rows {
		if row := &p.rows[i]; row.nameY > 0 && !kept[i] {
			if kept[i] = p.roomForName(i, kept); !kept[i] {
				row.nameY = 0
			}
		}
	}
}

// roomForName reports whether a row's name would overlap none of those that are kept.
func (p *panel) roomForName(i int, kept []bool) bool {
	for _, step := range []int{-1, 1} { // names of several rows stand in the middle of these
		for k := i + step; k >= 0 && k < len(kept) && math.Abs(p.rows[k].mid-p.rows[i].mid) < 2*leastPitch; k += step {
			if kept[k] && math.Abs(p.rows[k].nameY-p.rows[i].nameY) < leastPitch {
				return false
			}
		}
	}
	return true
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

// eachLegend calls entry with the place of each entry of the legend, and returns the number of lines that they take.
func (l *Layout) eachLegend(entry func(e scene.Entry, x, y float64)) (lines int) {
	x, y := l.Plot.Left, l.Plot.Bottom+axisLine+12
	for _, e := range l.legend {
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
			y += l.size.nameLine
			g.nameY = y - 3
		} else {
			g.nameY = y + gaugeLine/2 + 6
		}
		g.area = Rect{l.Plot.Left, y + gaugeGap, l.Plot.Right, y + gaugeLine}
		y += gaugeLine
	}
	return y
}
