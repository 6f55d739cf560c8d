package ratelimit

import (
	"strconv"

	"overlap/quantity"
	"overlap/scenarios"
)

const worst = " in the worst second"

// headline says what the server gets in the worst second of the variant that keeps the limit least, and of the others.
func (c *client) headline(rs *scenarios.Results) scenarios.Headline {
	var most *scenarios.Result
	for _, r := range rs.List {
		if r.Err != nil {
			return scenarios.Headline{}
		}
		if most == nil || r.Count(worst) > most.Count(worst) {
			most = r
		}
	}
	if most == nil {
		return scenarios.Headline{}
	}
	n := most.Count(worst)
	h := scenarios.Headline{Text: quantity.Count(n) + " within a second, with a limit of " + quantity.Count(c.limit), Tone: scenarios.Bad, About: most.Variant.Title}
	if n <= c.limit {
		h.Text, h.Tone = "Never more than "+quantity.Count(n)+" within a second", scenarios.Good
	}
	for _, r := range rs.List {
		if r != most {
			h.About += " · " + r.Variant.Title + " " + quantity.Count(r.Count(worst))
		}
	}
	return h
}

// worstOfWindow returns how many requests come in the worst second of the fixed window.
func (c *client) worstOfWindow(rs *scenarios.Results) string {
	r := rs.Well("window")
	if r == nil {
		return ""
	}
	return strconv.Itoa(r[0].Count(worst))
}
