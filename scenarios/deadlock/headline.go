package deadlock

import (
	"strings"

	"overlap/quantity"
	"overlap/scenarios"
)

// headline says who never ends.
func (k *deadlock) headline(rs *scenarios.Results) scenarios.Headline {
	opposite := rs.Ran("forever")
	if opposite == nil {
		return scenarios.Headline{}
	}
	h := scenarios.Headline{Text: "No deadlock, this time", About: opposite.Variant.Title + " " + quantity.Duration(opposite.Total)}
	if opposite.Err != nil {
		h = scenarios.Headline{Text: "Deadlock: it never ends", About: opposite.Variant.Title, Tone: scenarios.Bad}
	}
	if r := rs.Well("timeout"); opposite.Err == nil && r != nil && strings.HasPrefix(r[0].Value, "gave up") {
		h.Text, h.Tone = "The timeout ended what was no deadlock", scenarios.Bad
	}
	for _, name := range []string{"timeout", "ordered"} {
		if r := rs.Well(name); r != nil {
			h.About += " · " + r[0].Variant.Title + " " + quantity.Duration(r[0].Total)
		}
	}
	return h
}

// whoGivesWay returns "Nobody" when both wait for ever, as a choice says it, and "" when they do not meet.
func (k *deadlock) whoGivesWay(rs *scenarios.Results) string {
	if r := rs.Ran("forever"); r != nil && r.Err != nil {
		return "Nobody"
	}
	return ""
}
