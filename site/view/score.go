package view

import (
	"slices"
	"strings"
	"time"

	"overlap/quantity"
	"overlap/report"
	"overlap/scenarios"
)

// Score returns the headline of the results, and below it the totals of all variants.
func Score(rs *scenarios.Results) string {
	h := report.Headline(rs)
	var b strings.Builder
	b.WriteString(headline(h) + `<dl class="score">`)
	differ := disagree(rs) || len(h.Wrong) > 0
	for _, r := range rs.List {
		class, said := "total", ""
		if differ && r.Err == nil {
			said = r.Value
		}
		if slices.Contains(h.Wrong, r.Variant.Name) {
			class = "total wrong"
		}
		b.WriteString(figure(class, r.Variant.Title, total(r), said))
	}
	b.WriteString("</dl>" + failures(rs, h))
	return b.String()
}

func headline(h scenarios.Headline) string {
	return `<p class="headline ` + h.Tone.String() + `"><strong>` + esc(h.Text) + "</strong> <span>" + esc(h.About) + "</span></p>"
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
	switch {
	case r.Err == nil:
		return quantity.Duration(r.Total)
	case report.Stuck(r.Err) != nil:
		return "deadlock after " + quantity.Duration(r.Total)
	}
	return "failed after " + quantity.Duration(r.Total)
}

// SoFar returns what stands in place of a variant's total while the playhead is at an instant before its end, "" when the
// total stands. It has the same number of decimal places all the time, so that counting digits do not dance.
func SoFar(r *scenarios.Result, at time.Duration) string {
	if at == End || at >= r.Total {
		return ""
	}
	return Clock(at, r.Total)
}

// failures says why variants failed, unless the headline does. Who waits for whom in a deadlock stands in the picture.
func failures(rs *scenarios.Results, h scenarios.Headline) string {
	var b strings.Builder
	for _, r := range rs.List {
		if r.Err != nil && report.Stuck(r.Err) == nil && !strings.Contains(h.About, report.Reason(r.Err)) {
			b.WriteString(`<p class="failure"><strong>` + esc(r.Variant.Title) + "</strong> failed: " + esc(report.Reason(r.Err)) + "</p>")
		}
	}
	return b.String()
}
