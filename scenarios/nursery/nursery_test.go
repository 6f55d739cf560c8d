package nursery

import (
	"testing"
	"time"

	"overlap/scenarios"
)

// The figures of the lesson and the catalogue, by query: totals, results, and how many are left running.
func TestFigures(t *testing.T) {
	const s, ms = time.Second, time.Millisecond
	type figures struct {
		total time.Duration
		value string
		left  int
	}
	for query, want := range map[string][2]figures{
		"own=500ms": {{1 * s, "the parent left when 2 of 2 children were done", 0},
			{500 * ms, "the parent left when 0 of 2 children were done", 2}},
		"": {{1 * s, "the parent left when 2 of 2 children were done", 0},
			{0, "the parent left when 0 of 2 children were done", 2}},
		"own=1.5s": {{1500 * ms, "the parent left when 2 of 2 children were done", 0},
			{1500 * ms, "the parent left when 2 of 2 children were done", 0}},
		"children=8": {{1 * s, "the parent left when 8 of 8 children were done", 0},
			{0, "the parent left when 0 of 8 children were done", 8}},
	} {
		in, err := Scenario.FromQuery(query)
		if err != nil {
			t.Fatal(err)
		}
		for i, r := range in.RunAll(scenarios.Options{}).List {
			if got := (figures{r.Total, r.Value, len(r.Report.LeftRunning)}); got != want[i] {
				t.Errorf("?%s: %s: %v, want %v", query, r.Variant.Name, got, want[i])
			}
		}
	}
}
