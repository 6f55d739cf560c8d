//go:build !js

package chat

import (
	"testing"

	"overlap/scenarios"
)

// The figures of the lesson, by query: what each variant returns.
func TestFigures(t *testing.T) {
	for query, want := range map[string][2]string{
		"":                  {"13 of 16 late, Eve got 8", "0 of 16 late, Eve got 5"},
		"full=oldest":       {"13 of 16 late, Eve got 8", "0 of 16 late, Eve got 5"},
		"full=disconnect":   {"13 of 16 late, Eve got 8", "0 of 16 late, Eve got 2"},
		"queue=40":          {"13 of 16 late, Eve got 8", "0 of 16 late, Eve got 8"},
		"slow=150ms":        {"0 of 16 late, Eve got 8", "0 of 16 late, Eve got 8"},
		"photos=40&slow=1s": {"77 of 80 late, Eve got 40", "0 of 80 late, Eve got 11"},
	} {
		in, err := Scenario.FromQuery(query)
		if err != nil {
			t.Fatal(err)
		}
		for i, r := range in.RunAll(scenarios.Options{}).List {
			if r.Outcome() != want[i] {
				t.Errorf("?%s, %s: %s, want %s", query, r.Variant.Name, r.Outcome(), want[i])
			}
		}
	}
}
