package chart

import (
	"strconv"
	"time"

	"overlap/engine/trace/summary"
)

// Bounds of the table that stands for the picture: more is read by nobody, and an export has it all.
const (
	tableRows  = 40 // rows of a panel
	tableSpans = 8  // spans of a row
)

// Table returns the text alternative of a timeline as HTML: a table of the variants' figures, and one for
// each variant with what its rows show.
func Table(panels []Panel) string {
	out := &pen{}
	out.raw(`<table class="chart-table"><caption>Variants</caption><thead><tr>`)
	for _, h := range []string{"Variant", "Total", "Times as fast", "Tasks", "Connections", "Waits at once", "Waits, added up", "Loop busy"} {
		out.raw(`<th scope="col">`, h, "</th>")
	}
	out.raw("</tr></thead><tbody>")
	first, _ := compared(panels)
	for i := range panels {
		variantRow(out, first, &panels[i])
	}
	out.raw("</tbody></table>")
	for i := range panels {
		panelTable(out, &panels[i])
	}
	return string(out.b)
}

func variantRow(out *pen, first, p *Panel) {
	f, st := figuresOf(p), p.Summary.Stats
	total, times := Duration(p.Total), "–"
	if p.Failed != "" {
		total = "failed after " + total + ": " + p.Failed
	} else if x := p.timesAsFast(first); x > 0 {
		times = Times(x)
	}
	out.raw(`<tr><th scope="row">`)
	out.text(p.Title)
	out.raw("</th>")
	for _, v := range []string{total, times, Count(st.Tasks), Count(st.Connections), Count(f.waits), Duration(f.waited), Duration(time.Duration(st.Busy))} {
		out.raw("<td>")
		out.text(v)
		out.raw("</td>")
	}
	out.raw("</tr>")
}

// panelTable lists the rows of a panel's picture.
func panelTable(out *pen, p *Panel) {
	f := frame{int64(p.Began), p.last(), int64(float64(p.Total) * unseen)}
	rows := newRoster(p.unending(f.to), f, p.Stuck).rows
	out.raw(`<table class="chart-table"><caption>`)
	out.text(p.Title)
	out.raw(`</caption><thead><tr><th scope="col">Row</th><th scope="col">What it did</th></tr></thead><tbody>`)
	service, nth := "", 0
	for i, r := range rows {
		if i == tableRows {
			out.raw(`<tr><th scope="row">`, Count(len(rows)-i), ` more</th><td>not listed</td></tr>`)
			break
		}
		title := r.name
		if r.name != "" {
			service, nth = r.name, 1
		} else {
			nth++
			title = service + ", row " + strconv.Itoa(nth)
		}
		out.raw(`<tr><th scope="row">`)
		out.text(title)
		out.raw("</th><td>")
		out.text(p.tell(r, f.least))
		out.raw("</td></tr>")
	}
	for _, g := range gaugesOf(p.Summary, f) {
		if g.peak > 1 {
			out.raw(`<tr><th scope="row">`)
			out.text(g.name)
			out.raw("</th><td>", g.upTo(), "</td></tr>")
		}
	}
	out.raw("</tbody></table>")
}

// tell lists what is seen in a row: "user:2 waiting 60 ms–310 ms". What is too short to be seen is left out.
func (p *Panel) tell(r row, least int64) string {
	text, n := "", 0
	if h := r.items[0].held; h != nil {
		return p.tellHolds(h)
	}
	for _, it := range r.items {
		for _, s := range it.told(r, least, p.Summary) {
			if n++; n > tableSpans {
				continue
			}
			if n > 1 {
				text += "; "
			}
			text += s.words + Duration(time.Duration(s.from)-p.Began)
			if s.to != summary.Never {
				text += "–" + Duration(time.Duration(s.to)-p.Began)
			}
		}
		text += p.ending(it.task, &n)
	}
	switch {
	case n == 0:
		return "took no time"
	case n > tableSpans:
		return text + "; and " + Count(n-tableSpans) + " more"
	}
	return text
}

// told is a stretch of an item that is told in one go.
type told struct {
	words    string
	from, to int64 // to is summary.Never when it has no end
}

// told joins waits for replies that follow each other: a client connects, writes and reads, and waits all along.
func (it item) told(r row, least int64, sum *summary.Summary) []told {
	var all []told
	for i := range it.task.Spans {
		s := &it.task.Spans[i]
		from, to := it.clip(s)
		if to-from < max(least, 1) {
			continue
		}
		if s.State == forever {
			all = append(all, told{it.stuck + ", for ever, from ", from, summary.Never})
			continue
		}
		words := doing(s, sum) + " "
		if label := it.label(i); label != "" && label != r.name && lookOf(s) != thin {
			words = label + " " + words
		}
		if n := len(all) - 1; n >= 0 && lookOf(s) == thin && all[n].words == words && near(from, all[n].to, least) {
			all[n].to = to
			continue
		}
		all = append(all, told{words, from, to})
	}
	return all
}

// ending says how a task ended if it did not end well.
func (p *Panel) ending(t *summary.Task, n *int) string {
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
