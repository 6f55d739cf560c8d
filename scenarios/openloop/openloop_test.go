package openloop

import (
	"testing"
	"time"

	"overlap/scenarios"
)

// The figures of the lesson: the same stall, as two clients see it.
func TestFigures(t *testing.T) {
	const ms = time.Millisecond
	rs := Scenario.New().RunAll(scenarios.Options{})
	for i, want := range []struct {
		text           string
		p50, p99, most time.Duration
	}{
		{"1 of 300 slow", 5 * ms, 5 * ms, 1005 * ms},
		{"100 of 300 slow", 5 * ms, 975 * ms, 1005 * ms},
	} {
		r := rs.List[i]
		if r.Outcome() != want.text || r.Percentile(500) != want.p50 || r.Percentile(990) != want.p99 || r.Percentile(1000) != want.most {
			t.Errorf("%s: %s, p50 %v, p99 %v, at most %v; want %+v", r.Variant.Name, r.Outcome(), r.Percentile(500), r.Percentile(990), r.Percentile(1000), want)
		}
	}
}
