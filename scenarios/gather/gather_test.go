package gather

import (
	"testing"
	"time"

	"overlap/scenarios"
)

// The figures of the lesson and the catalogue, by query: gather, settled, nursery, raise-for-status.
func TestFigures(t *testing.T) {
	const ms = time.Millisecond
	for query, want := range map[string][4]time.Duration{
		"":                          {500 * ms, 2000 * ms, 500 * ms, 500 * ms},
		"failing=none":              {2000 * ms, 2000 * ms, 2000 * ms, 2000 * ms},
		"failure=500":               {2000 * ms, 2000 * ms, 2000 * ms, 500 * ms},
		"after=0s":                  {500 * ms, 2000 * ms, 500 * ms, 500 * ms},
		"failing=B&fail-at=1200ms":  {1200 * ms, 1500 * ms, 1200 * ms, 1200 * ms},
		"failing=none&b=10s&c=0s":   {10000 * ms, 10000 * ms, 10000 * ms, 10000 * ms},
		"failing=C&fail-at=3s&b=1s": {3000 * ms, 3000 * ms, 3000 * ms, 3000 * ms},
	} {
		for i, r := range run(t, query).List {
			if r.Total != want[i] {
				t.Errorf("?%s: %s took %v, want %v", query, r.Variant.Name, r.Total, want[i])
			}
		}
	}
}

// What becomes of the requests, by query.
func TestOutcomes(t *testing.T) {
	for query, want := range map[string][4]string{
		"": {"raised; A connection reset, B still running, C still running", "A connection reset, B 200, C 200",
			"raised; A connection reset, B cancelled, C cancelled", "raised; A connection reset, B still running, C still running"},
		"failure=500": {"A 500, B 200, C 200", "A 500, B 200, C 200", "A 500, B 200, C 200", "raised; A 500, B still running, C still running"},
		"failing=C&fail-at=3s&b=1s": {"raised; A 200, B 200, C connection reset", "A 200, B 200, C connection reset",
			"raised; A 200, B 200, C connection reset", "raised; A 200, B 200, C connection reset"},
	} {
		for i, r := range run(t, query).List {
			if r.Value != want[i] {
				t.Errorf("?%s: %s returned %q, want %q", query, r.Variant.Name, r.Value, want[i])
			}
		}
	}
}

// What gather has left runs on behind its error, as long as the program lives; then it is cut off.
func TestRequestsRunOn(t *testing.T) {
	for query, want := range map[string]struct {
		ranOn time.Duration
		cut   int
	}{"": {1500 * time.Millisecond, 0}, "after=0s": {0, 2}, "after=1s": {time.Second, 1}, "failing=none": {}} {
		r := run(t, query).Of("gather")
		cut := 0
		for _, task := range r.Summary().Tasks {
			if task.Left() {
				cut++
			}
		}
		if r.Report.RanOn != want.ranOn || cut != want.cut {
			t.Errorf("?%s: requests run on for %v and %d are cut off, want %v", query, r.Report.RanOn, cut, want)
		}
	}
}

func run(t *testing.T, query string) *scenarios.Results {
	t.Helper()
	in, err := Scenario.FromQuery(query)
	if err != nil {
		t.Fatal(err)
	}
	return in.RunAll(scenarios.Options{})
}
