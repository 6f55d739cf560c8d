package loop

import (
	"overlap/quantity"
	"overlap/scenarios"
)

// headline says how often each loop looks at the clock.
func (s *settings) headline(rs *scenarios.Results) scenarios.Headline {
	r := rs.Well("polling", "sleeping")
	if r == nil {
		return scenarios.Headline{}
	}
	const polls = "polls: "
	many, few := r[0].Logged(polls), r[1].Logged(polls)
	h := scenarios.Headline{Text: quantity.Count(many) + " → " + quantity.Plural(few, "poll"), Tone: scenarios.Good,
		About: r[0].Variant.Title + " " + quantity.Duration(r[0].Total) + " → " + r[1].Variant.Title + " " + quantity.Duration(r[1].Total)}
	if many <= few {
		h.Tone = scenarios.Plain
	}
	return h
}

// pollsWhilePolling returns how often the loop that polls looked, as a choice says it.
func (s *settings) pollsWhilePolling(rs *scenarios.Results) string {
	if r := rs.Well("polling"); r != nil {
		return quantity.Count(r[0].Logged("polls: "))
	}
	return ""
}
