package view

import (
	"sort"
	"strings"
	"time"

	"overlap/quantity"
	"overlap/report"
	"overlap/scenarios"
)

// maxLogLines bounds the lines of a variant's log in the panel; the last ones are shown.
const maxLogLines = 200

// Log returns the inside of the panel with the log of every variant up to an instant: messages, marks and caught
// cancellations. Later entries are only counted, because they have not happened yet.
func Log(rs *scenarios.Results, at time.Duration) string {
	var b strings.Builder
	b.WriteString(`<div class="logs">`)
	for _, r := range rs.List {
		b.WriteString("<section><h3>" + esc(r.Variant.Title) + "</h3>" + logOf(r, at) + "</section>")
	}
	b.WriteString("</div>")
	return b.String()
}

func logOf(r *scenarios.Result, at time.Duration) string {
	notes := report.Log(r)
	if len(notes) == 0 {
		return "<p>Nothing was logged.</p>"
	}
	happened := len(notes)
	if at != End {
		now := report.Moment(r, at)
		happened = sort.Search(len(notes), func(i int) bool { return notes[i].At > now })
	}
	var b strings.Builder
	first := max(happened-maxLogLines, 0)
	if first > 0 {
		b.WriteString("<p>" + plural(first, "earlier line") + "</p>")
	}
	b.WriteString("<table" + attr("aria-label", "Log of "+r.Variant.Title) + `><thead><tr><th scope="col">Time</th><th scope="col">Task</th><th scope="col">What</th></tr></thead><tbody>`)
	for _, n := range notes[first:happened] {
		b.WriteString(logRow(r, n))
	}
	b.WriteString("</tbody></table>")
	if later := len(notes) - happened; later > 0 {
		b.WriteString(`<p class="hint">` + plural(later, "line") + " to come</p>")
	}
	return b.String()
}

func logRow(r *scenarios.Result, e report.Entry) string {
	return "<tr><td>" + quantity.Duration(report.Since(r, e.At)) + "</td><td>" + esc(e.Who) + "</td><td>" + esc(e.Text) + "</td></tr>"
}
