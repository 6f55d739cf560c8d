package svg

import (
	"slices"

	"overlap/chart/scene"
	"overlap/engine/trace"
)

// ring returns an arrow from each task of a deadlock's ring to the task that it waits for, at the end of their rows. A ring
// of more than mostArrows has none: some of its arrows would show a chain with a free end.
func (l *Layout) ring(p *panel) (d path) {
	var rows [][2]int
	for _, k := range p.Ring() {
		from, to := p.rowOf(k.Task), p.rowOf(k.By)
		if from >= 0 && to >= 0 && from != to {
			rows = append(rows, [2]int{from, to})
		}
	}
	if len(rows) > mostArrows {
		return d
	}
	gap := min(arrowGap, ringWidth/float64(max(len(rows), 1)))
	for i, r := range rows {
		d.arrow(l.Plot.Right-gap*float64(i+1), p.rows[r[0]].mid, p.rows[r[1]].mid)
	}
	return d
}

const (
	arrowGap   = 16.0 // pixels between two arrows
	ringWidth  = 96.0 // pixels for all of them, which stand closer when they are many
	mostArrows = 12   // as many as do not touch
)

// rowOf returns the row in which a task waits for ever, -1 when it is not drawn.
func (p *panel) rowOf(id trace.TaskID) int {
	return slices.IndexFunc(p.shown.Rows, func(r scene.Row) bool {
		return slices.ContainsFunc(r.Items, func(it scene.Item) bool { return it.Task != nil && it.Task.ID == id && it.Endless() })
	})
}

// arrow adds a vertical arrow.
func (d *path) arrow(x, from, to float64) {
	const line, head, long = 1, 4, 6
	down := 1.0
	if to < from {
		down = -1
	}
	d.to('M', x-line, from)
	d.to('H', x+line)
	d.to('V', to-down*long)
	d.to('h', head-line)
	d.to('L', x, to)
	d.to('L', x-head, to-down*long)
	d.to('h', head-line)
	d.b = append(d.b, 'z')
}
