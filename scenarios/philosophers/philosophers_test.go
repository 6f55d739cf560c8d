package philosophers

import (
	"testing"
	"time"

	"overlap/scenarios"
)

const (
	against = "Marx, Hume, Kant, Plato, Mill"
	ring    = "failed: engine: deadlock: main waits for nursery, up to Plato; Plato waits for lock fork 2, held by Kant; Kant waits for lock fork 3, held by Hume; " +
		"Hume waits for lock fork 4, held by Marx; Marx waits for lock fork 5, held by Mill; Mill waits for lock fork 1, held by Plato " +
		"(cycle: Plato → Kant → Hume → Marx → Mill → Plato)"
	ringOfTwo = "failed: engine: deadlock: main waits for nursery, up to Plato; Plato waits for lock fork 2, held by Kant; Kant waits for lock fork 1, held by Plato " +
		"(cycle: Plato → Kant → Plato)"
)

func TestFigures(t *testing.T) {
	const ms = time.Millisecond
	for query, want := range map[string][3]struct {
		outcome string
		total   time.Duration
	}{
		"":               {{ring, 600 * ms}, {against, 5700 * ms}, {against, 5600 * ms}},
		"longer=100ms":   {{ring, 1000 * ms}, {against, 6000 * ms}, {against, 5900 * ms}},
		"philosophers=2": {{ringOfTwo, 600 * ms}, {"Plato, Kant", 2700 * ms}, {"Plato, Kant", 2700 * ms}},
		"longer=150ms": {{"Plato, Hume, Mill, Kant, Marx", 3600 * ms}, {"Plato, Hume, Mill, Kant, Marx", 3700 * ms},
			{"Plato, Hume, Mill, Kant, Marx", 3700 * ms}},
		"longer=1.5s": {{"Plato, Kant, Hume, Marx, Mill", 7600 * ms}, {"Plato, Kant, Hume, Marx, Mill", 7600 * ms},
			{"Plato, Kant, Hume, Marx, Mill", 7600 * ms}},
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
