package producers

import (
	"overlap/quantity"
	"overlap/scenarios"
)

// headline says how often polling looks in vain.
func (p *producers) headline(rs *scenarios.Results) scenarios.Headline {
	r := rs.Well("polling", "queue")
	if r == nil {
		return scenarios.Headline{}
	}
	idle := int(r[0].Peak("idle polls"))
	h := scenarios.Headline{Text: quantity.Plural(idle, "idle poll") + " → none", Tone: scenarios.Good,
		About: r[0].Variant.Title + " " + quantity.Duration(r[0].Total) + " → " + r[1].Variant.Title + " " + quantity.Duration(r[1].Total)}
	b := rs.Well("bounded")
	switch {
	case idle > 0:
	case b == nil:
		h.Text, h.Tone = "No poll was in vain", scenarios.Plain
	default:
		peak := b[0].Count(" in the queue")
		if h.Text = "A rush: at most " + quantity.Plural(peak, "item") + " in the queue, its bound"; peak < p.bound {
			h.Text, h.Tone = "A rush: up to "+quantity.Plural(peak, "item")+" in the queue, no bound held", scenarios.Plain
		}
		h.About = "The rush " + quantity.Duration(b[0].Total) + " · polling " + quantity.Duration(r[0].Total) + ", a queue " + quantity.Duration(r[1].Total)
	}
	return h
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
