package coroutine

import (
	"time"

	"overlap/quantity"
	"overlap/scenarios"
)

// ranMeanwhile answers how much of B has run when A is done, awaited in turn as the question has it.
func (c *life) ranMeanwhile(rs *scenarios.Results) string {
	r := rs.Well("sequential")
	if r == nil || c.first+c.second != 1500*time.Millisecond || c.before > 0 {
		return ""
	}
	switch done := r[0].LoggedAt("A is done"); {
	case r[0].LoggedAt("B is done") < done:
		return "All of it"
	case r[0].LoggedAt("B starts") < done:
		return "Up to its first wait"
	}
	return "Nothing"
}

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
