package chart

import (
	"overlap/engine/trace"
	"overlap/engine/trace/summary"
)

// mostTexts bounds the texts inside a picture: they are its only elements that are one for each span.
const mostTexts = 200

// texts writes what stands in and beside the bars of a panel, as far as there is room.
type texts struct {
	l     *Layout
	p     *placed
	out   *pen
	left  *int // how many texts the picture may still have
	marks path
}

// label names what a task works on inside its boxes.
func (w *texts) label(r row, it item, mid float64) {
	const pad = 6
	for _, g := range signsOf(r, it) {
		i, room := g.place(it, textWidth(g.text, labelSize), func(span int) float64 {
			from, to := it.clip(&it.task.Spans[span])
			return w.l.x(w.p, to) - w.l.x(w.p, from) - 2*pad
		})
		shown := fit(g.text, labelSize, room)
		if it.held != nil && shown != g.text {
			shown = fit(number(g.text), labelSize, room+pad) // the rows above say of what
		}
		if shown == "" || *w.left <= 0 {
			continue
		}
		s, class := &it.task.Spans[i], "chart-label"
		if lookOf(s) == running {
			class += " chart-label-run"
		}
		from, _ := it.clip(s)
		w.write(class, w.l.x(w.p, from)+pad, mid+4, shown)
	}
}

func (w *texts) write(class string, x, y float64, s string) {
	*w.left--
	w.out.raw(`<text class="`, class, `"`)
	w.out.attr("x", x)
	w.out.attr("y", y)
	w.out.raw(">")
	w.out.text(s)
	w.out.raw("</text>")
}

// notes groups a panel's marks by task, in order of time.
func (p *placed) notes() map[trace.TaskID][]summary.Note {
	by := map[trace.TaskID][]summary.Note{}
	for _, n := range p.Summary.Marks {
		if n.At >= p.frame.from && n.At <= p.frame.to {
			by[n.Task] = append(by[n.Task], n)
		}
	}
	return by
}

// caught groups the cancellations that a panel's tasks caught by task.
func (p *placed) caught() map[trace.TaskID][]summary.Note {
	by := map[trace.TaskID][]summary.Note{}
	for _, n := range p.Summary.Caught {
		by[n.Task] = append(by[n.Task], n)
	}
	return by
}

// mark draws what a task noted, and says it where the row is empty until next. On a thin line marks are larger:
// small ones look like dirt.
func (w *texts) mark(notes []summary.Note, mid, next float64, it item) {
	drawn, span := -1.0, 0
	for i, n := range notes {
		for span < len(it.task.Spans)-1 && it.task.Spans[span].To < n.At {
			span++
		}
		half := 3.0
		if lookOf(&it.task.Spans[span]) == thin {
			half = min(w.l.size.box/2-2, 5)
		}
		x := w.l.x(w.p, n.At)
		if x-drawn < half && drawn >= 0 {
			continue
		}
		drawn = x
		w.marks.to('M', x, mid-half)
		w.marks.to('l', half, half)
		w.marks.to('l', -half, half)
		w.marks.to('l', -half, -half)
		w.marks.b = append(w.marks.b, 'z')
		if i == len(notes)-1 && n.At >= it.to-w.p.frame.least && *w.left > 0 {
			gap := 2 * half
			if it.task.Outcome == summary.Failed {
				gap += crossGap
			}
			if s := fit(clean(n.Text), labelSize, next-x-gap-4); s != "" {
				w.write("chart-said", x+gap, mid+4, s)
			}
		}
	}
}

// ends marks tasks that failed with a cross and those that were cancelled with a bar; half a bar is where a task
// caught its cancellation and went on.
func (l *Layout) ends(p *placed) (failed, cancelled path) {
	caught := p.caught()
	for i, r := range p.shown.rows {
		for _, it := range r.items {
			x, y, t := l.x(p, it.to), p.rowY[i], it.task
			h := min(l.size.box/2-2, 5)
			for _, n := range caught[t.ID] {
				if it.from <= n.At && n.At <= it.to {
					cancelled.to('M', l.x(p, n.At), y-h-1)
					cancelled.to('v', h+1)
				}
			}
			switch {
			case t.Outcome == summary.Failed:
				failed.to('M', x-h, y-h)
				failed.to('l', 2*h, 2*h)
				failed.to('m', 0, -2*h)
				failed.to('l', -2*h, 2*h)
			case t.Outcome == summary.Cancelled && !t.Daemon:
				cancelled.to('M', x, y-h-1)
				cancelled.to('v', 2*h+2)
			}
		}
	}
	return failed, cancelled
}
