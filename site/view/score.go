package view

import (
	"strings"

	"overlap/chart/words"
	"overlap/report"
	"overlap/scenarios"
)

// Score returns the totals of all variants, and the speed-up from the first comparable variant to the last.
func Score(rs *scenarios.Results) string {
	var b strings.Builder
	b.WriteString(`<dl class="score">`)
	differ := resultsDiffer(rs)
	for _, r := range rs.List {
		said := ""
		if differ && r.Err == nil {
			said = r.Value
		}
		b.WriteString(scoreItem("total", r.Variant.Title, totalText(r), said))
	}
	if x := report.Speedup(rs); x > 0 {
		class, name, times := "speedup", "Speed-up", words.Times(x)
		switch {
		case times == words.Times(1):
			class, name = "speedup slower", "Speed-up: none"
		case x < 1:
			class, name = "speedup slower", "Speed-up: slower"
		}
		b.WriteString(scoreItem(class, name, times, ""))
	}
	b.WriteString("</dl>" + failures(rs))
	return b.String()
}

func scoreItem(class, name, value, said string) string {
	if said != "" {
		said = `<dd class="said">` + esc(said) + "</dd>"
	}
	return `<div class="` + class + `"><dt>` + esc(name) + "</dt><dd>" + esc(value) + "</dd>" + said + "</div>"
}

// resultsDiffer reports whether variants that did not fail returned different results, which Score then shows beside the totals.
// Equal results are in the table only.
func resultsDiffer(rs *scenarios.Results) bool {
	first := ""
	for _, r := range rs.List {
		switch {
		case r.Err != nil:
		case first == "":
			first = r.Value
		case r.Value != first:
			return true
		}
	}
	return false
}

func totalText(r *scenarios.Result) string {
	if r.Err != nil {
		return "failed after " + words.Duration(r.Total)
	}
	return words.Duration(r.Total)
}

// failures says why variants failed, each reason once.
func failures(rs *scenarios.Results) string {
	var b strings.Builder
	for _, r := range rs.List {
		if r.Err != nil {
			b.WriteString(`<p class="failure"><strong>` + esc(r.Variant.Title) + "</strong> failed: " + esc(report.Reason(r.Err)) + "</p>")
		}
	}
	return b.String()
}
