package loop

import (
	"overlap/quantity"
	"overlap/scenarios"
)

// headline says how often each loop looks at the clock, or how late a loop is whose looks take long.
func (s *settings) headline(rs *scenarios.Results) scenarios.Headline {
	r := rs.Well("polling", "sleeping")
	if r == nil {
		return scenarios.Headline{}
	}
	const polls = "looks at the clock: "
	many, few := r[0].Logged(polls), r[1].Logged(polls)
	h := scenarios.Headline{Text: "Looks at the clock: " + quantity.Count(many) + " → " + quantity.Count(few), Tone: scenarios.Good,
		About: r[0].Variant.Title + " " + quantity.Duration(r[0].Total) + " → " + r[1].Variant.Title + " " + quantity.Duration(r[1].Total)}
	late := r[0].Total - r[1].Total
	switch {
	case late > 0 && !quantity.Alike(r[0].Total, r[1].Total):
		h.Text, h.Tone = "A look takes "+quantity.Duration(s.poll)+": done "+quantity.Duration(late)+" late", scenarios.Bad
	case many <= few:
		h.Tone = scenarios.Plain
	}
	return h
}

// pollsWhilePolling returns how often the loop that polls looked, as a choice says it.
func (s *settings) pollsWhilePolling(rs *scenarios.Results) string {
	if r := rs.Well("polling"); r != nil {
		return quantity.Count(r[0].Logged("looks at the clock: "))
	}
	return ""
}
