package blocking

import (
	"time"

	"overlap/quantity"
	"overlap/scenarios"
)

// headline says how long nobody else runs.
func (b *blocking) headline(rs *scenarios.Results) scenarios.Headline {
	inline := rs.Well("inline")
	if inline == nil {
		return scenarios.Headline{}
	}
	blocked := time.Duration(inline[0].Summary().Stats.Busy)
	h := scenarios.Headline{Text: "Inside the coroutines, the loop is blocked for " + quantity.Duration(blocked), Tone: scenarios.Bad,
		About: "In all " + quantity.Duration(inline[0].Total)}
	for _, name := range []string{"threads", "processes"} {
		if r := rs.Well(name); r != nil {
			h.About += " · " + r[0].Variant.Title + " " + quantity.Duration(r[0].Total)
		}
	}
	return h
}

// inlineTakes returns how long the coroutines take that block the loop, as a choice says it.
func inlineTakes(rs *scenarios.Results) string {
	if r := rs.Well("inline"); r != nil {
		return quantity.Duration(r[0].Total)
	}
	return ""
}
