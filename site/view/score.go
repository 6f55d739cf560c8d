package view

import (
	"slices"
	"strings"
	"time"

	"overlap/report"
	"overlap/scenarios"
)

// Score returns the headline of the results, and below it the totals of all variants. Variants that are hidden are named,
// and each can be hidden and shown.
func Score(rs *scenarios.Results) string {
	return ScoreBeside(rs, func(*scenarios.Result) string { return "" })
}

// ScoreBeside is Score with a note for each variant on how it compares with another run of it.
func ScoreBeside(rs *scenarios.Results, note func(*scenarios.Result) string) string {
	h := report.Headline(rs)
	if len(rs.All) == 1 && len(rs.List) == 1 && rs.List[0].Err == nil && note(rs.List[0]) == "" {
		h.About = "" // the picture names the one run there is, and the headline is its total
		return headline(h)
	}
	var b strings.Builder
	b.WriteString(headline(h) + `<dl class="score">`)
	differ := disagree(rs) || len(h.Wrong) > 0
	for _, v := range rs.All {
		r := resultOf(rs, v.Name)
		if r == nil {
			b.WriteString(`<div class="absent"><dt>` + esc(v.Title) + "</dt><dd>" + variantButton("show", "Show", v) + "</dd></div>")
			continue
		}
		class, said, hide := "total", "", ""
		if differ && r.Err == nil {
			said = r.Value
		}
		if slices.Contains(h.Wrong, v.Name) {
			class = "total wrong"
		}
		if report.Stuck(r.Err) != nil {
			class += " stuck"
		}
		if len(rs.List) > 1 {
			hide = variantButton("hide", "", v)
		}
		b.WriteString(figure(class, esc(v.Title)+hide, report.Total(r), said, note(r)))
	}
	b.WriteString("</dl>" + failures(rs, h))
	return b.String()
}

// resultOf returns a variant's result, nil when it is hidden.
func resultOf(rs *scenarios.Results, variant string) *scenarios.Result {
	for _, r := range rs.List {
		if r.Variant.Name == variant {
			return r
		}
	}
	return nil
}

// variantButton returns a button that hides or shows a variant. The sign of a button that hides is the styles'. The id is the
// same for both, so that the focus stays.
func variantButton(action, label string, v scenarios.Variant) string {
	name := "Show "
	if action == "hide" {
		name = "Hide "
	}
	return button(action, label, attr("id", "v-"+v.Name)+attr("data-variant", v.Name)+attr("aria-label", name+v.Title))
}

func headline(h scenarios.Headline) string {
	about := ""
	if h.About != "" {
		about = " <span>" + esc(h.About) + "</span>"
	}
	return `<p class="headline ` + h.Tone.String() + `"><strong>` + esc(h.Text) + "</strong>" + about + "</p>"
}

// figure returns a total below its name, which is HTML, with what the variant said and a note.
func figure(class, name, value, said, note string) string {
	if said != "" {
		said = `<dd class="said">` + esc(said) + "</dd>"
	}
	if note != "" {
		note = `<dd class="off">` + esc(note) + "</dd>"
	}
	return `<div class="` + class + `"><dt>` + name + "</dt><dd>" + esc(value) + "</dd>" + note + said + "</div>"
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
		if r.Err != nil && !r.Stopped() && report.Stuck(r.Err) == nil && !strings.Contains(h.About, report.Reason(r.Err)) {
			b.WriteString(`<p class="failure"><strong>` + esc(r.Variant.Title) + "</strong> failed: " + esc(report.Reason(r.Err)) + "</p>")
		}
	}
	return b.String()
}
