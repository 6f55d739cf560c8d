package stampede

import (
	"testing"

	"overlap/scenarios"
)

func TestFigures(t *testing.T) {
	for query, want := range map[string][3]string{
		"":                       {"15 queries, longest wait 1.26 s", "1 query, longest wait 300 ms", "1 query, longest wait 0 s"},
		"requests=300&every=2ms": {"150 queries, longest wait 14.7 s", "1 query, longest wait 300 ms", "1 query, longest wait 0 s"},
		"connections=50":         {"15 queries, longest wait 300 ms", "1 query, longest wait 300 ms", "1 query, longest wait 0 s"},
		"ttl=1s":                 {"0 queries, longest wait 0 s", "0 queries, longest wait 0 s", "0 queries, longest wait 0 s"},
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
