package chart

import (
	"slices"
	"strings"
	"time"

	"overlap/engine/trace"
	"overlap/engine/trace/summary"
)

// cell is one column of a row: a character and whose it is.
type cell struct {
	r    rune // 0: nothing, because the character before is two columns wide
	look look // looks: blank
}

// stretch is a span in columns.
type stretch struct {
	look     look
	span     int // index in its task's Spans
	from, to int
	label    string
}

// bar returns what a row looks like.
func (t *terminal) bar(p *placed, r row, notes map[trace.TaskID][]summary.Note) string {
	line := make([]cell, t.plot)
	for i := range line {
		line[i] = cell{' ', looks}
	}
	var all []stretch
	for _, it := range r.items {
		all = append(all, t.stretches(p, r, it)...)
	}
	for k := range looks {
		for i, s := range all {
			if s.look == k {
				t.fill(line, s, i+1 < len(all) && k != thin && all[i+1].look == k && all[i+1].from == s.to)
			}
		}
	}
	for _, it := range r.items {
		t.noted(line, p, notes[it.task.ID])
		t.ending(line, p, it.task)
	}
	return t.join(line)
}

// stretches returns the columns an item's spans take. Those too short for a column are left out, but not
// what ran for long enough to be seen in a finer picture, nor all there is.
func (t *terminal) stretches(p *placed, r row, it item) []stretch {
	var all []stretch
	for i := range it.task.Spans {
		if st := t.stretch(p, it, i); st.from < st.to {
			all = append(all, st)
		}
	}
	if len(all) == 0 {
		at := t.column(time.Duration(it.from) - p.Began)
		return append(all, stretch{look: longest(it), from: at, to: at + 1})
	}
	t.label(all, r, it)
	return all
}

func (t *terminal) stretch(p *placed, it item, i int) stretch {
	s := &it.task.Spans[i]
	from, to := it.clip(s)
	if from >= to {
		return stretch{}
	}
	st := stretch{look: lookOf(s), span: i, from: t.column(time.Duration(from) - p.Began), to: t.column(time.Duration(to) - p.Began)}
	if st.look == running && to-from >= p.frame.least {
		st.to = max(st.to, st.from+1)
	}
	return st
}

// label writes what the task works on into its stretches, which stand in order of their spans.
func (t *terminal) label(all []stretch, r row, it item) {
	find := func(span int) *stretch {
		i, found := slices.BinarySearchFunc(all, span, func(st stretch, n int) int { return st.span - n })
		if !found {
			return &stretch{}
		}
		return &all[i]
	}
	for _, g := range signsOf(r, it) {
		best, _ := g.place(it, float64(columns(g.text)), func(i int) float64 {
			st := find(i)
			return float64(st.to - st.from - 3) // an edge on both sides, and the gap
		})
		find(best).label = g.text
	}
}

// longest returns the look of most of an item; one that took no time ran.
func longest(it item) look {
	if it.from == it.to {
		return running
	}
	var sums [looks]int64
	for i := range it.task.Spans {
		from, to := it.clip(&it.task.Spans[i])
		sums[lookOf(&it.task.Spans[i])] += to - from
	}
	return look(slices.Index(sums[:], slices.Max(sums[:])))
}

// fill draws a stretch, with a gap at its end when the next of its kind touches it.
func (t *terminal) fill(line []cell, s stretch, gap bool) {
	from, to := min(s.from, len(line)-1), min(s.to, len(line))
	for i := from; i < to; i++ {
		line[i] = cell{t.marks.looks[s.look], s.look}
	}
	if gap && to-from > 1 {
		to--
		line[to] = cell{' ', looks}
	}
	t.write(line, s, from+1, to-from-2)
}

// write puts a stretch's label into the columns from at on.
func (t *terminal) write(line []cell, s stretch, at, room int) {
	if room < 1 {
		return
	}
	text, letters := t.shorten(s.label, room)
	if text != s.label && letters < leastLetters {
		return
	}
	for _, r := range text {
		switch cells(r) {
		case 0:
			continue // a column holds one character; the accent is the smaller loss
		case 2:
			line[at+1] = cell{0, s.look}
		}
		line[at].r = r
		at += cells(r)
	}
}

// ending marks a task that failed or was cancelled.
func (t *terminal) ending(line []cell, p *placed, k *summary.Task) {
	if k.Outcome != summary.Failed && (k.Outcome != summary.Cancelled || k.Daemon) {
		return
	}
	mark := t.marks.failed
	if k.Outcome == summary.Cancelled {
		mark = t.marks.cancelled
	}
	line[min(t.column(time.Duration(k.EndedAt)-p.Began), len(line)-1)] = cell{mark, looks}
}

// noted puts marks on thin lines, which say nothing else. In boxes stand labels.
func (t *terminal) noted(line []cell, p *placed, notes []summary.Note) {
	for _, n := range notes {
		at := min(t.column(time.Duration(n.At)-p.Began), len(line)-1)
		if at > 0 && line[at].look != thin { // what was waited for may begin here
			at--
		}
		if line[at].look == thin {
			line[at].r = t.marks.noted
		}
	}
}

// join writes the cells, one colour code for each run of a look.
func (t *terminal) join(line []cell) string {
	var out, run strings.Builder
	for i, c := range line {
		if c.r != 0 {
			run.WriteRune(c.r)
		}
		if i+1 < len(line) && line[i+1].look == c.look {
			continue
		}
		if c.look == looks {
			out.WriteString(run.String())
		} else {
			out.WriteString(t.paint(ansi[c.look], run.String()))
		}
		run.Reset()
	}
	return out.String()
}
