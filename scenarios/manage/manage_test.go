//go:build !js

package manage

import (
	"math"
	"testing"
	"time"

	"overlap/scenarios"
)

// The figures of the lesson, by query, with the jobs that seed 0 draws: 1, 2, 3, 1 and 1 s, of which the last three fail.
func TestFigures(t *testing.T) {
	const s, ms = time.Second, time.Millisecond
	type figures struct {
		total time.Duration
		value string
	}
	for query, want := range map[string][2]figures{
		"":                          {{3 * s, "2 ok, 3 failed, 0 cancelled"}, {2 * s, "1 ok, 2 failed, 2 cancelled"}},
		"limit=2.1s":                {{3 * s, "2 ok, 3 failed, 0 cancelled"}, {2100 * ms, "2 ok, 2 failed, 1 cancelled"}},
		"limit=1s":                  {{3 * s, "2 ok, 3 failed, 0 cancelled"}, {1 * s, "0 ok, 0 failed, 5 cancelled"}},
		"limit=10s":                 {{3 * s, "2 ok, 3 failed, 0 cancelled"}, {10 * s, "2 ok, 3 failed, 0 cancelled"}},
		"failures=100%25":           {{3 * s, "0 ok, 5 failed, 0 cancelled"}, {2 * s, "0 ok, 3 failed, 2 cancelled"}},
		"shortest=0s&longest=500ms": {{0, "2 ok, 3 failed, 0 cancelled"}, {2 * s, "2 ok, 3 failed, 0 cancelled"}},
	} {
		in, err := Scenario.FromQuery(query)
		if err != nil {
			t.Fatal(err)
		}
		for i, r := range in.RunAll(scenarios.Options{}).List {
			if got := (figures{r.Total, r.Value}); got != want[i] {
				t.Errorf("?%s: %s: %v, want %v", query, r.Variant.Name, got, want[i])
			}
		}
	}
}

// Two thirds of the workers are cancelled.
func TestShares(t *testing.T) {
	m := &manage{shortest: time.Second, longest: 4 * time.Second, step: time.Second, limit: 2 * time.Second}
	for limit, want := range map[time.Duration]float64{time.Second: 1, 2 * time.Second: 2. / 3, 2100 * time.Millisecond: 1. / 3, 3 * time.Second: 1. / 3, 10 * time.Second: 0} {
		if m.limit = limit; math.Abs(m.lateShare()-want) > 1e-8 {
			t.Errorf("limit %v: %v are late, want %v", limit, m.lateShare(), want)
		}
	}
}
