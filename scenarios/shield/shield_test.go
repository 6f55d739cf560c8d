package shield

import (
	"testing"
	"time"

	"overlap/scenarios"
)

func TestFigures(t *testing.T) {
	const ms, before, half, whole = time.Millisecond, "A 100 + B 0 = 100", "A 0 + B 0 = 0", "A 0 + B 100 = 100"
	for query, want := range map[string][3]struct {
		value string
		ends  time.Duration
	}{
		"":            {{half, 150 * ms}, {whole, 150 * ms}, {whole, 200 * ms}},
		"cancel=50ms": {{before, 50 * ms}, {whole, 50 * ms}, {whole, 200 * ms}},
		"linger=20ms": {{half, 150 * ms}, {half, 150 * ms}, {whole, 200 * ms}},
		"cancel=1s":   {{whole, 200 * ms}, {whole, 200 * ms}, {whole, 200 * ms}},
	} {
		in, err := Scenario.FromQuery(query)
		if err != nil {
			t.Fatal(err)
		}
		for i, r := range in.RunAll(scenarios.Options{}).List {
			if r.Value != want[i].value || r.LoggedAt(ends) != want[i].ends {
				t.Errorf("?%s: %s: %s, and the request ends at %v; want %v", query, r.Variant.Name, r.Outcome(), r.LoggedAt(ends), want[i])
			}
		}
	}
}
