package words

import (
	"strconv"
	"time"

	"overlap/chart/scene"
	"overlap/engine/trace/summary"
)

// Bounds of the table that stands for the picture: more is read by nobody, and an export has it all.
const (
	tableRows  = 40 // rows of a panel
	tableSpans = 8  // spans of a row
)

// Table returns the text alternative of a timeline as HTML: a table of the variants' figures, and one for
// each variant with what its rows show.
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
	total, times := Duration(p.Total), "–"
	if p.Failed != "" {
		total = "failed after " + total + ": " + p.Failed
	} else if x := p.Times; x > 0 {
		times = Times(x)
	}
	out.Raw(`<tr><th scope="row">`)
	out.Text(p.Title)
	out.Raw("</th>")
	for _, v := range []string{total, times, Count(st.Tasks), Count(st.Connections), Count(f.Waits), Duration(f.Waited), Duration(time.Duration(st.Busy))} {
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
			out.Raw(`<tr><th scope="row">`, Count(len(s.Rows)-i), ` more</th><td>not listed</td></tr>`)
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
		out.Text(tell(&s, r))
		out.Raw("</td></tr>")
	}
	for i := range s.Gauges {
		if g := &s.Gauges[i]; g.Peak > 1 {
			out.Raw(`<tr><th scope="row">`)
			out.Text(g.Name)
			out.Raw("</th><td>", UpTo(g), "</td></tr>")
		}
	}
	out.Raw("</tbody></table>")
}

// tell lists what is seen in a row: "user:2 waiting 60 ms–310 ms". What is too short to be seen is left out.
func tell(s *scene.Strip, r *scene.Row) string {
	text, n := "", 0
	if it := &r.Items[0]; it.Lane != nil {
		return tellHolds(it)
	}
	for i := range r.Items {
		it := &r.Items[i]
		for _, d := range deeds(s, r, it) {
			if n++; n > tableSpans {
				continue
			}
			if n > 1 {
				text += "; "
			}
			text += d.words + Duration(d.from)
			if !d.endless {
				text += "–" + Duration(d.to)
			}
		}
		text += ending(s, it.Task, &n)
	}
	switch {
	case n == 0:
		return "took no time"
	case n > tableSpans:
		return text + "; and " + Count(n-tableSpans) + " more"
	}
	return text
}

// deed is a stretch of an item that is told in one go.
type deed struct {
	words    string
	from, to time.Duration
	endless  bool // it goes on for ever
}

// deeds joins waits for replies that follow each other: a client connects, writes and reads, and waits all along.
func deeds(s *scene.Strip, r *scene.Row, it *scene.Item) []deed {
	var all []deed
	for i := range it.Bars {
		b := &it.Bars[i]
		if b.To-b.From < max(s.Least, 1) {
			continue
		}
		if b.Look == scene.Endless {
			all = append(all, deed{words: b.Label + ", for ever, from ", from: b.From, endless: true})
			continue
		}
		words := s.Doing(it, b) + " "
		if b.Label != "" && b.Label != r.Name && b.Look != scene.Thin {
			words = b.Label + " " + words
		}
		if n := len(all) - 1; n >= 0 && b.Look == scene.Thin && all[n].words == words && (b.From-all[n].to).Abs() <= s.Least {
			all[n].to = b.To
			continue
		}
		all = append(all, deed{words: words, from: b.From, to: b.To})
	}
	return all
}

// tellHolds lists who held a resource, when: "job 1 0 s–5 ms".
func tellHolds(it *scene.Item) string {
	text := hands(it.Lane)
	for i, b := range it.Bars {
		if i == tableSpans {
			return text + "; and " + Count(len(it.Bars)-i) + " more"
		}
		text += "; " + b.Label + " " + Duration(b.From) + "–" + Duration(b.To)
	}
	return text
}

// ending says how a task ended if it did not end well.
func ending(p *scene.Strip, t *summary.Task, n *int) string {
	if t.Daemon || t.Outcome != summary.Failed && t.Outcome != summary.Cancelled || *n >= tableSpans {
		return ""
	}
	*n++
	s := ""
	if *n > 1 {
		s = "; "
	}
	s += t.Outcome.String() + " at " + Duration(time.Duration(t.EndedAt)-p.Began)
	if t.Error != "" {
		s += ": " + t.Error
	}
	return s
}
