package view

import (
	"strings"

	"overlap/chart/words"
	"overlap/report"
	"overlap/scenarios"
)

// Score returns the totals of all variants and the speed-up from the first to the last of those that can be compared.
func Score(rs *scenarios.Results) string {
	var b strings.Builder
	b.WriteString(`<dl class="score">`)
	differ := disagree(rs)
	for _, r := range rs.List {
		said := ""
		if differ && r.Err == nil {
			said = r.Value
		}
		b.WriteString(figure("total", r.Variant.Title, total(r), said))
	}
	if x := report.Speedup(rs); x > 0 {
		class, name, times := "speedup", "Speed-up", words.Times(x)
		switch {
		case times == words.Times(1):
			class, name = "speedup slower", "Speed-up: none"
		case x < 1:
			class, name = "speedup slower", "Speed-up: slower"
		}
		b.WriteString(figure(class, name, times, ""))
	}
	b.WriteString("</dl>" + failures(rs))
	return b.String()
}

func figure(class, name, value, said string) string {
	if said != "" {
		said = `<dd class="said">` + esc(said) + "</dd>"
	}
	return `<div class="` + class + `"><dt>` + esc(name) + "</dt><dd>" + esc(value) + "</dd>" + said + "</div>"
}

// disagree reports whether variants that went well returned different results: then these are as much of the outcome as
// how long it took. The same result everywhere is in the table.
func disagree(rs *scenarios.Results) bool {
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

func total(r *scenarios.Result) string {
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
