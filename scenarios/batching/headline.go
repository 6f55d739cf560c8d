package batching

import (
	"overlap/quantity"
	"overlap/scenarios"
)

// headline says how batches do, and whether the comparison is fair.
func (b *batching) headline(rs *scenarios.Results) scenarios.Headline {
	r := rs.Well("individually", "batched")
	if r == nil {
		return scenarios.Headline{}
	}
	one, batched := r[0].Total, r[1].Total
	if min(one, batched) <= 0 || quantity.Alike(one, batched) {
		return scenarios.Headline{}
	}
	h := scenarios.Headline{Text: "Batches are " + quantity.Factor(one, batched) + " faster", Tone: scenarios.Good,
		About: r[0].Variant.Title + " " + quantity.Duration(one) + " → " + r[1].Variant.Title + " " + quantity.Duration(batched)}
	if batched > one {
		h.Text, h.Tone = "Batches are "+quantity.Factor(batched, one)+" slower", scenarios.Bad
	}
	if b.batches > 0 && b.batches != b.concurrency {
		h.Text, h.Tone = "An unfair comparison: "+h.Text, scenarios.Bad
		h.About = "Single requests, " + quantity.Count(b.concurrency) + " at once, " + quantity.Duration(one) + " → batches, " + quantity.Count(b.batches) + " at once, " + quantity.Duration(batched)
	}
	return h
}
