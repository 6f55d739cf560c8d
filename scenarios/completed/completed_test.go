//go:build !js

package completed

import (
	"testing"
	"time"

	"overlap/scenarios"
)

// The figures of the lesson and the catalogue, by query: in the order of the list, and as they complete.
func TestFigures(t *testing.T) {
	const ms = time.Millisecond
	for query, want := range map[string][2]struct {
		total time.Duration
		value string
	}{
		"durations=1=1s;2=3s;3=2s;4=4s&timeout=2.5s": {
			{4000 * ms, "received 1, 2, 3, 4"}, {2500 * ms, "received 1, 3; too late 2, 4"}},
		"durations=1=1s;2=3s;3=2s;4=4s": {
			{4000 * ms, "received 1, 2, 3, 4"}, {4000 * ms, "received 1, 3, 2, 4"}},
		"durations=1=3s;2=500ms;3=1s;4=1.5s;5=2s": {
			{3000 * ms, "received 1, 2, 3, 4, 5"}, {3000 * ms, "received 2, 3, 4, 5, 1"}},
		"durations=1=3s;2=500ms;3=1s;4=1.5s;5=2s&using=300ms": {
			{4500 * ms, "received 1, 2, 3, 4, 5"}, {3300 * ms, "received 2, 3, 4, 5, 1"}},
	} {
		for i, r := range run(t, query, 0).List {
			if r.Total != want[i].total || r.Value != want[i].value {
				t.Errorf("?%s: %s took %v, %q, want %v, %q", query, r.Variant.Name, r.Total, r.Value, want[i].total, want[i].value)
			}
		}
	}
}

// Two results are there in time, at 1 and 2 s; the others end in their own time.
func TestTimeoutCancelsNothing(t *testing.T) {
	r := run(t, "durations=1=1s;2=3s;3=2s;4=4s&timeout=2.5s", 0).Of("as-completed")
	received := r.Marked("got ")
	for i, at := range received {
		if want := time.Duration(i+1) * time.Second; at != want {
			t.Errorf("result %d at %v", i, at)
		}
	}
	at, names := taskEnds(r)
	if len(received) != 2 || len(at) != 4 || names[3] != "4" || at[3] != 4*time.Second {
		t.Errorf("%d received, %v ended at %v", len(received), names, at)
	}
}

func run(t *testing.T, query string, seed uint64) *scenarios.Results {
	t.Helper()
	in, err := Scenario.FromQuery(query)
	if err != nil {
		t.Fatal(err)
	}
	return in.RunAll(scenarios.Options{Seed: seed})
}
