package tasks

import (
	"overlap/quantity"
	"overlap/scenarios"
)

// headline says when the second piece of work starts.
func (p *project) headline(rs *scenarios.Results) scenarios.Headline {
	r := rs.Well("coroutines", "tasks")
	if r == nil {
		return scenarios.Headline{}
	}
	before, after := r[0].LoggedAt("B starts"), r[1].LoggedAt("B starts")
	if quantity.Alike(before, after) {
		return scenarios.Headline{}
	}
	return scenarios.Headline{Text: "B starts at " + quantity.Duration(before) + " → " + quantity.Duration(after), Tone: scenarios.Good,
		About: r[0].Variant.Title + " " + quantity.Duration(r[0].Total) + " → " + r[1].Variant.Title + " " + quantity.Duration(r[1].Total)}
}
