package words

import (
	"strconv"
	"strings"
	"time"

	"overlap/chart/scene"
	"overlap/engine/trace/summary"
	"overlap/quantity"
)

// Bounds of a table. Nobody reads more, and an export has everything.
const (
	tableRows  = 40 // rows of a panel
	tableSpans = 8  // spans of a row
)

// Table returns the text alternative of a timeline as HTML: a table of the variants' figures, and for each variant a
// table that says in words what each row shows.
func Table(panels []scene.Panel) string {
	out := &Pen{}
	out.Raw(`<table class="chart-table"><caption>Variants</caption><thead><tr>`)
	for _, h := range []string{"Variant", "Total", "Times as fast", "Tasks", "Connections", "Waits at once", "Waits, added up", "Loop busy"} {
		out.Raw(`<th scope="col">`, h, "</th>")
	}
	out.Raw("</tr></thead><tbody>")
	for i := range panels {
		variantRow(out, &panels[i])
	}
	out.Raw("</tbody></table>")
	for i := range panels {
		panelTable(out, &panels[i])
	}
	return string(out.B)
}

func variantRow(out *Pen, p *scene.Panel) {
	f, st := p.Figures(), p.Summary.Stats
	total, times := quantity.Duration(p.Total), "–"
	if p.Stopped {
		total = TotalText(p)
	} else if p.Failed != "" {
		total = "failed after " + total + ": " + p.Failed
	} else if x := p.Times; x > 0 {
		times = quantity.Times(x)
	}
	out.Raw(`<tr><th scope="row">`)
	out.Text(p.Title)
	out.Raw("</th>")
	for _, v := range []string{total, times, TasksText(p.Summary), quantity.Count(st.Connections), quantity.Count(f.Waits), quantity.Duration(f.Waited), quantity.Duration(time.Duration(st.Busy))} {
		out.Raw("<td>")
		out.Text(v)
		out.Raw("</td>")
	}
	out.Raw("</tr>")
}

// panelTable lists the rows of a panel's picture.
func panelTable(out *Pen, p *scene.Panel) {
	s := p.Alone()
	out.Raw(`<table class="chart-table"><caption>`)
	out.Text(p.Title)
	out.Raw(`</caption><thead><tr><th scope="col">Row</th><th scope="col">What it did</th></tr></thead><tbody>`)
	service, nth := "", 0
	for i := range s.Rows {
		r := &s.Rows[i]
		if i == tableRows {
			out.Raw(`<tr><th scope="row">`, quantity.Count(len(s.Rows)-i), ` more</th><td>not listed</td></tr>`)
			break
		}
		title := r.Name
		if r.Name != "" {
			service, nth = r.Name, 1
		} else {
			nth++
			title = service + ", row " + strconv.Itoa(nth)
		}
		out.Raw(`<tr><th scope="row">`)
		out.Text(title)
		out.Raw("</th><td>")
		out.Text(rowText(&s, r))
		out.Raw("</td></tr>")
	}
	for i := range s.Gauges {
		if g := &s.Gauges[i]; g.Peak > 1 {
			out.Raw(`<tr><th scope="row">`)
			out.Text(g.Name)
			out.Raw("</th><td>", GaugeText(g), "</td></tr>")
		}
	}
	out.Raw("</tbody></table>")
}

// rowText lists the visible bars of a row: "user:2 waiting 60 ms–310 ms".
func rowText(s *scene.Strip, r *scene.Row) string {
	text, n := "", 0
	if it := &r.Items[0]; it.Lane != nil {
		return laneText(it)
	}
	for i := range r.Items {
		it := &r.Items[i]
		for _, d := range phases(s, r, it) {
			if n++; n > tableSpans {
				continue
			}
			if n > 1 {
				text += "; "
			}
			text += d.words + quantity.Duration(d.from)
			if !d.endless {
				text += "–" + quantity.Duration(d.to)
			}
		}
		text += endingText(s, it.Task, &n)
	}
	switch {
	case n == 0:
		return "took no time"
	case n > tableSpans:
		return text + "; and " + quantity.Count(n-tableSpans) + " more"
	}
	return text
}

// phase is a stretch of an item with one description.
type phase struct {
	words    string
	from, to time.Duration
	endless  bool // there is no to
}

// phases describes an item's visible bars. Waits for replies that follow each other are one phase: a client that
// connects, writes and reads waits all the time.
func phases(s *scene.Strip, r *scene.Row, it *scene.Item) []phase {
	var all []phase
	for i := range it.Bars {
		b := &it.Bars[i]
		if b.To-b.From < max(s.MinVisible, 1) {
			continue
		}
		if b.Look == scene.Endless {
			all = append(all, phase{words: b.Label + ", for ever, from ", from: b.From, endless: true})
			continue
		}
		words := s.Doing(it, b) + " "
		if b.Label != "" && b.Label != r.Name && b.Look != scene.Thin {
			words = b.Label + " " + words
		}
		if n := len(all) - 1; n >= 0 && b.Look == scene.Thin && all[n].words == words && (b.From-all[n].to).Abs() <= s.MinVisible {
			all[n].to = b.To
			continue
		}
		all = append(all, phase{words: words, from: b.From, to: b.To})
	}
	return all
}

// laneText lists who held a resource and when, or a thing's states: "job 1 0 s–5 ms".
func laneText(it *scene.Item) string {
	text := quantity.Plural(len(it.Bars), "state")
	if it.Lane.Holds != nil {
		text = handovers(it.Lane)
	}
	for i, b := range it.Bars {
		if i == tableSpans {
			return text + "; and " + quantity.Count(len(it.Bars)-i) + " more"
		}
		text += "; " + b.Label + " " + stretch(it.Lane, i, b)
	}
	return text
}

// stretch says when bar n of a lane's item begins and ends. A state that a thing has only at the end is drawn longer than it was.
func stretch(l *scene.Lane, n int, b scene.Bar) string {
	to := b.To
	if l.Statuses != nil {
		to = b.From + time.Duration(l.Statuses[n].To-l.Statuses[n].From)
	}
	if to == b.From {
		return "from " + quantity.Duration(b.From)
	}
	return quantity.Duration(b.From) + "–" + quantity.Duration(to)
}

// endingText says that a task failed or was cancelled. It counts as one of the row's n texts.
func endingText(p *scene.Strip, t *summary.Task, n *int) string {
	if t.Daemon || t.Outcome != summary.Failed && t.Outcome != summary.Cancelled || *n >= tableSpans {
		return ""
	}
	*n++
	s := ""
	if *n > 1 {
		s = "; "
	}
	if t.Left() {
		return s + "cut off by the program's end"
	}
	s += t.Outcome.String() + " at " + quantity.Duration(time.Duration(t.EndedAt)-p.Began)
	if t.Error != "" {
		s += ": " + strings.TrimPrefix(Said(t.Error), "cancelled: ")
	}
	return s
}
