package openloop

import (
	"overlap/quantity"
	"overlap/scenarios"
)

const slow = " of " // what follows the number of slow requests in a result

// headline says what the clients report as their 99th percentile.
func (x *load) headline(rs *scenarios.Results) scenarios.Headline {
	r := rs.Well("closed", "open")
	if r == nil {
		return scenarios.Headline{}
	}
	closed, open := quantity.Duration(r[0].Percentile(990)), quantity.Duration(r[1].Percentile(990))
	h := scenarios.Headline{Tone: scenarios.Bad, Text: "99 of 100 within " + closed + " (closed), " + open + " (open)",
		About: "The same stall: a closed client finds " + quantity.Plural(r[0].Count(slow), "slow request") + ", an open client " + quantity.Count(r[1].Count(slow))}
	if closed == open {
		h.Text, h.Tone = "Both: 99 of 100 requests within "+open, scenarios.Plain
	}
	if x.stall == 0 {
		h.About = "A closed client and an open client: without a stall, " + quantity.Plural(r[1].Count(slow), "slow request")
	}
	return h
}

// slowWhenClosed returns how many requests the closed client finds slow, as a choice says it.
func (x *load) slowWhenClosed(rs *scenarios.Results) string {
	if r := rs.Well("closed"); r != nil {
		return quantity.Count(r[0].Count(slow))
	}
	return ""
}
