//go:build !js

package race

import (
	"slices"
	"testing"
	"time"

	"overlap/scenarios"
)

const ms = time.Millisecond

func TestFigures(t *testing.T) {
	for query, want := range map[string][3]struct {
		value string
		total time.Duration
	}{
		"":                     {{"1", 10 * ms}, {"10", 100 * ms}, {"10", 10 * ms}},
		"tasks=1":              {{"1", 10 * ms}, {"1", 10 * ms}, {"1", 10 * ms}},
		"tasks=50&pause=100ms": {{"1", 100 * ms}, {"50", 5000 * ms}, {"50", 100 * ms}},
		"tasks=3&pause=0s":     {{"1", 0}, {"3", 0}, {"3", 0}},
		"tasks=200&pause=1s":   {{"1", time.Second}, {"200", 200 * time.Second}, {"200", time.Second}},
	} {
		in, err := Scenario.FromQuery(query)
		if err != nil {
			t.Fatal(err)
		}
		for i, r := range in.RunAll(scenarios.Options{}).List {
			if r.Value != want[i].value || r.Total != want[i].total {
				t.Errorf("?%s: %s counts %s in %v, want %v", query, r.Variant.Name, r.Value, r.Total, want[i])
			}
		}
	}
}

func TestLog(t *testing.T) {
	rs := Scenario.New().RunAll(scenarios.Options{})
	if got := logs(rs.Of("bare")); !slices.Equal(got, slices.Repeat([]string{"10ms 0 → 1"}, 10)) {
		t.Errorf("bare: %q", got)
	}
	if lost := len(rs.Of("bare").Summary().Marks); lost != 9 {
		t.Errorf("bare: %d updates are lost", lost)
	}
	want := []string{"10ms 0 → 1", "20ms 1 → 2", "30ms 2 → 3", "40ms 3 → 4", "50ms 4 → 5",
		"60ms 5 → 6", "70ms 6 → 7", "80ms 7 → 8", "90ms 8 → 9", "100ms 9 → 10"}
	if got := logs(rs.Of("lock")); !slices.Equal(got, want) {
		t.Errorf("lock: %q", got)
	}
}

func logs(r *scenarios.Result) (lines []string) {
	for _, log := range r.Summary().Logs {
		lines = append(lines, time.Duration(log.At).String()+" "+log.Text)
	}
	return lines
}

// The presets lose updates as often as the claim says: in 2, in all but 1 in 99, and in all runs.
func TestPresetsLoseUpdatesAsOften(t *testing.T) {
	for _, p := range Scenario.New().Presets() {
		in, err := Scenario.FromQuery(p.Query)
		if err != nil {
			t.Fatal(err)
		}
		for _, held := range in.Check(t.Context(), scenarios.Options{}, 300, nil) {
			if !held.OK() {
				t.Errorf("%s: %q held in %d of %d runs", p.Name, held.Claim.Sentence, held.Held, held.Of)
			}
		}
	}
}
