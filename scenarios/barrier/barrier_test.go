package barrier

import (
	"testing"
	"time"

	"overlap/scenarios"
)

func TestFigures(t *testing.T) {
	const ms = time.Millisecond
	for query, want := range map[string][3]time.Duration{
		"":                     {700 * ms, 1600 * ms, 1000 * ms},
		"slowest=same":         {1600 * ms, 1600 * ms, 1600 * ms},
		"workers=12&phases=12": {1500 * ms, 4800 * ms, 1800 * ms},
		"slow=100ms":           {400 * ms, 400 * ms, 400 * ms},
	} {
		in, err := Scenario.FromQuery(query)
		if err != nil {
			t.Fatal(err)
		}
		for i, r := range in.RunAll(scenarios.Options{}).List {
			if r.Total != want[i] {
				t.Errorf("?%s: %s takes %v, want %v", query, r.Variant.Name, r.Total, want[i])
			}
		}
	}
}
