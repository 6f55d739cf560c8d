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
	const variants = "Each handler writes to all → a queue for each"
	h := scenarios.Headline{Text: "Nobody’s photos are late", Tone: scenarios.Plain, About: variants}
	if n := r[0].Count(late); n > 0 {
		h.Text, h.Tone = quantity.Count(n)+" of "+quantity.Plural(2*x.photos, "photo")+" late → none", scenarios.Good
	}
	missed := x.photos - eveGot(r[1])
	if missed == 0 {
		h.Text += ", Eve misses none"
		h.About += ", which keeps up to " + quantity.Plural(int(r[1].Peak("photos for Eve")), "photo") + " for Eve"
		return h
	}
	h.Text, h.Tone = h.Text+", but Eve misses "+quantity.Count(missed)+" of "+quantity.Count(x.photos), scenarios.Plain
	for _, c := range whenFull() {
		if c.Value == x.full {
			h.About += "; when it is full, " + c.Label
		}
	}
	return h
}

// whenFull returns what becomes of a photo for which a member's queue has no room.
func whenFull() []scenarios.Choice {
	return scenarios.Words("newest=the new photo is dropped", "oldest=the oldest photo is dropped", "disconnect=the member is disconnected")
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
