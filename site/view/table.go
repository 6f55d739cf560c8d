package view

import (
	"strconv"
	"strings"

	"overlap/chart/words"
	"overlap/report"
	"overlap/scenarios"
)

// Table returns the inside of the panel with tables: the content of the chart, for readers who do not see it, then the result
// of every variant and what it left behind.
func Table(rs *scenarios.Results) string {
	var b strings.Builder
	b.WriteString(words.Table(report.Panels(rs)) + `<table class="chart-table"><caption>Results</caption><thead><tr><th scope="col">Variant</th><th scope="col">Returned</th><th scope="col">Left behind</th></tr></thead><tbody>`)
	for _, r := range rs.List {
		b.WriteString(`<tr><th scope="row">` + esc(r.Variant.Title) + "</th><td>" + resultText(r) + "</td><td>" + esc(leftBehind(r)) + "</td></tr>")
	}
	b.WriteString("</tbody></table>")
	if rs.Seed != 0 {
		b.WriteString("<p>Seed " + strconv.FormatUint(rs.Seed, 10) + "</p>")
	}
	return b.String()
}

func resultText(r *scenarios.Result) string {
	switch {
	case r.Stopped():
		return "nothing: it was stopped"
	case r.Err != nil:
		return esc("error: " + report.Reason(r.Err))
	case r.Value == "":
		return "nothing"
	}
	return "<code>" + esc(r.Value) + "</code>"
}

// leftBehind lists what a run left behind: tasks, connections, coroutines, errors.
func leftBehind(r *scenarios.Result) string {
	var parts []string
	for _, l := range report.LeftBehind(r) {
		shown := l.Names[:min(len(l.Names), maxListed)]
		parts = append(parts, strings.TrimSpace(l.What+": "+strings.Join(shown, "; ")+" "+more(len(l.Names)-len(shown))))
	}
	if len(parts) == 0 {
		return "nothing"
	}
	return strings.Join(parts, "; ")
}
