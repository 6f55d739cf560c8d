package streaming

import (
	"overlap/quantity"
	"overlap/scenarios"
)

// headline says how many items are in memory, and when the first result is there.
func (s *streaming) headline(rs *scenarios.Results) scenarios.Headline {
	r := rs.Well("load-all", "stream")
	if r == nil {
		return scenarios.Headline{}
	}
	const held = " held at most"
	all, few := r[0].Count(held), r[1].Count(held)
	h := scenarios.Headline{Text: "Held " + quantity.Plural(all, "item") + " → " + quantity.Count(few), Tone: scenarios.Good,
		About: r[0].Variant.Title + " → " + r[1].Variant.Title}
	if all == few {
		h.Text, h.Tone = quantity.Plural(few, "item")+" held either way", scenarios.Plain
	}
	const first = "first result"
	if a, b := r[0].Marked(first), r[1].Marked(first); len(a) > 0 && len(b) > 0 {
		h.About += " · first result after " + quantity.Duration(a[0]) + " → " + quantity.Duration(b[0])
	}
	return h
}

// heldByTheStream returns how many items are held at most when each is processed as it comes, as a choice says it.
func (s *streaming) heldByTheStream(rs *scenarios.Results) string {
	if r := rs.Well("stream"); r != nil {
		return quantity.Count(r[0].Count(" held at most"))
	}
	return ""
}
