package view

import (
	"strconv"
	"strings"
	"time"

	"overlap/report"
	"overlap/scenarios"
)

// CodeVariant returns the name of the variant whose code is shown: the chosen one if it is among the results, else the one
// that the headline is about as long as it runs, and then the last that still runs at the instant.
func CodeVariant(rs *scenarios.Results, at time.Duration, chosen string) string {
	if len(rs.List) == 0 {
		return ""
	}
	if rs.Ran(chosen) != nil {
		return chosen
	}
	about := aboutVariant(rs)
	if at == End || at < about.Total {
		return about.Variant.Name
	}
	for i := len(rs.List) - 1; i >= 0; i-- {
		if at < rs.List[i].Total {
			return rs.List[i].Variant.Name
		}
	}
	return about.Variant.Name
}

// aboutVariant returns the result that the headline is about: the first that is wrong, else the last of those that are
// compared.
func aboutVariant(rs *scenarios.Results) *scenarios.Result {
	if wrong := report.Headline(rs).Wrong; len(wrong) > 0 && rs.Ran(wrong[0]) != nil {
		return rs.Ran(wrong[0])
	}
	for i := len(rs.List) - 1; i >= 0; i-- {
		if r := rs.List[i]; !r.Variant.Incomparable && r.Err == nil {
			return r
		}
	}
	return rs.List[len(rs.List)-1]
}

// CodeChoice returns the choice of the variant whose code a language's tab shows.
func CodeChoice(rs *scenarios.Results, tab string) string {
	return variantChoice(rs, tab, "What runs in")
}

// variantChoice returns the choice of the variant that a tab is about.
func variantChoice(rs *scenarios.Results, tab, legend string) string {
	chosen, list := CodeVariant(rs, End, ""), ""
	for _, r := range rs.List {
		name := r.Variant.Name
		list += `<label><input type="radio"` + attr("name", "variant-"+tab) + attr("value", name) + boolAttr("checked", name == chosen) + ">" + esc(r.Variant.Title) + "</label>"
	}
	return `<fieldset class="choice" disabled><legend>` + legend + `</legend>` + list + "</fieldset>"
}

// Literal returns a parameter's value as its scenario's Python twin has it: durations in seconds, percentages as whole
// numbers, tables as dictionaries.
func Literal(p *scenarios.Param, v scenarios.Value) string {
	switch p.Kind {
	case scenarios.KindDuration:
		return seconds(time.Duration(v.Number()))
	case scenarios.KindBool:
		if v.Bool() {
			return "True"
		}
		return "False"
	case scenarios.KindChoice:
		return strconv.Quote(v.String())
	case scenarios.KindTable:
		var rows []string
		for _, r := range v.Rows() {
			cell := strconv.Quote(r.Value)
			if p.Columns.HasDurations() {
				cell = seconds(r.Duration())
			}
			rows = append(rows, strconv.Quote(r.Key)+": "+cell)
		}
		return "{" + strings.Join(rows, ", ") + "}"
	}
	return strconv.FormatInt(v.Number(), 10)
}

// seconds returns a duration in seconds as Python writes a float: "1.0".
func seconds(d time.Duration) string {
	text := strconv.FormatFloat(d.Seconds(), 'f', -1, 64)
	if !strings.Contains(text, ".") {
		text += ".0"
	}
	return text
}
