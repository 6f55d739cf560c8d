//go:build !js

package wait

import (
	"testing"
	"time"

	"overlap/engine/trace/summary"
	"overlap/scenarios"
)

// The figures of the lesson and the catalogue, by query: when the wait returns, with what, and how long what it left goes on.
func TestFigures(t *testing.T) {
	const s, ms = time.Second, time.Millisecond
	type figures struct {
		returned, ranOn time.Duration
		value           string
	}
	for query, want := range map[string][3]figures{
		"":              {{1 * s, 2 * s, "done A; pending B, C"}, {2 * s, 1 * s, "done A, B (failed); pending C"}, {2500 * ms, 500 * ms, "done A, B (failed); pending C"}},
		"failing=none":  {{1 * s, 2 * s, "done A; pending B, C"}, {3 * s, 0, "done A, B, C; pending none"}, {2500 * ms, 500 * ms, "done A, B; pending C"}},
		"failing=A":     {{1 * s, 2 * s, "done A (failed); pending B, C"}, {1 * s, 2 * s, "done A (failed); pending B, C"}, {2500 * ms, 500 * ms, "done A (failed), B; pending C"}},
		"after=0s":      {{1 * s, 0, "done A; pending B, C"}, {2 * s, 0, "done A, B (failed); pending C"}, {2500 * ms, 0, "done A, B (failed); pending C"}},
		"timeout=2s":    {{1 * s, 2 * s, "done A; pending B, C"}, {2 * s, 1 * s, "done A, B (failed); pending C"}, {2 * s, 1 * s, "done A; pending B, C"}},
		"timeout=500ms": {{1 * s, 2 * s, "done A; pending B, C"}, {2 * s, 1 * s, "done A, B (failed); pending C"}, {500 * ms, 2500 * ms, "done none; pending A, B, C"}},
		"timeout=10s":   {{1 * s, 2 * s, "done A; pending B, C"}, {2 * s, 1 * s, "done A, B (failed); pending C"}, {3 * s, 0, "done A, B (failed), C; pending none"}},
	} {
		in, err := Scenario.FromQuery(query)
		if err != nil {
			t.Fatal(err)
		}
		for i, r := range in.RunAll(scenarios.Options{}).List {
			if got := (figures{returned(r), r.Report.RanOn, r.Value}); got != want[i] || r.Total != got.returned {
				t.Errorf("?%s: %s: %v, want %v", query, r.Variant.Name, got, want[i])
			}
		}
	}
}

// At 2 s nothing is cancelled and nothing raised, unless the program does it itself. B, whose sleep is over in that instant
// and who has not run since, is cancelled as well, as in asyncio.
func TestWhoIsCancelled(t *testing.T) {
	for query, want := range map[string]int{"timeout=2s": 0, "timeout=2s&cancel=true": 2, "timeout=2s&after=0s": 1} {
		in, err := Scenario.FromQuery(query)
		if err != nil {
			t.Fatal(err)
		}
		got, r := 0, in.RunAll(scenarios.Options{}).Of("timeout")
		for _, task := range r.Summary().Tasks {
			if task.Outcome == summary.Cancelled {
				got++
			}
		}
		if got != want || r.Err != nil {
			t.Errorf("?%s: %d cancelled, want %d; error %v", query, got, want, r.Err)
		}
	}
}
