package ports

import (
	"testing"

	"overlap/scenarios"
)

// The figures of the lesson: Linux's ports, and a minute in which each is taken.
func TestFigures(t *testing.T) {
	for query, want := range map[string][2]string{
		"":                                       {"118 of 400 failed", "0 of 400 failed"},
		"closes=server":                          {"0 of 400 failed", "0 of 400 failed"},
		"every=220ms":                            {"0 of 400 failed", "0 of 400 failed"},
		"requests=40000&every=1.5ms&ports=28232": {"11,768 of 40,000 failed", "0 of 40,000 failed"},
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
