package ports

import (
	"overlap/quantity"
	"overlap/scenarios"
)

const failedOf = " of " // what follows the number of failed requests in a result

// headline says how many requests have no port.
func (x *client) headline(rs *scenarios.Results) scenarios.Headline {
	r := rs.Well("each", "kept")
	if r == nil {
		return scenarios.Headline{}
	}
	failed := r[0].Count(failedOf)
	h := scenarios.Headline{Text: "The ports suffice", Tone: scenarios.Plain,
		About: "A connection each: " + quantity.Count(x.requests-failed) + " of " + quantity.Plural(x.requests, "request") + " answered → kept alive: all, over one connection"}
	if failed > 0 {
		h.Text, h.Tone, h.Wrong = "No port for "+quantity.Plural(failed, "request"), scenarios.Bad, []string{"each"}
	}
	return h
}

// failedWithEach returns how many requests fail with a connection each, as a choice says it.
func (x *client) failedWithEach(rs *scenarios.Results) string {
	r := rs.Well("each")
	switch {
	case r == nil:
		return ""
	case r[0].Count(failedOf) == 0:
		return "None"
	}
	return quantity.Count(r[0].Count(failedOf))
}
