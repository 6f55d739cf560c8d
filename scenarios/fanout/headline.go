package fanout

import (
	"overlap/engine/trace"
	"overlap/quantity"
	"overlap/scenarios"
)

// headline says what a full backlog drops; else the times say it.
func (f *fanout) headline(rs *scenarios.Results) scenarios.Headline {
	r := rs.Well("sequential", "concurrent")
	if r == nil {
		return scenarios.Headline{}
	}
	const dropped = trace.SYNDropped
	drops := len(r[1].Marked(dropped))
	if drops <= len(r[0].Marked(dropped)) {
		return scenarios.Headline{}
	}
	return scenarios.Headline{Text: quantity.Plural(drops, "connection request") + " dropped", Tone: scenarios.Bad,
		About: "Concurrent " + quantity.Duration(r[1].Total) + ", and a full backlog · Sequential " + quantity.Duration(r[0].Total)}
}
