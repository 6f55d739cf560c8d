package semaphore

import (
	"overlap/quantity"
	"overlap/scenarios"
)

// headline says what the permits bound.
func (s *semaphore) headline(rs *scenarios.Results) scenarios.Headline {
	r := rs.Well("unlimited", "permits")
	if r == nil {
		return scenarios.Headline{}
	}
	free, bound := r[0].Count(" at once"), r[1].Count(" at once")
	h := scenarios.Headline{Text: "At most " + quantity.Count(bound) + " at once, not " + quantity.Count(free), Tone: scenarios.Good,
		About: "With a permit each " + quantity.Duration(r[1].Total) + " · All at once " + quantity.Duration(r[0].Total)}
	if free == bound {
		h.Text, h.Tone = "As many at once with permits as without", scenarios.Plain
	}
	if in := rs.Well("one-by-one"); in != nil {
		h.About += " · One by one " + quantity.Duration(in[0].Total)
	}
	return h
}
