package trace_test

import (
	"testing"

	"overlap/engine/trace"
)

// A snapshot is read by another goroutine while its trace grows; the race detector sees whether that may be.
func TestSnapshotStaysAsItIs(t *testing.T) {
	tr := &trace.Trace{}
	add := func(n int) {
		for range n {
			i := tr.Len()
			tr.Append(trace.Record{At: int64(i), Kind: trace.Log, Text: tr.Intern(string(rune('a' + i%26)))})
		}
	}
	done := make(chan int)
	for _, n := range []int{0, 1, 4095, 1, 1, 5000} {
		add(n)
		s, want := tr.Snapshot(), tr.Len()
		go func() {
			seen := 0
			for i, r := range s.All() {
				if r != s.At(i) || int(r.At) != i || s.String(r.Text) != string(rune('a'+i%26)) {
					seen = -1
					break
				}
				seen++
			}
			if s.Len() != want || s.End() != int64(max(want-1, 0)) {
				seen = -2
			}
			done <- seen - want
		}()
		add(10)
		if off := <-done; off != 0 {
			t.Fatalf("after %d records: off by %d", want, off)
		}
	}
}
