package chart_test

import (
	"testing"

	"overlap/chart"
	"overlap/scenarios/fanout"
)

func benchmark(b *testing.B, settings ...string) {
	panels := run(b, fanout.Scenario, settings...)
	n := 0
	for b.Loop() {
		n = len(chart.Timeline(panels, chart.Options{}))
	}
	b.ReportMetric(float64(n), "B/picture")
}

func BenchmarkTimeline(b *testing.B) { benchmark(b) }

// Two variants of 1000 clients are some 24,000 tasks.
func BenchmarkTimelineOfThousands(b *testing.B) { benchmark(b, "clients", "1000") }

func BenchmarkTerminal(b *testing.B) {
	panels := run(b, fanout.Scenario)
	for b.Loop() {
		chart.Terminal(panels, chart.TerminalOptions{})
	}
}
