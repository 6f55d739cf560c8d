package coroutine

import (
	"overlap/quantity"
	"overlap/scenarios"
)

// headline says when the second coroutine starts.
func (c *life) headline(rs *scenarios.Results) scenarios.Headline {
	r := rs.Well("sequential", "concurrent")
	if r == nil {
		return scenarios.Headline{}
	}
	before, after := r[0].LoggedAt("B starts"), r[1].LoggedAt("B starts")
	if quantity.Alike(before, after) {
		return scenarios.Headline{}
	}
	return scenarios.Headline{Text: "B starts at " + quantity.Duration(before) + " in turn, at " + quantity.Duration(after) + " gathered", Tone: scenarios.Good,
		About: "Awaited in turn " + quantity.Duration(r[0].Total) + " → Gathered " + quantity.Duration(r[1].Total) + " · calling a coroutine function runs nothing"}
}
