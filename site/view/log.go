package view

import (
	"strings"
	"time"

	"overlap/quantity"
	"overlap/report"
	"overlap/scenarios"
)

// mostLogLines bounds the lines of a variant's log in the panel; the last ones are shown.
const mostLogLines = 200

// Log returns the inside of the panel with the log of every variant: what happened in the stretch that the chart shows, up to an
// instant. What came before it and what has not happened yet is only counted.
func Log(rs *scenarios.Results, pic Picture, at time.Duration) string {
	var b strings.Builder
	b.WriteString(`<div class="logs">`)
	for _, r := range rs.List {
		b.WriteString("<section><h3>" + esc(r.Variant.Title) + "</h3>" + logOf(r, pic, at) + "</section>")
	}
	b.WriteString("</div>")
	return b.String()
}

func logOf(r *scenarios.Result, pic Picture, at time.Duration) string {
	log := report.LogOf(r)
	if log.Len() == 0 {
		return "<p>Nothing was logged.</p>"
	}
	var before, after report.Log
	if pic.To > 0 {
		before, log = log.Cut(report.Moment(r, pic.From) - 1)
	}
	until := at
	if pic.To > 0 && (at == End || at > pic.To) {
		until = pic.To
	}
	if until != End {
		log, after = log.Cut(report.Moment(r, until))
	}
	lines := log.Last(mostLogLines)
	return earlier(before.Len(), log.Len()-len(lines)) + logTable(r, lines) + later(after.Len(), at)
}

// earlier counts the lines above the first: those outside the stretch, and those that the panel has no room for.
func earlier(outside, over int) string {
	if outside+over == 0 {
		return ""
	}
	text := plural(outside+over, "earlier line")
	if over > 0 {
		text += ". Zoom in, or move the playhead, to see them"
	}
	return `<p class="hint">` + text + "</p>"
}

// later counts the lines below the last. Those after the playhead have not happened yet.
func later(n int, at time.Duration) string {
	switch {
	case n == 0:
		return ""
	case at == End:
		return `<p class="hint">` + plural(n, "later line") + "</p>"
	}
	return `<p class="hint">` + plural(n, "line") + " to come</p>"
}

func logTable(r *scenarios.Result, lines []report.Entry) string {
	var b strings.Builder
	b.WriteString("<table" + attr("aria-label", "Log of "+r.Variant.Title) + `><thead><tr><th scope="col">Time</th><th scope="col">Task</th><th scope="col">What</th></tr></thead><tbody>`)
	for _, e := range lines {
		b.WriteString("<tr><td>" + quantity.Duration(report.Since(r, e.At)) + "</td><td>" + esc(e.Who) + "</td><td>" + esc(e.Text) + "</td></tr>")
	}
	b.WriteString("</tbody></table>")
	return b.String()
}
