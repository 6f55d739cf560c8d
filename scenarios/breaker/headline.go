package breaker

import (
	"strings"

	"overlap/quantity"
	"overlap/scenarios"
)

// headline says how many calls the breaker spares the service.
func (c *client) headline(rs *scenarios.Results) scenarios.Headline {
	r := rs.Well("breaker")
	if r == nil {
		return secondTryHeadline(rs)
	}
	rejected := r[0].Count(" rejected")
	h := scenarios.Headline{Text: quantity.Count(rejected) + " of " + quantity.Plural(c.calls+c.healthy, "call") + " rejected, not made", About: "A breaker: " + ended(r[0])}
	switch {
	case rejected > 0:
	case strings.Contains(r[0].Value, "→ open"):
		h.Text = "It opened too late to reject a call"
	default:
		h.Text = "The breaker never opened"
	}
	if none := rs.Well("none"); none != nil {
		h.About += " · No breaker: " + ended(none[0])
	}
	return h
}

// secondTryHeadline says what the second try has got, where nothing shows the first alone.
func secondTryHeadline(rs *scenarios.Results) scenarios.Headline {
	r := rs.Well("half-open")
	if r == nil {
		return scenarios.Headline{}
	}
	state := r[0].Value[strings.LastIndex(r[0].Value, " ")+1:]
	h := scenarios.Headline{Text: ended(r[0]) + ", and the breaker is " + state, About: "A breaker, and a second try when its time is over"}
	if none := rs.Well("none"); none != nil {
		h.About += " · No breaker: " + ended(none[0])
	}
	return h
}

// ended says how a variant's calls ended, and when.
func ended(r *scenarios.Result) string {
	return quantity.Count(r.Count(" ok")) + " ok after " + quantity.Duration(r.Total)
}

// lostToTheBreaker returns how many of the five calls that the breaker rejects go well without it, as a choice says it.
func (c *client) lostToTheBreaker(rs *scenarios.Results) string {
	r := rs.Well("none", "breaker")
	if r == nil || r[1].Count(" rejected") != 5 {
		return ""
	}
	lost := r[0].Count(" ok") - r[1].Count(" ok")
	if lost == 0 {
		return "None"
	}
	return quantity.Count(lost)
}
