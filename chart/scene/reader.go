package scene

import (
	"time"

	"overlap/engine/trace"
	"overlap/engine/trace/summary"
)

// reader draws the tasks of a panel's trace.
type reader struct {
	*Panel
	frame
	ring []bool // which of those who are stuck wait, over others or not, for themselves
}

// axis returns where an instant of the trace stands on the axis.
func (r *reader) axis(at int64) time.Duration { return time.Duration(at) - r.Began }

// life is a task as it is drawn. The last wait of a task that is stuck goes on to the end of the picture.
type life struct {
	*summary.Task
	to      int64 // of its last span
	endless bool  // its last span is drawn as a wait for ever
}

// life reads a task. One that only waits for a task that is stuck, without being waited for in turn, keeps its thin line.
func (r *reader) life(t *summary.Task) life {
	l := life{Task: t}
	n := len(t.Spans) - 1
	if n < 0 {
		return l
	}
	l.to = t.Spans[n].To
	if k := find(r.Stuck, t.ID); k >= 0 {
		l.to = max(r.frame.to, l.to)
		l.endless = lookOf(&t.Spans[n]) != Thin || r.ring[k]
	}
	return l
}

// span returns a span's ends and look.
func (l *life) span(n int) (from, to int64, k Look) {
	s := &l.Spans[n]
	if n < len(l.Spans)-1 {
		return s.From, s.To, lookOf(s)
	}
	if l.endless {
		return s.From, l.to, Endless
	}
	return s.From, l.to, lookOf(s)
}

// fill gives the items of rows their bars and what was noted meanwhile.
func (r *reader) fill(rows []Row) {
	n := 0
	for i := range rows {
		for k := range rows[i].Items {
			n += len(rows[i].Items[k].Task.Spans)
		}
	}
	all := make([]Bar, 0, n)
	marks, caught := r.byTask(r.Summary.Marks), r.byTask(r.Summary.Caught)
	for i := range rows {
		for k := range rows[i].Items {
			it := &rows[i].Items[k]
			l := r.life(it.Task)
			first := len(all)
			all = r.bars(all, it, &l)
			it.Bars = all[first:len(all):len(all)]
			it.Marks = r.marks(&l, marks[l.ID])
			for _, c := range caught[l.ID] {
				if at := r.axis(c.At); it.From <= at && at <= it.To {
					it.Caught = append(it.Caught, at)
				}
			}
		}
	}
}

// bars appends what an item shows: a bar for each span that takes time in it.
func (r *reader) bars(all []Bar, it *Item, l *life) []Bar {
	label, next := "", 0
	for n := range l.Spans {
		s := &l.Spans[n]
		for ; next < len(l.Labels) && l.Labels[next].At <= s.From; next++ {
			label = l.Labels[next].Text
		}
		a, b, k := l.span(n)
		from, to := max(r.axis(a), it.From), min(r.axis(b), it.To)
		if from >= it.To {
			break
		}
		if from >= to {
			continue
		}
		bar := Bar{From: from, To: to, Label: label, Ref: int32(n), Look: k}
		switch {
		case k == Endless:
			bar.Label = r.waitsFor(r.Stuck[find(r.Stuck, l.ID)])
		case s.State == trace.Waiting && s.Why != trace.WhySleep:
			bar.Why = s.Why
		}
		all = append(all, bar)
	}
	return all
}

// byTask groups notes by task, in order of time.
func (r *reader) byTask(notes []summary.Note) map[trace.TaskID][]summary.Note {
	if len(notes) == 0 {
		return nil
	}
	by := map[trace.TaskID][]summary.Note{}
	for _, n := range notes {
		if n.At >= r.frame.from && n.At <= r.frame.to {
			by[n.Task] = append(by[n.Task], n)
		}
	}
	return by
}

func (r *reader) marks(l *life, notes []summary.Note) []Mark {
	var list []Mark
	n := 0
	for _, note := range notes {
		for n < len(l.Spans)-1 && l.Spans[n].To < note.At {
			n++
		}
		_, _, k := l.span(n)
		list = append(list, Mark{At: r.axis(note.At), Text: note.Text, Thin: k == Thin})
	}
	return list
}

// Longest returns the look of most of an item; one that took no time ran.
func (it *Item) Longest() Look {
	if len(it.Bars) == 0 {
		return Running
	}
	var sums [Looks]time.Duration
	for i := range it.Bars {
		sums[it.Bars[i].Look] += it.Bars[i].To - it.Bars[i].From
	}
	most := Look(0)
	for k := range Looks {
		if sums[k] > sums[most] {
			most = k
		}
	}
	return most
}

// Endless reports whether the item ends in a wait for ever.
func (it *Item) Endless() bool {
	n := len(it.Bars)
	return n > 0 && it.Bars[n-1].Look == Endless
}
