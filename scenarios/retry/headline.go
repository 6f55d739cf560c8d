package retry

import (
	"strings"
	"time"

	"overlap/quantity"
	"overlap/scenarios"
)

// headline says what retrying was good for, or of many clients how many retry together.
func (r *retry) headline(rs *scenarios.Results) scenarios.Headline {
	if x := rs.Well("exponential", "jitter"); x != nil && r.clients > 1 {
		return storm(x[0], x[1])
	}
	for _, name := range []string{"exponential", "fixed", "jitter"} {
		x := rs.Well(name)
		if x == nil || r.clients > 1 {
			continue
		}
		about := x[0].Variant.Title + ", after " + quantity.Duration(x[0].Total)
		switch calls := max(x[0].Count(" call"), 1); {
		case strings.HasPrefix(x[0].Value, "gave up"):
			return scenarios.Headline{Text: "Given up after " + quantity.Plural(calls, "call"), About: about, Tone: scenarios.Bad}
		case calls == 1:
			return scenarios.Headline{Text: "Ok at the first call", About: about + ": no retry was needed", Tone: scenarios.Good}
		default:
			return scenarios.Headline{Text: "Ok, at call " + quantity.Count(calls) + " of " + quantity.Count(r.tries), About: about + " · No retry gave up after 1 call",
				Tone: scenarios.Good}
		}
	}
	return scenarios.Headline{}
}

// whenLastIsWell returns when the fourth call of the same delay each time has gone well, a negative time where it is another, or none.
func (r *retry) whenLastIsWell(rs *scenarios.Results) time.Duration {
	const all = 4
	if x := rs.Well("fixed"); x != nil && r.clients == 1 && r.tries == all && x[0].Value == "ok after "+plural(all) {
		return x[0].Total
	}
	return -1
}

// storm compares how many clients come back together, or says that retries were in vain.
func storm(exponential, jitter *scenarios.Result) scenarios.Headline {
	const peak = " retries in "
	before, after := exponential.Count(peak), jitter.Count(peak)
	h := scenarios.Headline{Text: quantity.Count(before) + " → " + retries(after) + " at once", Tone: scenarios.Good,
		About: "The most retries within " + quantity.Duration(window) + ", back-off without → with jitter"}
	switch ok := exponential.Count(" of "); {
	case before > 0 && ok == 0:
		calls := exponential.Count(" calls")
		h.Text, h.Tone = "All given up, after "+quantity.Plural(calls, "call"), scenarios.Bad
		h.About = "Retries did nothing for a service that is down · " + retries(before) + " at once, back-off with jitter " + quantity.Count(after)
	case before == 0:
		h.Text, h.Tone = "No retry was needed", scenarios.Plain
	case before == after:
		h.Text, h.Tone = retries(before)+" at once either way", scenarios.Plain
	case before < after:
		h.Tone = scenarios.Plain
	}
	return h
}

func retries(n int) string {
	if n == 1 {
		return "1 retry"
	}
	return quantity.Count(n) + " retries"
}
