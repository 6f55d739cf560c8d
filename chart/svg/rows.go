package svg

import (
	"math"

	"overlap/chart/scene"
)

// chooseRows chooses the heights of rows: they shrink as their number grows. Those that need least give way first.
func (l *Layout) chooseRows() {
	s, n, least := &l.size, l.rows(), float64(leastPitch)
	s.nameLine, s.inside = nameLine, true
	if s.namesAbove {
		least = leastAbove
	}
	room, row := fits-l.besidesRows()-l.o.withDots(), rowPlace{together: 1}
	switch {
	case float64(n)*least > room+spare && l.giveWay(room, least):
		s.nameLine = min(s.nameLine, least)
		return
	case n > 80:
		row.pitch, row.box, row.thin, s.inside = 6, 4.5, 2, false
	case n > mostInside:
		row.pitch, row.box, row.thin, s.inside = 8, 6.5, 3, false
	default:
		row = high(min(max(math.Floor(room/float64(n)), least), rowPitch))
	}
	if s.namesAbove {
		row.pitch, row.box = min(row.pitch, 20), min(row.box, 16)
		s.nameLine = min(s.nameLine, row.pitch)
	}
	for i := range l.panels {
		for range l.panels[i].shown.Rows {
			l.panels[i].rows = append(l.panels[i].rows, row)
		}
	}
}

// besidesRows returns how much of the picture's height is for all but its rows.
func (l *Layout) besidesRows() float64 {
	axes := float64(len(l.axes()))
	height := axes*axisLine - (axes-1)*panelGap/2 + l.legendHeight()
	for i := range l.panels {
		height += l.titleHeight(&l.panels[i]) + panelGap + float64(len(l.panels[i].gauges))*gaugeLine
		if n := len(l.panels[i].shown.Densities); n > 0 {
			height += firstDensity + otherDensity*float64(n-1) + densityGap*float64(2*n-1)
		}
	}
	return height - panelGap
}

// giveWay lowers the rows that need less height than others, as far as the picture fits then. It reports false where that would leave
// too many others.
func (l *Layout) giveWay(room, least float64) bool {
	n, others, sum := l.rows(), 0, 0.0
	lowest := make([][]rowPlace, len(l.panels))
	for i := range l.panels {
		lowest[i] = l.lowest(&l.panels[i], least)
		for _, r := range lowest[i] {
			sum += r.pitch
			if r.pitch == least {
				others++
			}
		}
	}
	if others == n || others > mostInside || n > mostInside && sum > 8*float64(n) || n > 80 && sum > 6*float64(n) {
		return false
	}
	part := min(max((room-sum)/(float64(n)*least-sum), 0), 1)
	if l.size.namesAbove {
		part = 0 // with its names no such picture fits
	}
	for i := range l.panels {
		for _, r := range lowest[i] {
			row := high(math.Floor(4*(r.pitch+part*(least-r.pitch))) / 4)
			row.together = r.together
			l.panels[i].rows = append(l.panels[i].rows, row)
		}
	}
	return true
}

// lowest returns a panel's rows as low as they may be.
func (l *Layout) lowest(p *panel, least float64) (rows []rowPlace) {
	for all := p.shown.Rows; len(rows) < len(all); {
		height, n, together := l.ofAKind(p, all[len(rows):], least)
		for i := range n {
			row := rowPlace{pitch: height, together: 1}
			if together {
				row.together = 0
			}
			if together && i == 0 {
				row.together = n
			}
			rows = append(rows, row)
		}
	}
	return rows
}

// ofAKind returns how low the first of a panel's rows may be, of how many that holds, and whether these have one name.
func (l *Layout) ofAKind(p *panel, rows []scene.Row, least float64) (height float64, n int, together bool) {
	if n := p.Alike(rows); n > 1 {
		return max(least/float64(n), leastClose), n, true
	}
	if n := scene.Lines(rows); n >= fewLines && !l.size.namesAbove {
		return leastClose, n, false
	}
	if rows[0].Shared && rows[0].Name == "" && !l.size.namesAbove {
		return leastNext, 1, false
	}
	return least, 1, false
}

// widenNames widens the column of names until those of several rows have room.
func (l *Layout) widenNames() {
	names := l.size.names
	for i := range l.panels {
		p := &l.panels[i]
		for n := range p.rows {
			if p.rows[n].together > 1 {
				names = max(names, textWidth(l.nameOf(p, n), nameSize)+12)
			}
		}
	}
	if names = l.columnOf(names); names > l.size.names && !l.size.namesAbove {
		l.size.names = names
		l.placeColumns()
	}
}

func (l *Layout) rows() int {
	n := 0
	for i := range l.panels {
		n += len(l.panels[i].shown.Rows)
	}
	return n
}

// nameOf returns the name of a row, and of those that look the same. Where rows are too low for a name each, the first row has the
// names of the first and last task.
func (l *Layout) nameOf(p *panel, i int) string {
	r := &p.shown.Rows[i]
	if n := p.rows[i].together; n > 1 {
		return scene.NameOfRows(p.shown.Rows[i : i+n])
	}
	if !l.size.namesAbove || l.size.inside || r.Shared {
		return r.Name
	}
	last := i
	for last+1 < len(p.shown.Rows) && !p.shown.Rows[last+1].Shared {
		last++
	}
	if last == i {
		return r.Name
	}
	return r.Name + " to " + p.shown.Rows[last].Name
}
