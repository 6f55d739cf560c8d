package svg

import (
	"sort"

	"overlap/engine/trace"
)

// Spot is a bar, by its place in the picture: where the keyboard is.
type Spot struct{ Panel, Row, Item, Bar int }

// HitAt returns what is at a spot, false when the picture has no such spot.
func (l *Layout) HitAt(s *Spot) (Hit, bool) {
	if s == nil || s.Panel >= len(l.panels) || s.Row >= len(l.panels[s.Panel].shown.Rows) {
		return Hit{}, false
	}
	items := l.panels[s.Panel].shown.Rows[s.Row].Items
	if s.Item >= len(items) || s.Bar >= max(len(items[s.Item].Bars), 1) {
		return Hit{}, false
	}
	if len(items[s.Item].Bars) == 0 {
		return l.hit(s.Panel, s.Row, &items[s.Item], nil), true
	}
	return l.hit(s.Panel, s.Row, &items[s.Item], &items[s.Item].Bars[s.Bar]), true
}

// Move returns the spot that an arrow key leads to: the bar before or after in the row, or the bar of the row above or below
// that is there at the same time. Where there is none it is the same spot.
func (l *Layout) Move(s Spot, key string) Spot {
	if _, ok := l.HitAt(&s); !ok {
		return Spot{}
	}
	items := l.panels[s.Panel].shown.Rows[s.Row].Items
	switch key {
	case "ArrowRight":
		if s.Bar+1 < len(items[s.Item].Bars) {
			s.Bar++
		} else if s.Item+1 < len(items) {
			s.Item, s.Bar = s.Item+1, 0
		}
	case "ArrowLeft":
		if s.Bar > 0 {
			s.Bar--
		} else if s.Item > 0 {
			s.Item--
			s.Bar = max(len(items[s.Item].Bars)-1, 0)
		}
	case "ArrowDown":
		return l.toRow(s, 1)
	case "ArrowUp":
		return l.toRow(s, -1)
	}
	return s
}

// toRow moves by a row, from panel to panel, and there to the bar that is drawn above or below.
func (l *Layout) toRow(s Spot, by int) Spot {
	to := Spot{Panel: s.Panel, Row: s.Row + by}
	for to.Row < 0 || to.Row >= len(l.panels[to.Panel].shown.Rows) {
		if to.Panel += by; to.Panel < 0 || to.Panel >= len(l.panels) {
			return s
		}
		if to.Row = 0; by < 0 {
			to.Row = len(l.panels[to.Panel].shown.Rows) - 1
		}
	}
	hit, _ := l.HitAt(&s)
	x := hit.Box.Left + 0.5
	items := l.panels[to.Panel].shown.Rows[to.Row].Items
	to.Item = max(sort.Search(len(items), func(k int) bool { return l.panels[to.Panel].x(items[k].From) > x })-1, 0)
	bars := items[to.Item].Bars
	to.Bar = max(sort.Search(len(bars), func(k int) bool { return l.panels[to.Panel].x(bars[k].From) > x })-1, 0)
	return to
}

// placed has the place of each task that a panel draws, by the task's number.
type placed []place

type place struct{ row, item int } // row is −1 for a task that is not drawn

func (p *panel) placed() placed {
	at := make(placed, len(p.Summary.Tasks)+1)
	for i := range at {
		at[i].row = -1
	}
	for r := range p.shown.Rows {
		for k := range p.shown.Rows[r].Items {
			if t := p.shown.Rows[r].Items[k].Task; t != nil {
				at[t.ID] = place{r, k}
			}
		}
	}
	return at
}

// of returns the place of a task, and whether it is drawn.
func (at placed) of(id trace.TaskID) (place, bool) {
	if id <= 0 || int(id) >= len(at) {
		return place{}, false
	}
	return at[id], at[id].row >= 0
}

// SpotOf returns the first bar of a task, false when the picture does not draw it.
func (l *Layout) SpotOf(panel int, id trace.TaskID) (Spot, bool) {
	if panel < 0 || panel >= len(l.panels) {
		return Spot{}, false
	}
	place, drawn := l.panels[panel].placed().of(id)
	return Spot{Panel: panel, Row: place.row, Item: place.item}, drawn
}

// Neighbour returns the task that is drawn after another, from top to bottom and from left to right, or before it.
func (l *Layout) Neighbour(panel int, id trace.TaskID, after bool) (inPanel int, task trace.TaskID, ok bool) {
	beforePanel, before, passed := 0, trace.TaskID(0), false
	for i := range l.panels {
		for r := range l.panels[i].shown.Rows {
			for _, it := range l.panels[i].shown.Rows[r].Items {
				switch {
				case it.Task == nil:
					continue
				case passed:
					return i, it.Task.ID, true
				case i == panel && it.Task.ID == id && !after:
					return beforePanel, before, before != 0
				case i == panel && it.Task.ID == id:
					passed = true
				}
				beforePanel, before = i, it.Task.ID
			}
		}
	}
	return 0, 0, false
}
