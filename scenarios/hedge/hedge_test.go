package hedge

import (
	"math"
	"slices"
	"testing"
	"time"

	"overlap/scenarios"
)

// The luck of seed 0.
func TestFigures(t *testing.T) {
	for query, want := range map[string][3]string{
		"requests=1000": {"p50 20.0 ms, p99 500.0 ms, p99.9 500.0 ms, 1,000 calls", "p50 20.0 ms, p99 48.9 ms, p99.9 58.3 ms, 1,054 calls",
			"p50 16.0 ms, p99 28.3 ms, p99.9 29.5 ms, 2,000 calls"},
		"requests=1000&after=50%25": {"p50 20.0 ms, p99 500.0 ms, p99.9 500.0 ms, 1,000 calls", "p50 20.0 ms, p99 39.7 ms, p99.9 49.1 ms, 1,485 calls",
			"p50 16.0 ms, p99 28.3 ms, p99.9 29.5 ms, 2,000 calls"},
		"requests=1000&slow-calls=20%25": {"p50 22.2 ms, p99 500.0 ms, p99.9 500.0 ms, 1,000 calls", "p50 22.2 ms, p99 500.0 ms, p99.9 500.0 ms, 1,000 calls",
			"p50 17.3 ms, p99 500.0 ms, p99.9 500.0 ms, 2,000 calls"},
		"requests=1000&slow-calls=0%25": {"p50 19.8 ms, p99 29.8 ms, p99.9 30.0 ms, 1,000 calls", "p50 19.8 ms, p99 29.8 ms, p99.9 30.0 ms, 1,054 calls",
			"p50 15.9 ms, p99 28.0 ms, p99.9 29.1 ms, 2,000 calls"},
	} {
		in, err := Scenario.FromQuery(query)
		if err != nil {
			t.Fatal(err)
		}
		for i, r := range in.RunAll(scenarios.Options{}).List {
			if r.Value != want[i] {
				t.Errorf("?%s: %s: %s, want %s", query, r.Variant.Name, r.Value, want[i])
			}
		}
	}
}

// A request is slower than x with a probability that can be written down: p for one call, p² for both at once, and hedged, for
// the part of x that exceeds the delay, 2 % times p. Solved for 1 % and 0.1 % that gives these percentiles.
func TestOverSeeds(t *testing.T) {
	const seeds, ms = 40, float64(time.Millisecond)
	in, err := Scenario.FromQuery("requests=1000")
	if err != nil {
		t.Fatal(err)
	}
	took, more := map[string][]time.Duration{}, 0
	for seed := range uint64(seeds) {
		for _, r := range in.RunAll(scenarios.Options{Seed: seed}).List {
			took[r.Variant.Name] = append(took[r.Variant.Name], r.Latencies...)
			if r.Variant.Name == "hedged" {
				more += r.Count(calls) - 1000
			}
		}
	}
	for name, want := range map[string][3]float64{"single": {20.2, 500, 500}, "hedged": {20.2, 49.6, 58.8}, "both": {16.0, 28.35, 29.75}} {
		slices.Sort(took[name])
		for i, thousandths := range []int{500, 990, 999} {
			if got := float64(scenarios.Percentile(took[name], thousandths)) / ms; math.Abs(got/want[i]-1) > 0.02 {
				t.Errorf("%s: %d ‰ take at most %v ms, want about %v", name, thousandths, got, want[i])
			}
		}
	}
	if share := float64(more) / seeds / 1000; math.Abs(share-0.05) > 0.003 {
		t.Errorf("%v more calls, want about 0.05", share)
	}
}
