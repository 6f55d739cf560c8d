package term

import (
	"slices"
	"strings"
	"time"

	"overlap/chart/scene"
	"overlap/chart/words"
	"overlap/engine/trace/summary"
)

// cell is one column of a row: a character and the look that colours it.
type cell struct {
	r    rune       // 0 behind a character that is two columns wide
	look scene.Look // scene.Looks for no colour
}

// stretch is a bar in columns.
type stretch struct {
	look     scene.Look
	bar      int // index in its item's Bars
	from, to int
	label    string
}

// rowLine draws a row.
func (t *terminal) rowLine(s *scene.Strip, r *scene.Row) string {
	line := make([]cell, t.plot)
	for i := range line {
		line[i] = cell{' ', scene.Looks}
	}
	var all []stretch
	for i := range r.Items {
		all = append(all, t.stretches(s, r, &r.Items[i])...)
	}
	for k := range scene.Looks {
		for i, s := range all {
			if s.look == k {
				t.drawStretch(line, s, i+1 < len(all) && k != scene.Thin && all[i+1].look == k && all[i+1].from == s.to)
			}
		}
	}
	if at := t.column(s, s.Total); s.RunsOn() > 0 && s.Has(s.Total, s.Total) && at < len(line) {
		line[at] = cell{t.marks.waited, scene.Looks}
	}
	for _, at := range s.Changed {
		if x := t.column(s, at); s.Has(at, at) && x < len(line) {
			line[x] = cell{t.marks.changed, scene.Looks}
		}
	}
	for i := range r.Items {
		t.drawMarks(line, s, r.Items[i].Marks)
		t.drawEnding(line, s, r.Items[i].Task)
	}
	return t.render(line)
}

// stretches returns an item's bars in columns. Bars too short for a column are left out, except bars that run for a visible
// time, the state in which a run leaves a thing, and the only one: an item has at least one stretch.
func (t *terminal) stretches(s *scene.Strip, r *scene.Row, it *scene.Item) []stretch {
	var all []stretch
	if !s.Has(it.From, it.To) {
		return nil
	}
	for i := range it.Bars {
		b := &it.Bars[i]
		st := stretch{look: b.Look, bar: i, from: t.column(s, b.From), to: t.column(s, b.To)}
		if b.Look == scene.Running && b.To-b.From >= s.MinVisible || b.Look >= scene.InPlain && i == len(it.Bars)-1 {
			st.to = max(st.to, st.from+1)
		}
		if st.from < st.to {
			all = append(all, st)
		}
	}
	if len(all) == 0 {
		at := t.column(s, it.From)
		return append(all, stretch{look: it.Longest(), from: at, to: at + 1})
	}
	t.placeLabels(all, r, it)
	return all
}

// placeLabels gives each of an item's captions to the stretch with the most room. Stretches are in order of their bars.
func (t *terminal) placeLabels(all []stretch, r *scene.Row, it *scene.Item) {
	at := func(bar int) *stretch {
		i, found := slices.BinarySearchFunc(all, bar, func(st stretch, n int) int { return st.bar - n })
		if !found {
			return &stretch{}
		}
		return &all[i]
	}
	for g := range it.Captions(r) {
		text := words.Clean(g.Text)
		best, _ := g.BestBar(it, float64(columns(text)), func(i int) float64 {
			st := at(i)
			return float64(st.to - st.from - 3) // an edge on both sides, and the gap
		})
		at(best).label = text
	}
}

// drawStretch draws a stretch and its label. A gap at its end separates it from a neighbour of the same look.
func (t *terminal) drawStretch(line []cell, s stretch, gap bool) {
	from, to := min(s.from, len(line)-1), min(s.to, len(line))
	for i := from; i < to; i++ {
		line[i] = cell{t.marks.looks[s.look], s.look}
	}
	if gap && to-from > 1 {
		to--
		line[to] = cell{' ', scene.Looks}
	}
	t.drawLabel(line, s, from+1, to-from-2)
}

// drawLabel writes a stretch's label, shortened to room, into the columns from at on.
func (t *terminal) drawLabel(line []cell, s stretch, at, room int) {
	if room < 1 {
		return
	}
	text, letters := t.shorten(s.label, room)
	if text != s.label && letters < words.LeastLetters {
		return
	}
	for _, r := range text {
		switch words.Cells(r) {
		case 0:
			continue // a column holds one character, so that combining accents are lost
		case 2:
			line[at+1] = cell{0, s.look}
		}
		line[at].r = r
		at += words.Cells(r)
	}
}

// drawEnding marks the instant at which a task failed or was cancelled.
func (t *terminal) drawEnding(line []cell, s *scene.Strip, k *summary.Task) {
	if k == nil || k.Outcome != summary.Failed && (k.Outcome != summary.Cancelled || k.Daemon) {
		return
	}
	at := time.Duration(k.EndedAt) - s.Began
	if !s.Has(at, at) {
		return
	}
	mark := t.marks.failed
	switch {
	case k.Left():
		mark = t.marks.left
	case k.Outcome == summary.Cancelled:
		mark = t.marks.cancelled
	}
	line[min(t.column(s, at), len(line)-1)] = cell{mark, scene.Looks}
}

// drawMarks draws marks on thin lines only, because boxes have labels.
func (t *terminal) drawMarks(line []cell, s *scene.Strip, marks []scene.Mark) {
	for _, m := range marks {
		if !s.Has(m.At, m.At) {
			continue
		}
		at := min(t.column(s, m.At), len(line)-1)
		if at > 0 && line[at].look != scene.Thin { // the line may have ended just before
			at--
		}
		if line[at].look == scene.Thin {
			line[at].r = t.marks.noted[m.Kind]
		}
	}
}

// render joins the cells, with one colour code for neighbours of one look.
func (t *terminal) render(line []cell) string {
	var out, run strings.Builder
	for i, c := range line {
		if c.r != 0 {
			run.WriteRune(c.r)
		}
		if i+1 < len(line) && line[i+1].look == c.look {
			continue
		}
		if c.look == scene.Looks {
			out.WriteString(run.String())
		} else {
			out.WriteString(t.paint(lookColors[c.look], run.String()))
		}
		run.Reset()
	}
	return out.String()
}
