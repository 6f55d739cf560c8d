package scene

import (
	"time"

	"overlap/engine/trace"
	"overlap/engine/trace/summary"
)

// reader turns a panel's trace into rows and gauges.
type reader struct {
	*Panel
	frame
	inRing []bool // for each of Stuck: it is part of a ring of tasks that wait for each other
}

// frame is the part of a trace that is drawn, in instants of the trace.
type frame struct {
	from, to   int64
	minVisible int64 // nanoseconds; shorter stretches are too short to be seen
}

func (f frame) clip(from, to int64) (int64, int64) {
	return min(max(from, f.from), f.to), min(max(to, f.from), f.to)
}

// onAxis converts an instant of the trace to a time on the axis.
func (r *reader) onAxis(at int64) time.Duration { return time.Duration(at) - r.Began }

// life is a task's spans as they are drawn: the last wait of a stuck task goes on to the end of the picture.
type life struct {
	*summary.Task
	to      int64 // end of the last span
	endless bool  // the last span is drawn as a wait for ever
}

// life returns a task's life. A task outside of the ring that only waits for a stuck task keeps its thin line.
func (r *reader) life(t *summary.Task) life {
	l := life{Task: t}
	n := len(t.Spans) - 1
	if n < 0 {
		return l
	}
	l.to = t.Spans[n].To
	if k := indexOfStuck(r.Stuck, t.ID); k >= 0 {
		l.to = max(r.frame.to, l.to)
		l.endless = lookOf(&t.Spans[n]) != Thin || r.inRing[k]
	}
	return l
}

// span returns the ends and the look of span n.
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

// barChunk is the number of bars that are stored together. A page's memory has holes from the run, but none for all bars at once.
const barChunk = 1024

// fill adds bars, marks and caught cancellations to the items of rows. Many bars share an array, and so do all marks,
// because a scene can have a million.
func (r *reader) fill(rows []Row) {
	var all []Bar
	left, marks := mostBars(rows), make([]Mark, 0, len(r.Summary.Marks))
	marked, caught := r.byTask(r.Summary.Marks), r.byTask(r.Summary.Caught)
	for i := range rows {
		for k := range rows[i].Items {
			it := &rows[i].Items[k]
			l := r.life(it.Task)
			most := it.mostBars()
			if most > cap(all)-len(all) {
				all = make([]Bar, 0, max(most, min(barChunk, left)))
			}
			left -= most
			bar, mark := len(all), len(marks)
			all = r.bars(all, it, &l)
			it.Bars = all[bar:len(all):len(all)]
			marks = r.marks(marks, &l, marked)
			it.Marks = marks[mark:len(marks):len(marks)]
			for n := caught.start(l.ID); n > 0; n = caught.next[n-1] {
				if at := r.onAxis(r.Summary.Caught[n-1].At); it.From <= at && at <= it.To {
					it.Caught = append(it.Caught, at)
				}
			}
		}
	}
}

// mostBars returns how many bars rows can have.
func mostBars(rows []Row) (n int) {
	for i := range rows {
		for k := range rows[i].Items {
			n += rows[i].Items[k].mostBars()
		}
	}
	return n
}

// mostBars returns how many bars the item can have: most spans of a run take no time. A stuck task's last wait takes time here alone.
func (it *Item) mostBars() int {
	spans, n := it.Task.Spans, 1
	for s := range spans {
		if spans[s].From < spans[s].To {
			n++
		}
	}
	return n
}

// bars appends a bar for each span that takes time within the item.
func (r *reader) bars(all []Bar, it *Item, l *life) []Bar {
	label, next := "", 0
	for n := range l.Spans {
		s := &l.Spans[n]
		for ; next < len(l.Labels) && l.Labels[next].At <= s.From; next++ {
			label = l.Labels[next].Text
		}
		a, b, k := l.span(n)
		from, to := max(r.onAxis(a), it.From), min(r.onAxis(b), it.To)
		if from >= it.To {
			break
		}
		if from >= to {
			continue
		}
		bar := Bar{From: from, To: to, Label: label, Ref: int32(n), Look: k}
		switch {
		case k == Endless:
			bar.Label = r.waitsFor(r.Stuck[indexOfStuck(r.Stuck, l.ID)])
		case s.State == trace.Waiting && s.Why != trace.WhySleep:
			bar.Why = s.Why
		}
		all = append(all, bar)
	}
	return all
}

// chains are linked lists of notes, one for each task, in order of time. Links are indexes plus one, so that 0 ends a
// list.
type chains struct {
	first []int32 // by task number: link to the task's first note
	next  []int32 // by index of a note: link to the next note of the same task
}

// byTask chains the notes that lie within the frame by task.
func (r *reader) byTask(notes []summary.Note) chains {
	if len(notes) == 0 {
		return chains{}
	}
	c := chains{first: make([]int32, len(r.Summary.Tasks)+1), next: make([]int32, len(notes))}
	for i := len(notes) - 1; i >= 0; i-- {
		if n := notes[i]; n.At >= r.frame.from && n.At <= r.frame.to {
			c.next[i] = c.first[n.Task]
			c.first[n.Task] = int32(i + 1)
		}
	}
	return c
}

// start returns the link to a task's first note.
func (c chains) start(id trace.TaskID) int32 {
	if c.first == nil {
		return 0
	}
	return c.first[id]
}

// marks appends the marks of a task.
func (r *reader) marks(all []Mark, l *life, marked chains) []Mark {
	n := 0
	for i := marked.start(l.ID); i > 0; i = marked.next[i-1] {
		note := &r.Summary.Marks[i-1]
		for n < len(l.Spans)-1 && l.Spans[n].To < note.At {
			n++
		}
		_, _, k := l.span(n)
		all = append(all, Mark{At: r.onAxis(note.At), Text: note.Text, Thin: k == Thin})
	}
	return all
}

// Longest returns the look that takes most of the item's time, Running when the item took no time.
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
