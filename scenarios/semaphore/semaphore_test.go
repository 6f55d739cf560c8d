package semaphore

import (
	"slices"
	"testing"
	"time"

	"overlap/scenarios"
)

func TestFigures(t *testing.T) {
	const ms = time.Millisecond
	for query, want := range map[string][3]time.Duration{
		"":                                     {100 * ms, 400 * ms, 1000 * ms},
		"downloads=8&latency=1s":               {1000 * ms, 3000 * ms, 8000 * ms},
		"permits=1":                            {100 * ms, 1000 * ms, 1000 * ms},
		"permits=10":                           {100 * ms, 100 * ms, 1000 * ms},
		"latency=0s":                           {0, 0, 0},
		"downloads=200&latency=5s&permits=200": {5000 * ms, 5000 * ms, 1000000 * ms},
	} {
		for i, r := range run(t, query).List {
			if r.Total != want[i] {
				t.Errorf("?%s: %s takes %v, want %v", query, r.Variant.Name, r.Total, want[i])
			}
		}
	}
}

// Three answers to the same question, of which the last is the reader's.
func TestLatencies(t *testing.T) {
	rs := run(t, "downloads=8&latency=1s")
	for name, want := range map[string][]string{
		"unlimited":  {"total / count 125 ms", "from permit 1 s", "from request 1 s"},
		"permits":    {"total / count 375 ms", "from permit 1 s", "from request 1.88 s"},
		"one-by-one": {"total / count 1 s", "from permit 1 s", "from request 4.5 s"},
	} {
		var got []string
		for _, log := range rs.Of(name).Summary().Logs {
			got = append(got, log.Text)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s says %q, want %q", name, got, want)
		}
	}
}

// in flight rises to 3, 3, 3 and 1.
func TestWaves(t *testing.T) {
	ends := map[time.Duration]int{}
	for _, task := range run(t, "").Of("permits").Summary().Tasks {
		if task.Name != "main" {
			ends[time.Duration(task.EndedAt)]++
		}
	}
	const ms = time.Millisecond
	if ends[100*ms] != 3 || ends[200*ms] != 3 || ends[300*ms] != 3 || ends[400*ms] != 1 || len(ends) != 4 {
		t.Errorf("downloads end %v", ends)
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
