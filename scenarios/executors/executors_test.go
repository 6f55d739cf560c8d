package executors

import (
	"testing"
	"time"

	"overlap/engine"
	"overlap/report"
	"overlap/scenarios"
)

const ms = time.Millisecond

func run(t *testing.T, query string, o scenarios.Options) *scenarios.Results {
	t.Helper()
	in, err := Scenario.FromQuery(query)
	if err != nil {
		t.Fatal(err)
	}
	return in.RunAll(o)
}

// The figures of the lesson and the catalogue, by query.
func TestFigures(t *testing.T) {
	for query, want := range map[string][5]time.Duration{
		"jobs=12&kind=waiting&each=100ms&workers=4": {1200 * ms, 300 * ms, 300 * ms, 300 * ms, 300 * ms},
		"":                    {448 * ms, 448 * ms, 448 * ms, 224 * ms, 224 * ms},
		"workers=8":           {448 * ms, 448 * ms, 448 * ms, 224 * ms, 224 * ms},
		"each=10ms&copy=30ms": {80 * ms, 80 * ms, 80 * ms, 160 * ms, 160 * ms},
		"kind=waiting&each=40ms&stagger=30ms&workers=8&results=as-completed": {1160 * ms, 250 * ms, 250 * ms, 250 * ms, 250 * ms},
		"spawn=100ms": {448 * ms, 448 * ms, 448 * ms, 324 * ms, 324 * ms},
	} {
		for i, r := range run(t, query, scenarios.Options{}).List {
			if r.Total != want[i] {
				t.Errorf("?%s: %s took %v, want %v", query, r.Variant.Name, r.Total, want[i])
			}
		}
	}
}

// With what CPython charges for starting two processes, they are 1.96 times as fast.
func TestFiguresWithCosts(t *testing.T) {
	costs, _ := engine.Profile("cpython-3.11-asyncio")
	rs := run(t, "", scenarios.Options{Costs: costs})
	if got := report.Speedup(rs); got < 1.95 || got > 1.97 {
		t.Errorf("%.3f times as fast", got)
	}
}

// No two jobs end at the same instant: on a real machine their order would be luck.
func TestOrderOfResults(t *testing.T) {
	rs := run(t, "kind=waiting&each=40ms&stagger=30ms&workers=8&results=as-completed", scenarios.Options{})
	for name, want := range map[string]string{"threads-queue": "1, 2, 3, 4, 5, 6, 7, 8", "threads": "8, 7, 6, 5, 4, 3, 2, 1", "processes": "8, 7, 6, 5, 4, 3, 2, 1"} {
		if got := rs.Of(name).Value; got != want {
			t.Errorf("%s returns %s, want %s", name, got, want)
		}
	}
}
