package svg

import (
	"slices"

	"overlap/chart/scene"
	"overlap/engine/trace"
)

// ring returns arrows from those who wait for each other to those who could end it, at the end of their rows: together
// they make a ring.
func (l *Layout) ring(p *placed) (d path) {
	n := 0
	for _, k := range p.Ring() {
		from, to := p.rowOf(k.Task), p.rowOf(k.By)
		if from >= 0 && to >= 0 && from != to && n < mostArrows {
			n++
			d.arrow(l.Plot.Right-arrowGap*float64(n), p.rowY[from], p.rowY[to])
		}
	}
	return d
}

const (
	arrowGap   = 16 // pixels between two arrows
	mostArrows = 6  // more are a fence
)

// rowOf returns the row of a task, -1 when it has none.
func (p *placed) rowOf(id trace.TaskID) int {
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
