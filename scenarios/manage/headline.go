package manage

import (
	"overlap/quantity"
	"overlap/scenarios"
)

// headline says what the limit cuts off.
func (m *manage) headline(rs *scenarios.Results) scenarios.Headline {
	r := rs.Well("cancel")
	if r == nil {
		return scenarios.Headline{}
	}
	cancelled := r[0].Count(" cancelled")
	h := scenarios.Headline{Text: quantity.Count(cancelled) + " of " + quantity.Count(m.workers) + " cancelled after " + quantity.Duration(m.limit),
		About: r[0].Variant.Title + " " + quantity.Duration(r[0].Total)}
	if wait := rs.Well("wait"); wait != nil {
		h.About = wait[0].Variant.Title + " " + quantity.Duration(wait[0].Total) + " · " + h.About
	}
	if cancelled == 0 {
		h.Text, h.Tone = "Done before anyone was cancelled", scenarios.Good
	}
	return h
}

// cancelledInTime returns how many workers were cancelled, as a choice says it.
func (m *manage) cancelledInTime(rs *scenarios.Results) string {
	if r := rs.Well("cancel"); r != nil {
		return quantity.Count(r[0].Count(" cancelled"))
	}
	return ""
}
