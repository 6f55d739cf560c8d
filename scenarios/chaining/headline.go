package chaining

import (
	"overlap/quantity"
	"overlap/scenarios"
)

// headline says that a question asked early can be in vain; else the times say it.
func (c *chaining) headline(rs *scenarios.Results) scenarios.Headline {
	r := rs.Well("dependent", "independent")
	if r == nil || r[0].Value != r[1].Value || r[0].Total >= r[1].Total {
		return scenarios.Headline{}
	}
	return scenarios.Headline{Text: "Orders asked for in vain",
		About: r[1].Variant.Title + " " + quantity.Duration(r[1].Total) + " · " + r[0].Variant.Title + " " + quantity.Duration(r[0].Total)}
}
