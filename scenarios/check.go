package scenarios

// Held is how a claim fared over several runs.
type Held struct {
	Claim Claim
	Held  int
	Of    int
	First error // what the first run that did not satisfy it said
}

// OK reports whether the claim stands, given its quantifier.
func (h Held) OK() bool {
	if h.Claim.Quantifier == Sometimes {
		return h.Held > 0
	}
	return h.Held == h.Of
}

// Check runs the instance with the seeds from first to first+n-1 and checks every claim in each.
func (in *Instance) Check(o Options, n int) []Held {
	held := make([]Held, len(in.d.claims))
	for i := range n {
		run := o
		run.Seed += uint64(i)
		rs := in.RunAll(run)
		for j, c := range in.d.claims {
			held[j].Claim = c
			held[j].Of++
			if err := c.Check(rs); err == nil {
				held[j].Held++
			} else if held[j].First == nil {
				held[j].First = err
			}
		}
	}
	return held
}
