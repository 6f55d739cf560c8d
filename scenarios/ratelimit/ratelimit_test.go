package ratelimit

import (
	"testing"
	"time"

	"overlap/scenarios"
)

func TestFigures(t *testing.T) {
	const ms = time.Millisecond
	for query, want := range map[string][3]struct {
		worst int
		total time.Duration
	}{
		"":                      {{20, 9000 * ms}, {14, 10490 * ms}, {10, 10890 * ms}},
		"start=1s":              {{10, 10000 * ms}, {14, 10500 * ms}, {10, 10900 * ms}},
		"burst=1":               {{20, 9000 * ms}, {10, 10890 * ms}, {10, 10890 * ms}},
		"burst=100":             {{20, 9000 * ms}, {100, 990 * ms}, {10, 10890 * ms}},
		"requests=4&start=2.5s": {{4, 2500 * ms}, {4, 2500 * ms}, {4, 2800 * ms}},
	} {
		in, err := Scenario.FromQuery(query)
		if err != nil {
			t.Fatal(err)
		}
		for i, r := range in.RunAll(scenarios.Options{}).List {
			if r.Count(worst) != want[i].worst || r.Total != want[i].total || r.Peak("within a second") != int64(want[i].worst) {
				t.Errorf("?%s: %s after %v: %s, want %v", query, r.Variant.Name, r.Total, r.Value, want[i])
			}
		}
	}
}
