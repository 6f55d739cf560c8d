package svg

import (
	"iter"
	"slices"
	"time"

	"overlap/chart/words"
	"overlap/engine/trace"
	"overlap/engine/trace/summary"
)

// Overlay is what a reader asks to see over a picture.
type Overlay struct {
	Panel    int // of Followed
	Followed trace.TaskID
	Wakes    bool             // arrows from who woke to who was woken: those of the followed task, or of all
	Paths    [][]summary.Step // the critical path of each panel; nil for none
	Spot     *Spot            // where the keyboard is; nil for nowhere
}

// mostWakes bounds the arrows of a panel: more are a thicket.
const mostWakes = 40

// Overlay returns the inside of the picture's last group.
func (l *Layout) Overlay(o Overlay) string {
	out, notes := &words.Pen{}, words.Pen{}
	var fade, wakes, critical path
	for i := range l.panels {
		p := &l.panels[i]
		at := p.placed()
		id := trace.TaskID(0)
		if o.Followed > 0 {
			if id = -1; i == o.Panel {
				id = o.Followed
			}
			l.fade(&fade, p, at, id)
		}
		if o.Wakes {
			drawn, all := wakes.some(slices.Collect(l.wakes(p, at, id)))
			if drawn < all {
				l.note(&notes, p, l.axesNote(p), words.SomeOf(drawn, all, "arrow"))
			}
		}
		if i < len(o.Paths) {
			l.critical(&critical, p, at, o.Paths[i])
		}
	}
	l.pathElement(out, "fade", fade, false)
	l.pathElement(out, "critical", critical, false)
	l.pathElement(out, "wake", wakes, false)
	out.B = append(out.B, notes.B...)
	if hit, ok := l.HitAt(o.Spot); ok {
		var d path
		d.rect(Rect{hit.Box.Left - 3, hit.Box.Top - 2, hit.Box.Right + 3, hit.Box.Bottom + 2}, 4)
		l.pathElement(out, "spot", d, false)
	}
	return string(out.B)
}

// fade covers all of a panel's rows but the place of one task.
func (l *Layout) fade(d *path, p *panel, at placed, id trace.TaskID) {
	place, drawn := at.of(id)
	if !drawn {
		d.rect(Rect{0, p.top, l.Width, p.bottom}, 0)
		return
	}
	it, top, bottom := &p.shown.Rows[place.row].Items[place.item], p.rows[place.row].top(), p.rows[place.row].bottom()
	above := top
	if l.size.namesAbove && p.rows[place.row].nameY > 0 {
		above -= l.size.nameLine
	}
	d.rect(Rect{0, p.top, l.Width, max(above, p.top)}, 0)
	d.rect(Rect{l.Plot.Left, top, max(p.x(it.From)-3, l.Plot.Left), bottom}, 0)
	if p.shown.Rows[place.row].Shared { // behind a task's own row stands its mark or the total
		d.rect(Rect{min(p.x(it.To)+3, l.Width), top, l.Width, bottom}, 0)
	}
	d.rect(Rect{0, bottom, l.Width, p.bottom}, 0)
}

// wake is the place of an arrow from who woke to who was woken.
type wake struct{ x, from, to float64 }

// HasWakes reports whether any arrow from who woke to who was woken would be drawn.
func (l *Layout) HasWakes() bool {
	for i := range l.panels {
		for range l.wakes(&l.panels[i], l.panels[i].placed(), 0) {
			return true
		}
	}
	return false
}

// wakes yields an arrow for each wait that another task ended: those of one task and those that it ended, or all when id is 0.
func (l *Layout) wakes(p *panel, at placed, id trace.TaskID) iter.Seq[wake] {
	wakers := p.Summary.Wakers()
	known := func(id trace.TaskID) bool { _, drawn := at.of(id); return drawn }
	return func(yield func(wake) bool) {
		for r := range p.shown.Rows {
			for k := range p.shown.Rows[r].Items {
				it := &p.shown.Rows[r].Items[k]
				if it.Task == nil {
					continue
				}
				for s := range it.Task.Spans {
					if sp := &it.Task.Spans[s]; sp.State != trace.Waiting || sp.From == sp.To || p.axisTime(sp.To) < it.From || p.axisTime(sp.From) > it.To {
						continue
					}
					w := wakers.Of(it.Task, s)
					by := wakers.Behind(w.By, w.Sent, known)
					from, drawn := at.of(by)
					if !drawn || from.row == r || w.At == summary.Never || id != 0 && id != it.Task.ID && id != by {
						continue
					}
					if !yield(wake{p.traceX(w.At), p.rows[from.row].mid, p.rows[r].mid}) {
						return
					}
				}
			}
		}
	}
}

// some draws as many of the arrows as can be told apart, evenly spread, and returns their number and that of all.
func (d *path) some(all []wake) (drawn, of int) {
	drawn = min(len(all), mostWakes)
	for i := range drawn {
		w := all[i*len(all)/drawn]
		d.arrow(w.x, w.from, w.to)
	}
	return drawn, len(all)
}

// critical outlines the bars on a critical path, and joins those of different rows.
func (l *Layout) critical(d *path, p *panel, at placed, steps []summary.Step) {
	last := -1
	for i := 0; i < len(steps); {
		place, drawn := at.of(steps[i].Task)
		n := i + 1
		for n < len(steps) && at[steps[n].Task] == place && drawn {
			n++
		}
		if drawn {
			left, y, half := p.traceX(steps[i].From), p.rows[place.row].mid, p.rows[place.row].box/2+1
			if last >= 0 && last != place.row {
				d.to('M', left, p.rows[last].mid)
				d.to('V', y)
			}
			last = place.row
			d.rect(Rect{left, y - half, max(p.traceX(steps[n-1].To), left+1), y + half}, boxRadius)
		}
		i = n
	}
}

// traceX returns the x of an instant of a panel's trace.
func (p *panel) traceX(at int64) float64 { return p.x(p.axisTime(at)) }

// axisTime converts an instant of a panel's trace to a time on its axis.
func (p *panel) axisTime(at int64) time.Duration { return time.Duration(at) - p.Began }
