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
		About: "Of " + quantity.Plural(p.small, "small answer") + ": one connection → " + quantity.Plural(p.connections, "connection") + " → frames", Tone: scenarios.Good}
	if one == 0 {
		h.Text, h.Tone = "The slow answer delays nobody", scenarios.Plain
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
