package summary_test

import (
	"testing"

	"overlap/engine/trace/summary"
	"overlap/engine/trace/tracetest"
)

func BenchmarkSummarise(b *testing.B) {
	tr := tracetest.Large(100_000)
	b.ReportAllocs()
	for b.Loop() {
		summary.Of(tr)
	}
	tracetest.PerRecord(b, tr)
}

func BenchmarkAtInstant(b *testing.B) {
	tr := tracetest.Large(100_000)
	s := summary.Of(tr)
	for b.Loop() {
		s.AtInstant(tr.End() / 2)
	}
}

func BenchmarkCriticalPath(b *testing.B) {
	s := summary.Of(tracetest.Large(100_000))
	for b.Loop() {
		s.CriticalPath(s.Total)
	}
}
