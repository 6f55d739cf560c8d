package scenarios

import "math"

// Held is how a claim fared over several runs.
type Held struct {
	Claim Claim
	Held  int     // runs in which it held; of a Mean, all
	Of    int     // runs
	Mean  float64 // of a Mean: the average so far
	First error   // what the first run that did not satisfy it said

	spread float64 // of a Mean: the sum of squared distances from it
}

// add counts one more run.
func (h *Held) add(rs *Results) {
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

// sigmas is how far a sample may be from what is claimed: chance is further off in 1 of 16,000 samples.
const sigmas = 4

// OK reports whether the claim stands, given its quantifier. A Chance and a Mean stand when the sample is no
// further off than samples of its size are.
func (h Held) OK() bool {
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
	Claims   []Held     // as they were made
	Outcomes []Outcomes // by variant, in page order
}

// Outcomes are what a variant's runs ended with, in order of appearance.
type Outcomes struct {
	Variant Variant
	Counts  []Count
	Others  int // runs that ended otherwise than the first MaxOutcomes ways
}

// Count is how many runs ended in one way.
type Count struct {
	Outcome string // what was returned, or the error
	Runs    int
}

// MaxOutcomes bounds how many outcomes are told apart: results that differ in every run tell nobody anything.
const MaxOutcomes = 20

// NewTally returns the count of no runs.
func (in *Instance) NewTally() *Tally {
	t := &Tally{}
	for _, c := range in.d.claims {
		t.Claims = append(t.Claims, Held{Claim: c})
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

// Check runs the instance with the seeds from o's to n-1 above and checks every claim in each.
func (in *Instance) Check(o Options, n int) []Held {
	t := in.NewTally()
	for i := range n {
		run := o
		run.Seed += uint64(i)
		t.Add(in.RunAll(run))
	}
	return t.Claims
}
