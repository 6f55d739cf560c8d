package main

import (
	"strconv"

	"overlap/chart/words"
	"overlap/report"
	"overlap/scenarios"
)

const maxSeeds = 100_000

// runSeeds runs n seeds from the plan's seed on, and counts in how many runs each claim held and each outcome came. The results
// are those of the first seed.
func (e *environment) runSeeds(in *scenarios.Instance, p plan, x *outcome, n int) {
	bar := e.progress(n, "seed", 0)
	defer bar.end()
	x.seeds = report.NewSeeds(in)
	take := func(rs *scenarios.Results) {
		x.seeds.Add(rs)
		if x.failed == nil {
			x.failed = e.failures(in, rs)
		}
		bar.step()
	}
	x.Results, x.cut = execute(e.ctx, in, p, nil)
	if len(x.List) == len(p.variants) { // else it was interrupted, within a variant or between two
		take(x.Results)
		p.options.Seed++
		p.options.Lines = false
		in.RunSeeds(e.ctx, p.options, n-1, take)
	}
	if cut := unlessWhole(e.ctx, x.seeds.Runs, n, "seed"); cut != nil {
		x.failed = cut
		return
	}
	for _, h := range x.seeds.Claims {
		if !h.OK() {
			x.failed = errFailed
		}
	}
}

// tallyText returns a tally for people: a row for each claim, and a row for each outcome of each variant. whole reports that no
// seeds are missing.
func tallyText(t *report.Seeds, whole bool, width int) string {
	var claims, outcomes [][]string
	for _, h := range t.Claims {
		claims = append(claims, claimRow(h, whole))
	}
	for _, o := range t.Outcomes {
		outcomes = append(outcomes, countRows(&o.Counts, t.Runs, o.Variant.Name)...)
	}
	outcomes = append(outcomes, countRows(&t.Headlines, t.Runs, "headline")...)
	odd := ""
	if seed, does := t.Odd(); does != "" {
		odd = "--seed " + strconv.FormatUint(seed, 10) + " " + does + "\n"
	}
	return "\nOver " + itoa(t.Runs) + " seeds\n" + columns(claims, width) + columns(outcomes, width) + odd
}

// countRows returns a row for each of what runs came to.
func countRows(counts *scenarios.Counts, runs int, name string) (rows [][]string) {
	for _, c := range counts.List {
		rows = append(rows, []string{name, itoa(c.Runs) + " of " + itoa(runs), c.Outcome})
	}
	if counts.Others > 0 {
		rows = append(rows, []string{name, itoa(counts.Others) + " of " + itoa(runs), otherOutcomes})
	}
	return rows
}

// claimRow returns the row of a claim: how it fared, its quantifier, in how many runs it held, and its sentence, with the first
// error when it is not ok.
func claimRow(h scenarios.ClaimTally, whole bool) []string {
	row := []string{verdict(h, whole), h.Claim.Quantifier.String(), measured(h), h.Claim.Sentence}
	if !h.OK() && h.First != nil && h.Claim.Quantifier == scenarios.Always {
		row[3] += " (" + words.Said(h.First.Error()) + ")"
	}
	return row
}

// verdict says whether a claim is ok. While seeds are missing, that is known of a claim about every run only, and only when
// it is not.
func verdict(h scenarios.ClaimTally, whole bool) string {
	switch {
	case !whole && (h.OK() || h.Claim.Quantifier != scenarios.Always):
		return "so far"
	case h.OK():
		return "ok"
	}
	return "FAILED"
}

// measured says in how many runs a claim held. Of a claim about a probability or a mean it says the measured value and the
// claimed one.
func measured(h scenarios.ClaimTally) string {
	switch h.Claim.Quantifier {
	case scenarios.Chance:
		return itoa(h.Held) + " of " + itoa(h.Of) + ", " + decimal(float64(h.Held)/float64(h.Of)) + " for " + decimal(h.Claim.Want())
	case scenarios.Mean:
		return decimal(h.Mean) + " for " + decimal(h.Claim.Want())
	}
	return itoa(h.Held) + " of " + itoa(h.Of)
}

func decimal(x float64) string { return strconv.FormatFloat(x, 'f', 4, 64) }

// claimDocument is what run --seeds --json says of a claim.
type claimDocument struct {
	Name       string   `json:"name"`
	Quantifier string   `json:"quantifier"`
	Held       int      `json:"held"`
	Of         int      `json:"of"`
	OK         bool     `json:"ok"`
	Claimed    *float64 `json:"claimed,omitempty"` // of a chance or a mean
	Mean       *float64 `json:"mean,omitempty"`    // of a mean
}

// seedsDocument is what --seeds adds to the object that run --json prints.
type seedsDocument struct {
	Seeds     int                       `json:"seeds"`
	Claims    []claimDocument           `json:"claims"`
	Outcomes  map[string]map[string]int `json:"outcomes"`  // by variant, how many runs ended how
	Headlines map[string]int            `json:"headlines"` // how many runs came to what
}

// otherOutcomes is the key for the outcomes that the tally counts together, because there were too many different ones.
const otherOutcomes = "other results"

func seedsOf(t *report.Seeds) *seedsDocument {
	d := &seedsDocument{Seeds: t.Runs, Claims: []claimDocument{}, Outcomes: map[string]map[string]int{}}
	for _, h := range t.Claims {
		d.Claims = append(d.Claims, claim(h))
	}
	for _, o := range t.Outcomes {
		d.Outcomes[o.Variant.Name] = countMap(&o.Counts)
	}
	d.Headlines = countMap(&t.Headlines)
	return d
}

func countMap(counts *scenarios.Counts) map[string]int {
	m := map[string]int{}
	for _, c := range counts.List {
		m[c.Outcome] = c.Runs
	}
	if counts.Others > 0 {
		m[otherOutcomes] = counts.Others
	}
	return m
}

func claim(h scenarios.ClaimTally) claimDocument {
	c := claimDocument{Name: h.Claim.Sentence, Quantifier: h.Claim.Quantifier.String(), Held: h.Held, Of: h.Of, OK: h.OK()}
	if h.Claim.Want != nil {
		want := h.Claim.Want()
		c.Claimed = &want
	}
	if h.Claim.Quantifier == scenarios.Mean {
		c.Mean = &h.Mean
	}
	return c
}
