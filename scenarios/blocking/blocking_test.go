//go:build !js

package blocking

import (
	"testing"
	"time"

	"overlap/scenarios"
)

const ms = time.Millisecond

// The figures of the lesson and the catalogue, by query: how long each variant takes, and the longest time that
// the loop's other task had to wait for its turn.
func TestFigures(t *testing.T) {
	for query, want := range map[string]struct{ total, late [4]time.Duration }{
		"":                                  {[4]time.Duration{3000 * ms, 1000 * ms, 1000 * ms, 1000 * ms}, [4]time.Duration{2990 * ms, 0, 0, 0}},
		"calls=1&each=100ms":                {[4]time.Duration{100 * ms, 100 * ms, 100 * ms, 100 * ms}, [4]time.Duration{90 * ms, 0, 0, 0}},
		"calls=1&kind=computing&each=500ms": {[4]time.Duration{500 * ms, 500 * ms, 500 * ms, 500 * ms}, [4]time.Duration{490 * ms, 5 * ms, 0, 10 * ms}},
		"kind=computing&each=300ms":         {[4]time.Duration{900 * ms, 900 * ms, 450 * ms, 900 * ms}, [4]time.Duration{890 * ms, 15 * ms, 2 * ms, 35 * ms}},
	} {
		in, err := Scenario.FromQuery(query)
		if err != nil {
			t.Fatal(err)
		}
		for i, r := range in.RunAll(scenarios.Options{}).List {
			if late := longestDelay(r.Summary()); r.Total != want.total[i] || late != want.late[i] {
				t.Errorf("?%s: %s took %v, the heartbeat was late by %v; want %v and %v", query, r.Variant.Name, r.Total, late, want.total[i], want.late[i])
			}
		}
	}
}
