package chat

import (
	"overlap/quantity"
	"overlap/scenarios"
)

const late = " of " // what follows the number of late photos in a result

// headline says how many photos are late for those who read at once, and what Eve misses.
func (x *chat) headline(rs *scenarios.Results) scenarios.Headline {
	r := rs.Well("direct", "queued")
	if r == nil {
		return scenarios.Headline{}
	}
	h := scenarios.Headline{Text: "One slow reader delays nobody", Tone: scenarios.Plain, About: "Each handler writes to all → a queue for each, and Eve misses none"}
	if n := r[0].Count(late); n > 0 {
		h.Text, h.Tone = "One slow reader delays "+quantity.Count(n)+" of "+quantity.Plural(2*x.photos, "photo")+" → none", scenarios.Good
	}
	if missed := x.photos - eveGot(r[1]); missed > 0 {
		h.About = "Each handler writes to all → a queue for each, and Eve misses " + quantity.Count(missed) + " of " + quantity.Count(x.photos)
	}
	return h
}

// lateWhenDirect returns how many photos are late if each handler writes to all, as a choice says it.
func (x *chat) lateWhenDirect(rs *scenarios.Results) string {
	r := rs.Well("direct")
	switch {
	case r == nil:
		return ""
	case r[0].Count(late) == 0:
		return "None"
	}
	return quantity.Count(r[0].Count(late))
}
