//go:build !js

package event

import (
	"slices"
	"testing"
	"time"

	"overlap/scenarios"
)

const ms = time.Millisecond

func TestNothingIsProcessedBeforeAllIsMade(t *testing.T) {
	rs := run(t, "")
	for name, want := range map[string][]time.Duration{
		"all-data":  {1500 * ms, 1500 * ms, 1500 * ms},
		"pipelined": {700 * ms, 900 * ms, 1100 * ms, 1300 * ms, 1500 * ms},
	} {
		var begun []time.Duration
		for _, line := range []string{"item 1 begun", "item 2 begun", "item 3 begun", "item 4 begun", "item 5 begun"} {
			begun = append(begun, loggedAt(rs.Of(name), line)...)
		}
		if !slices.Equal(begun[:len(want)], want) || len(begun) != 5 {
			t.Errorf("%s begins at %v, want %v", name, begun, want)
		}
		if ends := loggedAt(rs.Of(name), "complete"); len(ends) != 1 || ends[0] != rs.Of(name).Total {
			t.Errorf("%s is complete at %v", name, ends)
		}
	}
}

func TestOutcomes(t *testing.T) {
	const gaveUp = "no gun: 4 tasks gave up"
	for query, want := range map[string][2]string{
		"":                  {"5 items, 0 begun before all were made", "5 items, 4 begun before all were made"},
		"gun=1s":            {"5 items, 0 begun before all were made", "5 items, 4 begun before all were made"},
		"gun=2s":            {gaveUp, gaveUp},
		"gun=3s":            {gaveUp, gaveUp},
		"gun=0s":            {"5 items, 0 begun before all were made", "5 items, 4 begun before all were made"},
		"work=0s&spread=0s": {"5 items, 0 begun before all were made", "5 items, 4 begun before all were made"},
	} {
		for i, r := range run(t, query).List {
			if r.Outcome() != want[i] {
				t.Errorf("?%s: %s: %s, want %s", query, r.Variant.Name, r.Outcome(), want[i])
			}
		}
	}
}

// A starter that fires too late for all other tasks still runs to its end.
func TestTooLate(t *testing.T) {
	for _, r := range run(t, "gun=3s").List {
		if left := loggedAt(r, "gave up"); r.Total != 3000*ms || !slices.Equal(left, slices.Repeat([]time.Duration{2000 * ms}, 4)) {
			t.Errorf("%s: they give up at %v, it ends at %v", r.Variant.Name, left, r.Total)
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
