package ratelimit

import (
	"strconv"

	"overlap/quantity"
	"overlap/scenarios"
)

const worst = " in the worst second"

// headline says whether the first variant shown keeps the limit in every second, and what the others do.
func (c *client) headline(rs *scenarios.Results) scenarios.Headline {
	h := scenarios.Headline{}
	for i, r := range rs.List {
		if r.Err != nil {
			return scenarios.Headline{}
		}
		n := r.Count(worst)
		if i > 0 {
			h.About += " · " + r.Variant.Title + " " + quantity.Count(n)
			continue
		}
		h = scenarios.Headline{Text: quantity.Count(n) + " within a second, with a limit of " + quantity.Count(c.limit), Tone: scenarios.Bad, About: r.Variant.Title}
		if n <= c.limit {
			h.Text, h.Tone = "Never more than "+quantity.Count(n)+" within a second", scenarios.Good
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
