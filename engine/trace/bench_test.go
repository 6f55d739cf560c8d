package trace_test

import (
	"testing"

	"overlap/engine/trace"
	"overlap/engine/trace/tracetest"
)

func BenchmarkAppend(b *testing.B) {
	r := trace.Record{Kind: trace.TaskRunning, Task: 1}
	b.ReportAllocs()
	tr := &trace.Trace{}
	for b.Loop() {
		if tr.Len() == 1_000_000 {
			*tr = trace.Trace{}
		}
		r.At++
		tr.Append(r)
	}
}

func BenchmarkEncode(b *testing.B) {
	tr := tracetest.Large(1_000_000)
	size := 0
	for b.Loop() {
		size = len(tr.Encode())
	}
	tracetest.PerRecord(b, tr)
	b.ReportMetric(float64(size)/float64(tr.Len()), "bytes/record")
}

func BenchmarkDecode(b *testing.B) {
	tr := tracetest.Large(1_000_000)
	in := tr.Encode()
	for b.Loop() {
		if _, err := trace.Decode(in); err != nil {
			b.Fatal(err)
		}
	}
	tracetest.PerRecord(b, tr)
}

func BenchmarkValidate(b *testing.B) {
	tr := tracetest.Large(100_000)
	for b.Loop() {
		if err := tracetest.Validate(tr); err != nil {
			b.Fatal(err)
		}
	}
	tracetest.PerRecord(b, tr)
}
