package headofline

import (
	"overlap/quantity"
	"overlap/scenarios"
)

const late = " of " // what follows the number of late answers in a result

// headline says how many small answers are late in each variant.
func (p *page) headline(rs *scenarios.Results) scenarios.Headline {
	x := rs.Well("pipelined", "several", "multiplexed")
	if x == nil {
		return scenarios.Headline{}
	}
	one, several, frames := x[0].Count(late), x[1].Count(late), x[2].Count(late)
	h := scenarios.Headline{Text: "A slow answer delays " + quantity.Count(one) + " → " + quantity.Count(several) + " → " + quantity.Count(frames),
		About: "Late of " + quantity.Plural(p.small, "small answer") + ": " + quantity.Count(one) + " on one connection → " + quantity.Count(several) + " on " + quantity.Plural(p.connections, "connection") + " → " + quantity.Count(frames) + " with frames", Tone: scenarios.Good}
	switch {
	case p.quick >= p.slow:
		h.Text, h.Tone, h.About = "No answer is slower than the others", scenarios.Plain, "Nobody is late: one connection, "+quantity.Plural(p.connections, "connection")+" or frames"
	case one == 0:
		h.Text, h.Tone, h.About = "The slow answer delays nobody", scenarios.Plain, "It is the last: the small ones are away before, on one connection, on "+quantity.Count(p.connections)+" or with frames"
	}
	return h
}

// lateOnSeveral returns how many small answers are late on several connections, as a choice says it.
func (p *page) lateOnSeveral(rs *scenarios.Results) string {
	x := rs.Well("several")
	if x == nil {
		return ""
	}
	if n := x[0].Count(late); n > 0 {
		return quantity.Count(n)
	}
	return "None"
}
