package duplex

import (
	"slices"
	"strings"
	"testing"
	"time"

	"overlap/engine/trace/summary"
	"overlap/scenarios"
)

func run(t *testing.T, query string, o scenarios.Options) *scenarios.Results {
	t.Helper()
	in, err := Scenario.FromQuery(query)
	if err != nil {
		t.Fatal(err)
	}
	return in.RunAll(o)
}

// The figures of the lesson, by query: in turns, and two tasks.
func TestFigures(t *testing.T) {
	for query, want := range map[string][2]time.Duration{
		"":                             {5500 * ms, 4300 * ms},
		"gone=2.2s":                    {2600 * ms, 2200 * ms},
		"gone=200ms":                   {200 * ms, 200 * ms},
		"gone=20s":                     {5500 * ms, 4300 * ms},
		"size=200&chunk=64":            {5500 * ms, 4300 * ms},
		"size=20000&chunk=64&delay=5s": {29 * time.Second, 9 * time.Second},
		"interval=1m0s":                {241500 * ms, 240300 * ms},
		"interval=0s&delay=0s":         {0, 0},
	} {
		rs := run(t, query, scenarios.Options{})
		if got := [2]time.Duration{rs.List[0].Total, rs.List[1].Total}; got != want {
			t.Errorf("?%s takes %v, want %v", query, got, want)
		}
	}
}

// A message is 55 bytes, sent every second.
func TestMessages(t *testing.T) {
	rs := run(t, "", scenarios.Options{})
	var at []time.Duration
	for _, m := range rs.Of("both").Summary().Messages {
		if m.Bytes != 55 {
			t.Errorf("a message of %d bytes", m.Bytes)
		}
		at = append(at, time.Duration(m.SentAt))
	}
	want := []time.Duration{0, 300 * ms, 1000 * ms, 1300 * ms, 2000 * ms, 2300 * ms, 3000 * ms, 3300 * ms, 4000 * ms, 4300 * ms}
	if slices.Sort(at); !slices.Equal(at, want) {
		t.Errorf("sent at %v, want %v", at, want)
	}
}

// The server dies: the receiver ends, the sender is cancelled, in the model and over sockets.
func TestServerGone(t *testing.T) {
	for _, a := range backends() {
		rs := run(t, "interval=50ms&delay=5ms&gone=75ms", a.options)
		for _, r := range rs.List {
			if r.Err != nil || !strings.HasSuffix(r.Value, "of 275 bytes back, as they were sent; the server is gone") {
				t.Errorf("%s, %s: %q, %v", a.name, r.Variant.Name, r.Value, r.Err)
			}
		}
		s := rs.Of("both").Summary()
		outcomes := map[string]summary.Outcome{}
		for _, task := range s.Tasks {
			outcomes[task.Name] = task.Outcome
		}
		if outcomes["receiver"] != summary.Done || outcomes["sender"] != summary.Cancelled {
			t.Errorf("%s: the receiver is %v, the sender %v", a.name, outcomes["receiver"], outcomes["sender"])
		}
	}
}
