package echo

import (
	"testing"
	"time"

	"overlap/engine"
	"overlap/engine/trace"
	"overlap/scenarios"
)

const ms = time.Millisecond

func run(t *testing.T, query string, o scenarios.Options) *scenarios.Results {
	t.Helper()
	in, err := Scenario.FromQuery(query)
	if err != nil {
		t.Fatal(err)
	}
	rs := in.RunAll(o)
	for _, c := range in.Claims() {
		if err := c.Check(rs); o.Costs.Name == "" && err != nil {
			t.Errorf("?%s: %s: %v", query, c.Sentence, err)
		}
	}
	return rs
}

// The figures on a computer that costs nothing, by query: single, threads, loop.
func TestFigures(t *testing.T) {
	const s = time.Second
	for query, want := range map[string][3]time.Duration{
		"":                          {s, 100 * ms, 100 * ms},
		"clients=1":                 {100 * ms, 100 * ms, 100 * ms},
		"clients=100":               {10 * s, 100 * ms, 100 * ms},
		"clients=10000":             {1000 * s, 100 * ms, 100 * ms},
		"clients=100&handshake=2ms": {10*s + 2*ms, 300 * ms, 300 * ms},
		"clients=100&connect=2ms":   {10*s + 2*ms, 300 * ms, 300 * ms}, // an old link
		"silent=1&idle=2s":          {2900 * ms, 2 * s, 2 * s},
		"clients=100&backlog=5":     {14*s + 200*ms, 100 * ms, 100 * ms},
	} {
		rs := run(t, query+"&machine=ideal", scenarios.Options{})
		if got := [3]time.Duration{rs.List[0].Total, rs.List[1].Total, rs.List[2].Total}; got != want {
			t.Errorf("?%s takes %v, want %v", query, got, want)
		}
	}
}

// What whole programs took with CPython 3.11 on two cores, as threads and as a loop, comes out of costs that were
// measured one by one, within a factor of 1.5.
func TestAsMeasured(t *testing.T) {
	const asyncio, threads = "cpython-3.11-asyncio", "cpython-3.11-threads"
	for _, c := range []struct {
		profile, variant, query string
		took                    time.Duration
	}{
		{threads, "threads", "clients=100", 190 * ms},
		{threads, "threads", "clients=1000", 760 * ms},
		{threads, "threads", "clients=10000", 4650 * ms},
		{threads, "threads", "clients=10000&backlog=128", 55 * time.Second},
		{threads, "single", "clients=100&backlog=5", 15700 * ms},
		{threads, "loop", "clients=100", 190 * ms}, // in this profile a task is a thread
		{threads, "loop", "clients=1000", 760 * ms},
		{threads, "loop", "clients=10000", 4650 * ms},
		{asyncio, "loop", "clients=100", 116 * ms},
		{asyncio, "loop", "clients=1000", 244 * ms},
		{asyncio, "loop", "clients=10000", 935 * ms},
	} {
		costs, _ := engine.Profile(c.profile)
		got := one(t, c.variant, c.query, scenarios.Options{Costs: costs})
		if ratio := float64(got) / float64(c.took); ratio > 1.5 || ratio < 1/1.5 {
			t.Errorf("%s of ?%s charged as %s: %v, measured %v: %.2f times as long", c.variant, c.query, c.profile, got, c.took, ratio)
		} else {
			t.Logf("%s of ?%s charged as %s: %v, measured %v: %.2f", c.variant, c.query, c.profile, got, c.took, ratio)
		}
		own := c.profile == asyncio || c.variant != "loop"
		if chosen := one(t, c.variant, c.query, scenarios.Options{}); own && chosen != got {
			t.Errorf("%s of ?%s takes %v on the scenario's machine, charged as %s %v", c.variant, c.query, chosen, c.profile, got)
		}
	}
}

// With a backlog of 5 the clients' thread fills the queue with six connections and lets go of the GIL at the drop, then with seven
// after each second; on the loop the server accepts each before the next.
func TestQueueFills(t *testing.T) {
	rs := run(t, "clients=100&backlog=5", scenarios.Options{})
	if rs.Of("loop").Dropped() {
		t.Error("the loop drops connections")
	}
	r := rs.Of("threads")
	drops := r.Marked(trace.SYNDropped)
	if len(drops) != 14 || drops[0].Round(time.Microsecond) != 926*time.Microsecond {
		t.Fatalf("dropped at %v", drops)
	}
	before := make([]int, len(drops)+1) // connections before each drop, and after the last
	for _, c := range r.Summary().Conns {
		n := 0
		for n < len(drops) && time.Duration(c.OpenedAt)-r.Began >= drops[n] {
			n++
		}
		before[n]++
	}
	if before[0] != 6 || before[1] != 7 || before[13] != 7 || before[14] != 3 {
		t.Errorf("connections before each drop: %v", before)
	}
}

// one runs one variant and returns how long it took.
func one(t *testing.T, variant, query string, o scenarios.Options) time.Duration {
	t.Helper()
	in, err := Scenario.FromQuery(query)
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range in.Variants() {
		if v.Name == variant {
			r := in.Start(v, o).Finish()
			if r.Err != nil {
				t.Fatal(r.Err)
			}
			return r.Total
		}
	}
	t.Fatal("no variant " + variant)
	return 0
}
