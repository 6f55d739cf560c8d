package mixed

import (
	"testing"
	"time"

	"overlap/scenarios"
)

// The figures of the lesson and the catalogue, by query.
func TestFigures(t *testing.T) {
	const ms = time.Millisecond
	for query, want := range map[string][5]time.Duration{
		"":                  {720 * ms, 280 * ms, 310 * ms, 258 * ms, 258 * ms},
		"cpu=0s":            {600 * ms, 200 * ms, 200 * ms, 200 * ms, 200 * ms},
		"cpu=100ms&wait=0s": {600 * ms, 600 * ms, 600 * ms, 302 * ms, 302 * ms},
		"cores=3":           {720 * ms, 280 * ms, 310 * ms, 240 * ms, 240 * ms},
		"interval=20ms":     {720 * ms, 280 * ms, 280 * ms, 258 * ms, 258 * ms},
	} {
		in, err := Scenario.FromQuery(query)
		if err != nil {
			t.Fatal(err)
		}
		rs := in.RunAll(scenarios.Options{})
		for i, r := range rs.List {
			if r.Total != want[i] {
				t.Errorf("?%s: %s took %v, want %v", query, r.Variant.Name, r.Total, want[i])
			}
		}
	}
}
