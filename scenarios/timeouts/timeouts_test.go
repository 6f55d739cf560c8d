package timeouts

import (
	"testing"
	"time"

	"overlap/scenarios"
)

const s, ms = time.Second, time.Millisecond

type figures struct {
	total time.Duration
	value string
}

// What the wait gave up goes on and completes.
func TestWhatIsPendingGoesOn(t *testing.T) {
	r := Scenario.New().RunAll(scenarios.Options{}).Of("wait")
	for _, task := range r.Summary().Tasks {
		if want := map[string]time.Duration{"main": 2500 * ms, "A": s, "B": 2 * s, "C": 4 * s, "D": 5 * s}[task.Name]; task.EndedAt != int64(want) {
			t.Errorf("%s ended at %v, want %v", task.Name, time.Duration(task.EndedAt), want)
		}
	}
}

// The figures of the lesson and the catalogue, by query: none, wait, overall, per-call, nested.
func TestFigures(t *testing.T) {
	for query, want := range map[string][5]figures{
		"": {{5 * s, "4 completed"}, {2500 * ms, "2 completed, 2 pending"}, {2500 * ms, "2 completed, 2 cancelled"},
			{1500 * ms, "1 completed, 3 timed out"}, {1500 * ms, "1 completed, 3 timed out"}},
		"calls=slow=3s&per-call=2s": {{3 * s, "1 completed"}, {2500 * ms, "0 completed, 1 pending"}, {2500 * ms, "0 completed, 1 cancelled"},
			{2 * s, "0 completed, 1 timed out"}, {2 * s, "0 completed, 1 timed out"}},
		"overall=1.2s": {{5 * s, "4 completed"}, {1200 * ms, "1 completed, 3 pending"}, {1200 * ms, "1 completed, 3 cancelled"},
			{1500 * ms, "1 completed, 3 timed out"}, {1200 * ms, "1 completed, 3 cancelled"}},
		"cleanup=800ms": {{5 * s, "4 completed"}, {2500 * ms, "2 completed, 2 pending"}, {3300 * ms, "2 completed, 2 cancelled"},
			{2300 * ms, "1 completed, 3 timed out"}, {2300 * ms, "1 completed, 3 timed out"}},
		"overall=10s&per-call=10s": {{5 * s, "4 completed"}, {5 * s, "4 completed"}, {5 * s, "4 completed"}, {5 * s, "4 completed"}, {5 * s, "4 completed"}},
		"calls=":                   {{0, "0 completed"}, {0, "0 completed"}, {0, "0 completed"}, {0, "0 completed"}, {0, "0 completed"}},
	} {
		in, err := Scenario.FromQuery(query)
		if err != nil {
			t.Fatal(err)
		}
		for i, r := range in.RunAll(scenarios.Options{}).List {
			if got := (figures{r.Total, r.Value}); got != want[i] {
				t.Errorf("?%s: %s: %v, want %v", query, r.Variant.Name, got, want[i])
			}
		}
	}
}
