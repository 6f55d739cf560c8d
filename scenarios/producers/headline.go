package producers

import (
	"overlap/quantity"
	"overlap/scenarios"
)

// headline says how often polling looks in vain, or what the queue holds in a rush.
func (p *producers) headline(rs *scenarios.Results) scenarios.Headline {
	b, r := rs.Well("bounded"), rs.Well("polling", "queue")
	switch {
	case r == nil && b == nil:
		return scenarios.Headline{}
	case r == nil:
		h := p.rushed(b[0])
		h.About = b[0].Variant.Title + ", " + quantity.Duration(b[0].Total)
		return h
	}
	idle := int(r[0].Peak("idle polls"))
	h := scenarios.Headline{Text: quantity.Plural(idle, "idle poll") + " → none", Tone: scenarios.Good,
		About: r[0].Variant.Title + " " + quantity.Duration(r[0].Total) + " → " + r[1].Variant.Title + " " + quantity.Duration(r[1].Total)}
	switch {
	case idle > 0:
	case b == nil:
		h.Text, h.Tone = "No poll was in vain", scenarios.Plain
	default:
		h = p.rushed(b[0])
		h.About = "The rush " + quantity.Duration(b[0].Total) + " · polling " + quantity.Duration(r[0].Total) + ", a queue " + quantity.Duration(r[1].Total)
	}
	return h
}

// rushed says how many items the queue comes to hold, and whether its bound decides that.
func (p *producers) rushed(r *scenarios.Result) scenarios.Headline {
	peak := r.Count(" in the queue")
	items := quantity.Plural(peak, "item")
	if peak < p.bound {
		return scenarios.Headline{Text: "A rush: up to " + items + " wait, under the bound"}
	}
	return scenarios.Headline{Text: "A rush: at most " + items + " wait, the bound", Tone: scenarios.Good}
}

// savedByTheQueue returns how much sooner a queue has everything worked off than polling, as a choice says it.
func (p *producers) savedByTheQueue(rs *scenarios.Results) string {
	r := rs.Well("polling", "queue")
	switch {
	case r == nil:
		return ""
	case r[1].Total == r[0].Total:
		return "Not at all"
	}
	return quantity.Duration(r[0].Total - r[1].Total)
}
