//go:build !js

package all

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"

	"overlap/engine/trace/tracetest"
	"overlap/scenarios"
)

// How many runs a claim is checked in.
const (
	seeds  = 100
	sets   = 100  // of parameters
	sample = 4000 // seeds, where a share of them or an average is claimed
)

func TestClaimsOverSeeds(t *testing.T) {
	each(t, func(t *testing.T, s *scenarios.Scenario) {
		in := s.New()
		n := seeds
		if slices.ContainsFunc(in.Claims(), func(c scenarios.Claim) bool { return c.Want != nil }) {
			n = sample
		}
		for _, h := range in.Check(t.Context(), scenarios.Options{}, n, nil) {
			if !h.OK() {
				t.Errorf("%s: %q holds in %d of %d runs, its mean is %v; the first other run: %v",
					h.Claim.Quantifier, h.Claim.Sentence, h.Held, h.Of, h.Mean, h.First)
			}
		}
	})
}

// What holds always holds for every legal set of parameters. The sets are sampled from a fixed seed, so that
// a failure stays until it is understood.
func TestClaimsOverParameters(t *testing.T) {
	each(t, func(t *testing.T, s *scenarios.Scenario) {
		r := rand.New(rand.NewPCG(2026, uint64(len(s.ID))))
		for range sets {
			in := s.New()
			in.Sample(r)
			if query, seed := in.Query(), r.Uint64N(1000); broken(t, s, query, seed) != nil {
				query, seed = shrink(t, s, query, seed)
				t.Fatalf("?%s with seed %d: %v", query, seed, broken(t, s, query, seed))
			}
		}
	})
}

func TestPresetsKeepTheClaims(t *testing.T) {
	each(t, func(t *testing.T, s *scenarios.Scenario) {
		for _, p := range s.New().Presets() {
			if err := broken(t, s, p.Query, 0); err != nil {
				t.Errorf("%s (?%s): %v", p.Name, p.Query, err)
			}
		}
	})
}

// instance returns the scenario with the settings of a query of ours.
func instance(t *testing.T, s *scenarios.Scenario, query string) *scenarios.Instance {
	t.Helper()
	in, err := s.FromQuery(query)
	if err != nil {
		t.Fatalf("?%s: %v", query, err)
	}
	return in
}

// waiting is instance on a computer that costs nothing: what real programs are compared with, because their computer is
// another than the measured one.
func waiting(t *testing.T, s *scenarios.Scenario, query string) *scenarios.Instance {
	t.Helper()
	in := instance(t, s, query)
	if p := in.Computer(); p != nil {
		if err := in.Set(p.Name, scenarios.Ideal); err != nil {
			t.Fatal(err)
		}
	}
	return in
}

// broken returns what the first claim said that does not hold in a run, nil when all hold.
func broken(t *testing.T, s *scenarios.Scenario, query string, seed uint64) error {
	in := instance(t, s, query)
	rs := in.RunAll(scenarios.Options{Seed: seed})
	for _, r := range rs.List {
		if err := tracetest.Validate(r.Trace); err != nil {
			return err
		}
	}
	for _, c := range in.Claims() {
		if c.Quantifier != scenarios.Always {
			continue
		}
		if err := c.Check(rs); err != nil {
			return &brokenError{c.Sentence, err}
		}
	}
	return nil
}

type brokenError struct {
	sentence string
	err      error
}

func (e *brokenError) Error() string {
	return "it does not hold that " + strconv.Quote(e.sentence) + ": " + e.err.Error()
}

// shrink drops the settings, and the seed, that the failure does not need.
func shrink(t *testing.T, s *scenarios.Scenario, query string, seed uint64) (string, uint64) {
	if broken(t, s, query, 0) != nil {
		seed = 0
	}
	for _, p := range s.New().Params() {
		in := instance(t, s, query)
		in.Param(p.Name).Set(p.Default)
		if broken(t, s, in.Query(), seed) != nil {
			query = in.Query()
		}
	}
	return query, seed
}
