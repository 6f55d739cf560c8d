package deadlock

import (
	"testing"
	"time"

	"overlap/scenarios"
)

const (
	well    = "A and B have had both locks"
	gaveUp  = "gave up, with nothing done: lock1 is free, lock2 is free"
	forever = "failed: engine: deadlock: main waits for nursery, up to A; A waits for lock lock2, held by B; B waits for lock lock1, held by A (cycle: A → B → A)"
)

func TestFigures(t *testing.T) {
	const ms = time.Millisecond
	for query, want := range map[string][3]struct {
		outcome string
		total   time.Duration
	}{
		"":                         {{gaveUp, 1000 * ms}, {forever, 100 * ms}, {well, 200 * ms}},
		"late=150ms":               {{well, 250 * ms}, {well, 250 * ms}, {well, 250 * ms}},
		"late=99ms":                {{gaveUp, 1000 * ms}, {forever, 199 * ms}, {well, 200 * ms}},
		"late=100ms":               {{well, 200 * ms}, {well, 200 * ms}, {well, 200 * ms}},
		"late=150ms&timeout=200ms": {{gaveUp, 200 * ms}, {well, 250 * ms}, {well, 250 * ms}},
		"timeout=50ms":             {{gaveUp, 50 * ms}, {forever, 100 * ms}, {well, 200 * ms}},
	} {
		in, err := Scenario.FromQuery(query)
		if err != nil {
			t.Fatal(err)
		}
		for i, r := range in.RunAll(scenarios.Options{}).List {
			if r.Outcome() != want[i].outcome || r.Total != want[i].total {
				t.Errorf("?%s: %s after %v:\n%s\nwant %v", query, r.Variant.Name, r.Total, r.Outcome(), want[i])
			}
		}
	}
}
