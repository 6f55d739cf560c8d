package duplex

import (
	"strings"

	"overlap/quantity"
	"overlap/scenarios"
)

// serverGone ends a result that lacks bytes.
const serverGone = "; the server is gone"

// headline says when the end of the server is noticed, or in how many reads messages come; else the times say it.
func (x *duplex) headline(rs *scenarios.Results) scenarios.Headline {
	r := rs.Well("alternating", "both")
	if r == nil {
		return scenarios.Headline{}
	}
	turns, both := quantity.Duration(r[0].Total), quantity.Duration(r[1].Total)
	times := r[0].Variant.Title + " " + turns + " → " + r[1].Variant.Title + " " + both
	switch {
	case strings.HasSuffix(r[0].Value, serverGone) && strings.HasSuffix(r[1].Value, serverGone):
		h := scenarios.Headline{Text: "The server’s end is noticed at " + turns + " → " + both, Tone: scenarios.Good,
			About: "It dies at " + quantity.Duration(x.gone) + " · " + times}
		if turns == both {
			h.Text, h.Tone = "Both notice the server’s end at "+both, scenarios.Plain
		}
		return h
	case x.gone == 0 && x.chunk < x.size:
		return scenarios.Headline{Text: quantity.Plural(reads(r[1]), "read") + " for " + quantity.Plural(x.messages, "message"), About: times}
	}
	return scenarios.Headline{}
}

// reads returns how many reads brought something, by the log.
func reads(r *scenarios.Result) (n int) {
	for _, l := range r.Summary().Logs {
		if strings.HasPrefix(l.Text, "received ") {
			n++
		}
	}
	return n
}
