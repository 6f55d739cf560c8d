package hedge

import (
	"overlap/quantity"
	"overlap/scenarios"
)

const p99 = 990

// headline compares p99 of one call with that of the first other variant that is shown, and says what each costs.
func (c *client) headline(rs *scenarios.Results) scenarios.Headline {
	single := rs.Well("single")
	if single == nil || len(rs.List) == 1 {
		return scenarios.Headline{}
	}
	before, h := single[0].Percentile(p99), scenarios.Headline{}
	for i, r := range rs.List[1:] {
		if r.Err != nil {
			return scenarios.Headline{}
		}
		more := 100 * float64(r.Count(calls)-c.requests) / float64(c.requests)
		about := r.Variant.Title + ": " + quantity.Digits(more) + " % more calls"
		if i > 0 {
			h.About += " · " + about + ", p99 " + quantity.Duration(r.Percentile(p99))
			continue
		}
		h.Text, h.About = "p99 "+quantity.Duration(before)+" → "+quantity.Duration(r.Percentile(p99)), single[0].Variant.Title+" → "+about
		switch after := r.Percentile(p99); {
		case quantity.Alike(before, after):
			h.Text = "p99 " + quantity.Duration(before) + " either way"
		case after < before:
			h.Tone = scenarios.Good
		}
	}
	return h
}

// better returns what hedging does to p99, as a choice says it.
func (c *client) better(rs *scenarios.Results) string {
	rl := rs.Well("single", "hedged")
	if rl == nil {
		return ""
	}
	switch times := float64(rl[0].Percentile(p99)) / float64(rl[1].Percentile(p99)); {
	case times < 1.2:
		return "Nothing: both can be slow"
	case 1.7 < times && times < 2.5:
		return "It halves"
	case times > 8:
		return "It falls to a tenth"
	}
	return ""
}
