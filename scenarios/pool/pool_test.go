package pool

import (
	"testing"
	"time"

	"overlap/scenarios"
)

// The figures of the catalogue: totals, connections and what is reused, by query.
func TestFigures(t *testing.T) {
	const ms = time.Millisecond
	for _, c := range []struct {
		query        string
		each, pooled time.Duration
		told         string
	}{
		{"", 3000 * ms, 1100 * ms, "1 created, 19 reused (95 %)"},
		{"arrival=burst", 150 * ms, 200 * ms, "10 created, 10 reused (50 %)"},
		{"arrival=burst&limit=20", 150 * ms, 150 * ms, "20 created, 0 reused (0 %)"},
		{"arrival=burst&limit=1", 150 * ms, 1100 * ms, "1 created, 19 reused (95 %)"},
		{"handshake=1ms", 1020 * ms, 1001 * ms, "1 created, 19 reused (95 %)"},
		{"requests=1", 150 * ms, 150 * ms, "1 created, 0 reused (0 %)"},
	} {
		in, err := Scenario.FromQuery(c.query)
		if err != nil {
			t.Fatal(err)
		}
		rs := in.RunAll(scenarios.Options{})
		each, pooled := rs.Of("each"), rs.Of("pooled")
		if each.Total != c.each || pooled.Total != c.pooled || pooled.Value != c.told {
			t.Errorf("?%s takes %v and %v, %s; want %v and %v, %s", c.query, each.Total, pooled.Total, pooled.Value, c.each, c.pooled, c.told)
		}
	}
}
