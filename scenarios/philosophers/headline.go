package philosophers

import (
	"overlap/quantity"
	"overlap/scenarios"
)

// headline says who never eats again, and what each cure takes.
func (p *philosophers) headline(rs *scenarios.Results) scenarios.Headline {
	table := rs.Ran("left")
	if table == nil {
		return scenarios.Headline{}
	}
	h := scenarios.Headline{Text: "No deadlock, this time", About: table.Variant.Title + " " + quantity.Duration(table.Total)}
	if table.Err != nil {
		h = scenarios.Headline{Text: "Deadlock: nobody eats again", About: table.Variant.Title, Tone: scenarios.Bad}
	}
	for _, other := range rs.List {
		if other != table && other.Err == nil {
			h.About += " · " + other.Variant.Title + " " + quantity.Duration(other.Total)
		}
	}
	return h
}

// whoEatsFirst returns "Nobody" when all wait for ever, as a choice says it, and "" when they do not all meet.
func (p *philosophers) whoEatsFirst(rs *scenarios.Results) string {
	if r := rs.Ran("left"); r != nil && r.Err != nil {
		return "Nobody"
	}
	return ""
}
