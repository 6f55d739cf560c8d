package barrier

import (
	"overlap/quantity"
	"overlap/scenarios"
)

// headline says what the barrier costs, and what it is for.
func (c *crew) headline(rs *scenarios.Results) scenarios.Headline {
	r := rs.Well("free", "barrier")
	if r == nil {
		return scenarios.Headline{}
	}
	free, all := r[0], r[1]
	h := scenarios.Headline{Text: quantity.Duration(all.Total) + " with a barrier, " + quantity.Duration(free.Total) + " without"}
	if quantity.Alike(free.Total, all.Total) {
		h.Text, h.Tone = "With a barrier "+quantity.Duration(all.Total)+", as without", scenarios.Good
	}
	switch early := free.Count(" of "); {
	case early > 0:
		h.About, h.Wrong = "Without it "+quantity.Count(early)+" of "+quantity.Count(c.workers*(c.phases-1))+" parts are read before they are done", []string{"free"}
	default:
		h.About = "Without it no part is read too early, this time"
	}
	if r := rs.Well("neighbour"); r != nil {
		h.About += " · " + r[0].Variant.Title + ": " + quantity.Duration(r[0].Total)
	}
	return h
}
