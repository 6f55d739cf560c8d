package report_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"overlap/chart/scene"
	"overlap/chart/svg"
	"overlap/chart/term"
	"overlap/chart/words"
	"overlap/report"
	"overlap/scenarios"
	"overlap/scenarios/all"
)

// latencies returns those of a scenario's defaults, changed by a query.
func latencies(t *testing.T, id, query string) *scene.Dots {
	t.Helper()
	in, err := all.Find(id).FromQuery(query)
	if err != nil {
		t.Fatal(err)
	}
	return report.Latencies(in.RunAll(scenarios.Options{}))
}

// Ten downloads with three permits end at 100 ms, 200 ms and 300 ms three times each, and the last at 400 ms. By nearest rank
// the fifth is the median, and the tenth is p95.
func TestLatencies(t *testing.T) {
	const ms = time.Millisecond
	d := latencies(t, "semaphore", "")
	row := d.Rows[1]
	want := []time.Duration{100 * ms, 100 * ms, 100 * ms, 200 * ms, 200 * ms, 200 * ms, 300 * ms, 300 * ms, 300 * ms, 400 * ms}
	if !slices.Equal(row.Times, want) {
		t.Errorf("downloads took %v, want %v", row.Times, want)
	}
	if says, want := words.RangeText(&row), "p50 200 ms · p95 400 ms · p99 400 ms"; says != want {
		t.Errorf("their percentiles are %s, want %s", says, want)
	}
	mustContain(t, svg.Dots(d, svg.Options{}), "How long a download took. “All at once”: 10, each 100 ms. “With a permit each”: 10 from 100 ms to 400 ms, p50 200 ms, p95 400 ms, p99 400 ms.")
	panels := report.Panels(all.Find("semaphore").New().RunAll(scenarios.Options{}))
	file := svg.Timeline(scene.Of(panels, scene.View{}), svg.Options{Style: svg.FileCSS(), Dots: d})
	mustContain(t, file, ">How long a download took</text>", ">p50 200 ms · p95 400 ms · p99 400 ms</text>")
	mustContain(t, term.Dots(d, term.Options{}), "How long a download took\n", "With a permit each", "p50 200 ms · p95 400 ms · p99 400 ms\n")
	mustContain(t, term.Dots(d, term.Options{ASCII: true}), "p50 200 ms | p95 400 ms | p99 400 ms\n")
}

// A single latency has no percentiles, and other scenarios are not about latencies.
func TestNoLatencies(t *testing.T) {
	for _, id := range []string{"retry", "fanout"} {
		if d := latencies(t, id, ""); d != nil {
			t.Errorf("%s has %v", id, d)
		}
	}
}

func mustContain(t *testing.T, text string, all ...string) {
	t.Helper()
	for _, want := range all {
		if !strings.Contains(text, want) {
			t.Errorf("%q lacks %q", text, want)
		}
	}
}
