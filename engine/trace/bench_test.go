package trace_test

import (
	"testing"

	"overlap/engine/trace"
)

// large is a run of about n records: a thousand tasks that sleep in turns, and talk now and then.
func large(n int) *trace.Trace {
	const tasks = 1000
	s := &story{}
	for id := 1; id <= tasks; id++ {
		s.made(id, 0, "worker")
	}
	for round := 0; s.Len() < n; round++ {
		for id := 1; id <= tasks; id++ {
			s.now = int64(round)*10*ms + int64(id)*7919
			s.runs(id)
			switch {
			case id%10 != 0:
			case round == 0:
				s.conn(trace.ConnOpened, id, id/10, "db")
			default:
				s.bytes(trace.BytesSent, id, id/10, 100)
			}
			s.add(trace.Record{Kind: trace.TaskWaiting, Task: trace.TaskID(id), Why: trace.WhySleep, Arg: s.now + 9*ms, Line: 42})
		}
	}
	return &s.Trace
}

func BenchmarkAppend(b *testing.B) {
	r := trace.Record{Kind: trace.TaskRunning, Task: 1}
	b.ReportAllocs()
	tr := &trace.Trace{}
	for b.Loop() {
		if tr.Len() == 1_000_000 {
			tr.Reset()
		}
		r.At++
		tr.Append(r)
	}
}

// perRecord reports a benchmark's time per record of the trace.
func perRecord(b *testing.B, tr *trace.Trace) {
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(tr.Len()), "ns/record")
}

func BenchmarkEncode(b *testing.B) {
	tr := large(1_000_000)
	size := 0
	for b.Loop() {
		size = len(tr.Encode())
	}
	perRecord(b, tr)
	b.ReportMetric(float64(size)/float64(tr.Len()), "bytes/record")
}

func BenchmarkDecode(b *testing.B) {
	tr := large(1_000_000)
	in := tr.Encode()
	for b.Loop() {
		if _, err := trace.Decode(in); err != nil {
			b.Fatal(err)
		}
	}
	perRecord(b, tr)
}

func BenchmarkValidate(b *testing.B) {
	tr := large(100_000)
	for b.Loop() {
		if err := trace.Validate(tr); err != nil {
			b.Fatal(err)
		}
	}
	perRecord(b, tr)
}

func BenchmarkSummarise(b *testing.B) {
	tr := large(100_000)
	b.ReportAllocs()
	for b.Loop() {
		trace.Summarise(tr)
	}
	perRecord(b, tr)
}

func BenchmarkAtInstant(b *testing.B) {
	tr := large(100_000)
	s := trace.Summarise(tr)
	for b.Loop() {
		s.AtInstant(tr.End() / 2)
	}
}

func BenchmarkCriticalPath(b *testing.B) {
	s := trace.Summarise(large(100_000))
	for b.Loop() {
		s.CriticalPath()
	}
}

func BenchmarkPerfetto(b *testing.B) {
	tr := large(100_000)
	for b.Loop() {
		trace.Perfetto(trace.Named{Name: "large", Trace: tr})
	}
	perRecord(b, tr)
}
