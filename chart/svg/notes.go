package svg

import (
	"math"

	"overlap/chart/scene"
	"overlap/chart/words"
	"overlap/engine/trace/summary"
)

// mostTexts bounds the texts among a picture's bars, which would otherwise be one element for each span.
const mostTexts = 200

// texts writes the labels in a panel's bars, or the texts of its marks, as far as there is room.
type texts struct {
	l      *Layout
	p      *panel
	out    *words.Pen
	budget *int // number of texts that the whole picture may still have
}

// label writes an item's captions into its boxes.
func (w *texts) label(r *scene.Row, it *scene.Item, mid float64) {
	const pad = 6
	width := func(bar int) float64 {
		b := &it.Bars[bar]
		return w.p.x(b.To) - w.p.x(b.From) - 2*pad
	}
	for g := range it.Captions(r) {
		if _, widest := g.BestBar(it, math.Inf(1), width); widest <= 0 {
			continue // ten thousand holds of a lock, of which none has room for a letter
		}
		text := words.Clean(g.Text)
		i, room := g.BestBar(it, textWidth(text, labelSize), width)
		shown := fit(text, labelSize, room)
		if it.Lane != nil && it.Lane.Holds != nil && shown != text {
			shown = fit(words.Number(text), labelSize, room+pad) // the number is enough, because the rows above have the names
		}
		if shown == "" || *w.budget <= 0 {
			continue
		}
		b, class := &it.Bars[i], "chart-label"
		if b.Look == scene.Running {
			class += " chart-label-run"
		}
		*w.budget--
		w.l.text(w.out, class, w.p.x(b.From)+pad, mid+4, shown)
	}
}

const (
	fewMarks  = 3   // how many marks of a task are each what a reader is to see
	leastMark = 2.5 // half of a mark's height in rows that look the same, where it may touch that of the next
)

// mark adds an item's marks. The text of the last mark follows it if the item ends there and the row is empty until next.
// Few marks, those on a thin line and those of tasks that took no time are larger, because small marks look like dirt there.
func (w *texts) mark(all *moments, it *scene.Item, row *rowPlace, next float64) {
	drawn, kind := -1.0, uint8(0)
	for i, m := range it.Marks {
		half := min(3, row.sign())
		if m.Thin || len(it.Bars) == 0 || len(it.Marks) <= fewMarks {
			half = row.sign()
		}
		if row.together != 1 {
			half = max(half, leastMark)
		}
		if !w.p.Has(m.At, m.At) {
			continue
		}
		x := w.p.x(m.At)
		if x-drawn < half && drawn >= 0 && m.Kind == kind || it.Covered(i) {
			continue
		}
		drawn, kind = x, m.Kind
		all.add(markClasses[m.Kind], m.At).mark(m.Kind, x, row.mid, half)
		if i == len(it.Marks)-1 && m.At >= it.To-w.p.MinVisible && (row.inside() || row.together > 1) && *w.budget > 0 {
			gap := max(2*half, 6)
			if it.Task.Outcome == summary.Failed {
				gap += crossGap
			}
			text := words.Clean(m.Text)
			if s := fit(text, labelSize, next-x-gap-4); s != "" && 2*len(s) >= len(text) { // less of it says nothing
				*w.budget--
				w.l.textFrom(w.out, "chart-said", m.At, x+gap, row.text()+4, s)
			}
		}
	}
}

// sign draws a sign as the legend shows it.
func (l *Layout) sign(out *words.Pen, e scene.Entry, x, y float64) {
	const h = 4.0
	var d path
	class := "cancelled"
	switch e.Sign {
	case scene.FailedSign:
		class = "failed"
		d.cross(x, y, h)
	case scene.CancelledSign:
		d.to('M', x, y-h-1)
		d.to('v', 2*h+2)
	case scene.LeftSign:
		class = "left"
		d.to('M', x-8, y)
		d.to('h', 16)
	case scene.CaughtSign:
		d.to('M', x, y-h-1)
		d.to('v', h+1)
	case scene.NotedSign:
		class = markClasses[e.Kind]
		d.mark(e.Kind, x, y, h)
	case scene.WaitedSign, scene.ChangedSign:
		if class = "waited"; e.Sign == scene.ChangedSign {
			class = "changed"
		}
		d.to('M', x, y-2*h)
		d.to('v', 4*h)
	case scene.NoTimeSign:
		class = "run"
		d.rect(Rect{x - leastRun/2, y - h - 1, x + leastRun/2, y + h + 1}, 0)
	}
	l.pathElement(out, class, d, false)
}

// markClasses are the classes of marks by their kind, of which the second is hollow.
var markClasses = [scene.MarkKinds]string{"mark", "mark chart-hollow", "mark"}

// mark draws a mark: a diamond, or for the last kind a triangle.
func (d *path) mark(kind uint8, x, y, half float64) {
	if kind < scene.MarkKinds-1 {
		d.diamond(x, y, half)
		return
	}
	d.to('M', x, y-half)
	d.to('l', half, 2*half)
	d.to('h', -2*half)
	d.b = append(d.b, 'z')
}

func (d *path) diamond(x, y, half float64) {
	d.to('M', x, y-half)
	d.to('l', half, half)
	d.to('l', -half, half)
	d.to('l', -half, -half)
	d.b = append(d.b, 'z')
}

func (d *path) cross(x, y, half float64) {
	d.to('M', x-half, y-half)
	d.to('l', 2*half, 2*half)
	d.to('m', 0, -2*half)
	d.to('l', -2*half, 2*half)
}

// endMarks adds a cross for each task that failed and a bar for each that was cancelled. Half a bar stands where a task
// caught its cancellation and went on, and a dashed line goes on where a task would have, had the run not ended.
func (l *Layout) endMarks(p *panel, all *moments) {
	const further = 60 // pixels
	for i, r := range p.shown.Rows {
		for n := range r.Items {
			it := &r.Items[n]
			x, y, t := p.x(it.To), p.rows[i].mid, it.Task
			h := p.rows[i].sign()
			for _, at := range it.Caught {
				if !p.Has(at, at) {
					continue
				}
				d := all.add("cancelled", at)
				d.to('M', p.x(at), y-h-1)
				d.to('v', h+1)
			}
			switch {
			case t == nil || !p.Has(it.To, it.To):
			case t.Outcome == summary.Failed:
				all.add("failed", it.To).cross(x, y, h)
			case t.Left():
				d := all.add("left", it.To)
				d.to('M', x, y)
				d.to('H', min(x+further, l.tailEnd(p, i)))
			case t.Outcome == summary.Cancelled && !t.Daemon:
				d := all.add("cancelled", it.To)
				d.to('M', x, y-h-1)
				d.to('v', 2*h+2)
			}
		}
	}
}

// tailEnd returns where a dashed line ends at the latest: at the picture's edge, or at the axis's end in the row whose total
// stands behind that.
func (l *Layout) tailEnd(p *panel, row int) float64 {
	if row == p.totalRow && !l.totalAbove(p) {
		return l.Plot.Right
	}
	return l.Width - 2
}
