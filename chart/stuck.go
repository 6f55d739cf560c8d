package chart

import (
	"slices"

	"overlap/engine/trace"
	"overlap/engine/trace/summary"
)

// A run that ends in a deadlock is given up at the instant at which nothing can happen any more. Its tasks wait on:
// they are drawn to the end of the axis, and say for whom.

// forever is the state of a wait that has no end. It is none of the trace's.
const forever trace.State = 1<<8 - 2

// unending returns the summary with the waits of those who are stuck going on until to. Who only waits for a task
// that is stuck, without being waited for in turn, keeps its thin line.
func (p *Panel) unending(to int64) *summary.Summary {
	if len(p.Stuck) == 0 {
		return p.Summary
	}
	s := *p.Summary
	s.Tasks = slices.Clone(s.Tasks)
	in := cycles(p.Stuck)
	for i, k := range p.Stuck {
		t := s.Task(k.Task)
		if t == nil || len(t.Spans) == 0 {
			continue
		}
		t.Spans = slices.Clone(t.Spans)
		last := &t.Spans[len(t.Spans)-1]
		last.To = max(to, last.To)
		if lookOf(last) != thin || in[i] {
			last.State = forever
		}
	}
	return &s
}

// find returns the index of a task among those who are stuck, which are in order of their numbers; -1 when it is not.
func find(all []Stuck, id trace.TaskID) int {
	n, found := slices.BinarySearchFunc(all, id, func(k Stuck, id trace.TaskID) int { return int(k.Task - id) })
	if !found {
		return -1
	}
	return n
}

// cycles returns which of those who are stuck wait, over others or not, for themselves.
func cycles(all []Stuck) []bool {
	in, walk := make([]bool, len(all)), make([]int, len(all))
	for i := range all {
		n := i
		for n >= 0 && walk[n] == 0 {
			walk[n] = i + 1
			n = find(all, all[n].By)
		}
		if n >= 0 && walk[n] == i+1 { // this walk has been here before
			for !in[n] {
				in[n] = true
				n = find(all, all[n].By)
			}
		}
	}
	return in
}

// name has the items of those who are stuck say for what and for whom: "waits for lock2, held by B".
func (r *roster) name(s *summary.Summary, stuck []Stuck) {
	for i := range r.rows {
		for n := range r.rows[i].items {
			it := &r.rows[i].items[n]
			if k := find(stuck, it.task.ID); k >= 0 {
				it.stuck = waitsFor(s, stuck[k])
			}
		}
	}
}

func waitsFor(s *summary.Summary, k Stuck) string {
	t, by := s.Task(k.Task), s.Task(k.By)
	last := &t.Spans[len(t.Spans)-1]
	what := s.Trace.String(last.Text)
	switch {
	case last.Why == trace.WhyTask && by != nil:
		return "waits for " + by.Name
	case what == "":
		what = reason{why: last.Why}.noun(s)
	}
	if by == nil || !last.Why.Held() {
		return "waits for " + what
	}
	return "waits for " + what + ", held by " + by.Name
}

// grips returns arrows from those who wait for each other to those who could end it, at the end of their rows: together
// they make a ring.
func (l *Layout) grips(p *placed) (d path) {
	left := mostGrips
	for i, in := range cycles(p.Stuck) {
		if !in || left == 0 {
			continue
		}
		k := p.Stuck[i]
		if from, to := p.rowOf(k.Task), p.rowOf(k.By); from >= 0 && to >= 0 && from != to {
			d.arrow(l.Plot.Right-gripGap*float64(mostGrips+1-left), p.rowY[from], p.rowY[to])
			left--
		}
	}
	return d
}

const (
	gripGap   = 16 // pixels between two arrows
	mostGrips = 6  // more are a fence
)

// rowOf returns the row of a task, -1 when it has none.
func (p *placed) rowOf(id trace.TaskID) int {
	return slices.IndexFunc(p.shown.rows, func(r row) bool {
		return slices.ContainsFunc(r.items, func(it item) bool { return it.task.ID == id && it.stuck != "" })
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
