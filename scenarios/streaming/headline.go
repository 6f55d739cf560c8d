package streaming

import (
	"time"

	"overlap/quantity"
	"overlap/scenarios"
)

// firstResult is the mark of the first result.
const firstResult = "first result"

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
	if a, b := r[0].Marked(firstResult), r[1].Marked(firstResult); len(a) > 0 && len(b) > 0 {
		h.About += " · first result after " + quantity.Duration(a[0]) + " → " + quantity.Duration(b[0])
	}
	return h
}

// firstOfTheStream returns when the first result is there if each item is processed as it comes, as a choice says it.
func (s *streaming) firstOfTheStream(rs *scenarios.Results) string {
	r := rs.Well("load-all", "stream")
	if r == nil || r[0].Total != 100*time.Millisecond {
		return ""
	}
	switch at := r[1].Marked(firstResult); {
	case len(at) == 0:
		return ""
	case at[0] == 0:
		return "At once"
	default:
		return "After " + quantity.Duration(at[0])
	}
}
