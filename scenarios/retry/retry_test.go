//go:build !js

package retry

import (
	"slices"
	"testing"
	"time"

	"overlap/scenarios"
)

const ms = time.Millisecond

// In seed 0 the fourth call is the first to go well.
func TestInstants(t *testing.T) {
	rs := run(t, "")
	for name, want := range map[string][]time.Duration{
		"none":        {100 * ms},
		"fixed":       {100 * ms, 300 * ms, 500 * ms, 700 * ms},
		"exponential": {100 * ms, 300 * ms, 600 * ms, 1100 * ms},
	} {
		for _, got := range callEnds(rs.Of(name)) {
			if !slices.Equal(got, want) || rs.Of(name).Total != want[len(want)-1] {
				t.Errorf("%s: calls end at %v, want %v", name, got, want)
			}
		}
	}
}

func TestResults(t *testing.T) {
	for query, want := range map[string][4]string{
		"":           {"gave up after 1 call", "ok after 4 calls", "ok after 4 calls", "ok after 4 calls"},
		"fails=0%25": {"ok after 1 call", "ok after 1 call", "ok after 1 call", "ok after 1 call"},
		"clients=100": {"23 of 100 ok, 100 calls, peak of 0 retries in 10 ms", "76 of 100 ok, 269 calls, peak of 77 retries in 10 ms",
			"76 of 100 ok, 269 calls, peak of 77 retries in 10 ms", "76 of 100 ok, 269 calls, peak of 14 retries in 10 ms"},
		"fails=100%25&clients=50": {"0 of 50 ok, 50 calls, peak of 0 retries in 10 ms", "0 of 50 ok, 200 calls, peak of 50 retries in 10 ms",
			"0 of 50 ok, 200 calls, peak of 50 retries in 10 ms", "0 of 50 ok, 200 calls, peak of 12 retries in 10 ms"},
	} {
		for i, r := range run(t, query).List {
			if r.Outcome() != want[i] {
				t.Errorf("?%s: %s: %s, want %s", query, r.Variant.Name, r.Outcome(), want[i])
			}
		}
	}
}

func TestStatedFigures(t *testing.T) {
	r := &retry{fails: 0.7, tries: 4}
	if p, load := r.answered(), r.load(); p < 0.75985 || p > 0.75995 || load < 2.5325 || load > 2.5335 {
		t.Errorf("a client succeeds with probability %v and makes %v calls", p, load)
	}
}

// The stated probabilities and means hold with other parameters, too.
func TestChances(t *testing.T) {
	for _, query := range []string{"clients=3", "fails=20%25&tries=2", "fails=100%25&tries=8", "tries=1"} {
		in, err := Scenario.FromQuery(query)
		if err != nil {
			t.Fatal(err)
		}
		for _, held := range in.Check(t.Context(), scenarios.Options{}, 200, nil) {
			if !held.OK() {
				t.Errorf("?%s: %q held in %d of %d runs, mean %v: %v", query, held.Claim.Sentence, held.Held, held.Of, held.Mean, held.First)
			}
		}
	}
}

func run(t *testing.T, query string) *scenarios.Results {
	t.Helper()
	in, err := Scenario.FromQuery(query)
	if err != nil {
		t.Fatal(err)
	}
	return in.RunAll(scenarios.Options{})
}
