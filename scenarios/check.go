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
	Outcomes []Outcomes   // by variant that was run, in page order
}

// Outcomes counts what a variant's runs ended with.
type Outcomes struct {
	Variant Variant
	Counts
}

// Counts says how many runs came to what, in the order in which that came first.
type Counts struct {
	List   []Count
	Others int // runs that came to something that is not in List
}

// Count is how many runs came to the same.
type Count struct {
	Outcome string // what was returned, or the error
	Runs    int
	Seed    uint64 // of the first of these runs
}

// MaxOutcomes bounds how many outcomes are counted apart: a list of results that differ in every run is of no use.
const MaxOutcomes = 20

// NewTally returns a tally without runs.
func (in *Instance) NewTally() *Tally {
	t := &Tally{}
	for _, c := range in.Claims() {
		t.Claims = append(t.Claims, ClaimTally{Claim: c})
	}
	return t
}

// Add counts one run of every variant, or of the same variants each time.
func (t *Tally) Add(rs *Results) {
	t.Runs++
	for i := range t.Claims {
		t.Claims[i].add(rs)
	}
	for i, r := range rs.List {
		if i == len(t.Outcomes) {
			t.Outcomes = append(t.Outcomes, Outcomes{Variant: r.Variant})
		}
		t.Outcomes[i].Count(r.Outcome(), rs.Seed)
	}
}

// Count counts one more run. It returns the place of its outcome in List, −1 when the list is full.
func (c *Counts) Count(outcome string, seed uint64) int {
	for i := range c.List {
		if c.List[i].Outcome == outcome {
			c.List[i].Runs++
			return i
		}
	}
	if len(c.List) == MaxOutcomes {
		c.Others++
		return -1
	}
	c.List = append(c.List, Count{outcome, 1, seed})
	return len(c.List) - 1
}

// Usual returns the place of what most runs came to, of the first where several are as frequent; List is not empty.
func (c *Counts) Usual() int {
	most := 0
	for i := range c.List {
		if c.List[i].Runs > c.List[most].Runs {
			most = i
		}
	}
	return most
}
