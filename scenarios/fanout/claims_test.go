package fanout

import (
	"strconv"
	"testing"
	"time"

	"overlap/engine/trace"
	"overlap/scenarios"
)

// The figures of the lesson and the catalogue, by query.
func TestFigures(t *testing.T) {
	const ms = time.Millisecond
	for _, c := range []struct {
		query                  string
		sequential, concurrent time.Duration
	}{
		{"", 1120 * ms, 310 * ms},
		{"user=1&product=10", 620 * ms, 250 * ms},
		{"user=1", 870 * ms, 310 * ms},
		{"product=10", 870 * ms, 310 * ms},
		{"db=400ms", 1720 * ms, 460 * ms},
		{"clients=1000", 1120 * ms, 310 * ms},
		{"clients=100&backlog=100", 1120 * ms, 1310 * ms},
	} {
		rs := run(t, c.query)
		if s, k := rs.Of("sequential").Total, rs.Of("concurrent").Total; s != c.sequential || k != c.concurrent {
			t.Errorf("?%s: %v and %v, want %v and %v", c.query, s, k, c.sequential, c.concurrent)
		}
	}
}

// Of 200 requests each to the cache and the database, 98 find the queue full.
func TestDropped(t *testing.T) {
	if n := len(run(t, "clients=100&backlog=100").Of("concurrent").Marked(trace.SYNDropped)); n != 2*98 {
		t.Errorf("%d connection requests are dropped", n)
	}
}

func TestPeaks(t *testing.T) {
	for query, want := range map[string][2]int{"": {2, 5}, "clients=10": {20, 50}} {
		rs := run(t, query)
		got := [2]int{rs.Of("sequential").Summary().Stats.PeakConnections, rs.Of("concurrent").Summary().Stats.PeakConnections}
		if got != want {
			t.Errorf("?%s: %v connections at once, want %v", query, got, want)
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

// What a page takes for a thousand clients is what each of them allocates, and what collecting that takes.
func TestAllocationsPerClient(t *testing.T) {
	const clients, most = 100, 600
	each := testing.AllocsPerRun(3, func() { run(t, "clients="+strconv.Itoa(clients)) }) / clients
	if each > most {
		t.Errorf("a client of both variants makes %.1f allocations, more than %d", each, most)
	}
}
