package iterator

import (
	"overlap/quantity"
	"overlap/scenarios"
)

// headline says how often the heart beats.
func (i *iterator) headline(rs *scenarios.Results) scenarios.Headline {
	r := rs.Well("suspending", "blocking")
	if r == nil {
		return scenarios.Headline{}
	}
	const beats = "the end: the heart beat "
	free, stalled := r[0].Logged(beats), r[1].Logged(beats)
	h := scenarios.Headline{Text: quantity.Plural(free, "heartbeat") + " → " + quantity.Count(stalled), Tone: scenarios.Bad,
		About: r[0].Variant.Title + " → " + r[1].Variant.Title + ": the event loop stands still for " + quantity.Duration(r[1].Total)}
	if free <= stalled {
		h = scenarios.Headline{Text: "No time for a heartbeat", About: r[0].Variant.Title + " · " + r[1].Variant.Title + ": both take " + quantity.Duration(r[0].Total)}
	}
	return h
}

// beatsWhileBlocked returns how often the heart beat while a loop read that never suspends, as a choice says it.
func (i *iterator) beatsWhileBlocked(rs *scenarios.Results) string {
	if r := rs.Well("blocking"); r != nil {
		return quantity.Plural(r[0].Logged("the end: the heart beat "), "time")
	}
	return ""
}
