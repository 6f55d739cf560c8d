//go:build !js

package streaming

import (
	"testing"
	"time"

	"overlap/scenarios"
)

const ms = time.Millisecond

// The figures of the catalogue, by query: totals, items held at most, and the instant of the first result.
func TestFigures(t *testing.T) {
	type figures struct {
		total time.Duration
		held  int
		first time.Duration
		value string
	}
	const loaded, streamed = "count 10,000, total 99,990,000, 10,000 held at most", "count 10,000, total 99,990,000, 1 held at most"
	for query, want := range map[string][2]figures{
		"":                     {{100 * ms, 10000, 100 * ms, loaded}, {100 * ms, 1, 0, streamed}},
		"wanted=10":            {{100 * ms, 10000, 100 * ms, "count 10, total 90, 10,000 held at most"}, {0, 1, 0, "count 10, total 90, 1 held at most"}},
		"pause=20ms":           {{2000 * ms, 10000, 2000 * ms, loaded}, {2000 * ms, 1, 0, streamed}},
		"items=1000&page=1000": {{ms, 1000, ms, "count 1,000, total 999,000, 1,000 held at most"}, {ms, 1, 0, "count 1,000, total 999,000, 1 held at most"}},
		"items=101&wanted=101": {{2 * ms, 101, 2 * ms, "count 101, total 10,100, 101 held at most"}, {ms, 1, 0, "count 101, total 10,100, 1 held at most"}},
	} {
		in, err := Scenario.FromQuery(query)
		if err != nil {
			t.Fatal(err)
		}
		for i, r := range in.RunAll(scenarios.Options{}).List {
			got := figures{r.Total, peak(r), time.Duration(r.Summary().Marks[0].At), r.Value}
			if r.Err != nil || got != want[i] {
				t.Errorf("?%s, %s: got %+v, %v, want %+v", query, r.Variant.Name, got, r.Err, want[i])
			}
		}
	}
}
