package batching

import (
	"strconv"
	"testing"
	"time"

	"overlap/report"
	"overlap/scenarios"
)

const ms = time.Millisecond

// ⌈20/c⌉·0.1 against ⌈4/c⌉·0.25, as the catalogue has it.
func TestFairComparison(t *testing.T) {
	for _, c := range []struct {
		concurrency           int
		individually, batched time.Duration
		faster                float64
	}{
		{1, 2000 * ms, 1000 * ms, 2}, {2, 1000 * ms, 500 * ms, 2}, {4, 500 * ms, 250 * ms, 2},
		{8, 300 * ms, 250 * ms, 1.2}, {10, 200 * ms, 250 * ms, 0.8}, {20, 100 * ms, 250 * ms, 0.4},
	} {
		rs := run(t, "concurrency="+strconv.Itoa(c.concurrency))
		if i, b := rs.Of("individually").Total, rs.Of("batched").Total; i != c.individually || b != c.batched || report.Speedup(rs) != c.faster {
			t.Errorf("%d at once: %v and %v, %v×, want %v and %v, %v×", c.concurrency, i, b, report.Speedup(rs), c.individually, c.batched, c.faster)
		}
	}
}

func TestUnfairComparison(t *testing.T) {
	for query, want := range map[string]float64{"concurrency=1&batches=4": 8, "concurrency=20&batches=1": 0.1} {
		if got := report.Speedup(run(t, query)); got != want {
			t.Errorf("?%s: %v×, want %v×", query, got, want)
		}
	}
}

func TestRequests(t *testing.T) {
	rs := run(t, "")
	if i, b := rs.Of("individually").Value, rs.Of("batched").Value; i != "20 items in 20 requests" || b != "20 items in 4 requests" {
		t.Errorf("got %q and %q", i, b)
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
