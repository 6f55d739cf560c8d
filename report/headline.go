package report

import (
	"strings"

	"overlap/quantity"
	"overlap/scenarios"
)

// Headline returns what a reader should take away from results: what the scenario says of them itself, else how the
// variants' times compare. It always says which variants it speaks of, and it is never empty.
func Headline(rs *scenarios.Results) scenarios.Headline {
	h := failed(rs)
	if h.Text == "" {
		h = stopped(rs)
	}
	if h.Text == "" {
		h = rs.Headline()
	}
	if h.Text == "" {
		h = compared(rs)
	}
	h.Text, h.About = cut(h.Text, scenarios.MaxText), cut(h.About, scenarios.MaxAbout)
	return h
}

// failed says which variants failed that should not, and why the first of them did.
func failed(rs *scenarios.Results) (h scenarios.Headline) {
	var names []string
	for _, r := range rs.List {
		if r.Err == nil || r.Variant.Fails || r.Stopped() {
			continue
		}
		if names = append(names, r.Variant.Title); h.About == "" {
			h.About = r.Variant.Title + ": " + Reason(r.Err)
		}
	}
	switch {
	case len(names) == 0:
		return scenarios.Headline{}
	case len(names) == 1:
		h.Text, h.About = "“"+names[0]+"” failed", strings.TrimPrefix(h.About, names[0]+": ")
	case len(names) == len(rs.List):
		h.Text = quantity.Count(len(names)) + " of " + quantity.Count(len(names)) + " variants failed"
	default:
		h.Text = quantity.Count(len(names)) + " of " + quantity.Count(len(rs.List)) + " variants failed"
	}
	h.Tone = scenarios.Bad
	return h
}

// stopped says which variant was stopped before its end.
func stopped(rs *scenarios.Results) (h scenarios.Headline) {
	for _, r := range rs.List {
		if r.Stopped() {
			h = scenarios.Headline{Text: "“" + r.Variant.Title + "” was stopped", About: "after " + quantity.Duration(r.Total) + "; what it was to come to is not known"}
		}
	}
	return h
}

// compared says how many times as fast the last of the variants that did the same work was as the first.
func compared(rs *scenarios.Results) scenarios.Headline {
	first, last := pair(len(rs.List), func(i int) bool { return incomparable(rs.List[i]) || rs.List[i].Err != nil })
	if first == last {
		return alone(rs)
	}
	a, b := rs.List[first], rs.List[last]
	h := scenarios.Headline{About: a.Variant.Title + " " + quantity.Duration(a.Total) + " → " + b.Variant.Title + " " + quantity.Duration(b.Total)}
	switch {
	case quantity.Alike(a.Total, b.Total):
		h.Text, h.About = "Both take "+took(b.Total), a.Variant.Title+" · "+b.Variant.Title
	case a.Total <= 0 || b.Total <= 0:
		h.Text = quantity.Duration(a.Total) + " → " + quantity.Duration(b.Total)
	default:
		if h.Text, h.Tone = faster(a.Total, b.Total), scenarios.Bad; b.Total < a.Total {
			h.Tone = scenarios.Good
		}
	}
	return h
}

// alone says how long each variant took, where no two of them are compared.
func alone(rs *scenarios.Results) scenarios.Headline {
	var totals, titles []string
	tone := scenarios.Plain
	for _, r := range rs.List {
		total := quantity.Duration(r.Total)
		if r.Err != nil {
			total, tone = Brief(r.Err), scenarios.Bad
		}
		totals, titles = append(totals, total), append(titles, r.Variant.Title)
	}
	switch len(totals) {
	case 0:
		return scenarios.Headline{Text: "Nothing has run", About: "every variant is hidden"}
	case 1:
		if tone != scenarios.Bad {
			totals[0] = "Takes " + took(rs.List[0].Total)
		}
	}
	return scenarios.Headline{Text: strings.Join(totals, " · "), About: strings.Join(titles, " · "), Tone: tone}
}

// cut returns text with at most n characters, of which the last says that there were more.
func cut(text string, n int) string {
	runes := []rune(text)
	if len(runes) <= n {
		return text
	}
	return strings.TrimRight(string(runes[:n-1]), " ,·") + "…"
}
