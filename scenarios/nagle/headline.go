package nagle

import (
	"time"

	"overlap/quantity"
	"overlap/scenarios"
)

// headline says what each exchange waits for nothing.
func (x *exchanges) headline(rs *scenarios.Results) scenarios.Headline {
	r := rs.Well("small-writes", "no-delay", "one-write")
	if r == nil {
		return scenarios.Headline{}
	}
	small, noDelay, one := r[0].Total, r[1].Total, r[2].Total
	h := scenarios.Headline{Text: "Either way " + quantity.Duration(one),
		About: "Small writes " + quantity.Duration(small) + " → TCP_NODELAY " + quantity.Duration(noDelay) + " → one write " + quantity.Duration(one)}
	if lost := (small - one) / time.Duration(x.count); lost > time.Millisecond {
		h.Text, h.Tone = quantity.Duration(lost.Round(time.Millisecond))+" lost in every exchange", scenarios.Bad
	}
	return h
}

// totalOfSmallWrites returns how long the small writes take, as a choice says it.
func (x *exchanges) totalOfSmallWrites(rs *scenarios.Results) string {
	if r := rs.Well("small-writes"); r != nil {
		return quantity.Duration(r[0].Total)
	}
	return ""
}
