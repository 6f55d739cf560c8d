package scenarios

import "math"

// ClaimTally counts the runs in which a claim held.
type ClaimTally struct {
	Claim Claim
	Held  int     // runs in which the claim held; of a Mean, all
	Of    int     // runs
	Mean  float64 // of a Mean: the average so far
	First error   // what the claim's Check said of the first run in which it did not hold

	spread float64 // of a Mean: the sum of squared distances from the average
}

// add counts one more run.
func (h *ClaimTally) add(rs *Results) {
	h.Of++
	if h.Claim.Quantifier == Mean {
		h.Held++
		x := h.Claim.Value(rs)
		off := x - h.Mean
		h.Mean += off / float64(h.Of)
		h.spread += off * (x - h.Mean)
		return
	}
	if err := h.Claim.Check(rs); err == nil {
		h.Held++
	} else if h.First == nil {
		h.First = err
	}
}

// sigmas is how many standard errors a sample may be off the claim: chance exceeds that in 1 of 16,000 samples.
const sigmas = 4

// OK reports whether the runs agree with the claim and its quantifier. For a Chance and a Mean the sample may be off by
// as much as samples of that size are by chance.
func (h ClaimTally) OK() bool {
	n := float64(h.Of)
	switch h.Claim.Quantifier {
	case Sometimes:
		return h.Held > 0
	case Chance:
		p := h.Claim.Want()
		return math.Abs(float64(h.Held)/n-p) <= sigmas*math.Sqrt(p*(1-p)/n)+1e-9
	case Mean:
		return h.Of < 2 || math.Abs(h.Mean-h.Claim.Want()) <= sigmas*math.Sqrt(h.spread/(n-1)/n)+1e-9
	}
	return h.Held == h.Of
}

// Tally is what many runs of an instance add up to.
type Tally struct {
	Runs     int
	Claims   []ClaimTally // in the order of Instance.Claims
	Outcomes []Outcomes   // by variant, in page order
}

// Outcomes counts what a variant's runs ended with.
type Outcomes struct {
	Variant Variant
	Counts  []Count
	Others  int // runs with an outcome that has no Count
}

// Count is how many runs ended in one way.
type Count struct {
	Outcome string // what was returned, or the error
	Runs    int
}

// MaxOutcomes bounds how many outcomes are counted apart: a list of results that differ in every run is of no use.
const MaxOutcomes = 20

// NewTally returns a tally without runs.
func (in *Instance) NewTally() *Tally {
	t := &Tally{}
	for _, c := range in.d.claims {
		t.Claims = append(t.Claims, ClaimTally{Claim: c})
	}
	for _, v := range in.d.variants {
		t.Outcomes = append(t.Outcomes, Outcomes{Variant: v})
	}
	return t
}

// Add counts one run of every variant.
func (t *Tally) Add(rs *Results) {
	t.Runs++
	for i := range t.Claims {
		t.Claims[i].add(rs)
	}
	for i, r := range rs.List {
		t.Outcomes[i].add(r.Outcome())
	}
}

func (o *Outcomes) add(outcome string) {
	for i := range o.Counts {
		if o.Counts[i].Outcome == outcome {
			o.Counts[i].Runs++
			return
		}
	}
	if len(o.Counts) == MaxOutcomes {
		o.Others++
		return
	}
	o.Counts = append(o.Counts, Count{outcome, 1})
}

// Check runs the instance n times, with the seeds from o.Seed on, and checks every claim in each run.
func (in *Instance) Check(o Options, n int) []ClaimTally {
	t := in.NewTally()
	for i := range n {
		run := o
		run.Seed += uint64(i)
		t.Add(in.RunAll(run))
	}
	return t.Claims
}
