package pool

import (
	"overlap/quantity"
	"overlap/scenarios"
)

// headline says how many connections are made.
func (r *requests) headline(rs *scenarios.Results) scenarios.Headline {
	x := rs.Well("each", "pooled")
	if x == nil {
		return scenarios.Headline{}
	}
	each, pooled := x[0].Count(" created"), x[1].Count(" created")
	h := scenarios.Headline{Text: quantity.Count(each) + " → " + quantity.Plural(pooled, "handshake"), Tone: scenarios.Good,
		About: "A connection each " + quantity.Duration(x[0].Total) + " → A pool " + quantity.Duration(x[1].Total)}
	switch {
	case x[1].Total > x[0].Total && !quantity.Alike(x[0].Total, x[1].Total):
		h.About = "A connection each → a pool: " + h.Text + ", but requests wait because the limit is " + quantity.Plural(r.limit, "connection")
		h.Text, h.Tone = "A pool takes longer: "+quantity.Duration(x[0].Total)+" → "+quantity.Duration(x[1].Total), scenarios.Bad
	case each == pooled:
		h.Text, h.Tone = quantity.Plural(each, "handshake")+" either way", scenarios.Plain
	}
	return h
}

// handshakesOfThePool returns how many connections the pool makes, as a choice says it.
func (r *requests) handshakesOfThePool(rs *scenarios.Results) string {
	if x := rs.Well("pooled"); x != nil {
		return quantity.Count(x[0].Count(" created"))
	}
	return ""
}
