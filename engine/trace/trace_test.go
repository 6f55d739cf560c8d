package trace_test

import (
	"testing"
	"unsafe"

	"overlap/engine/trace"
	"overlap/engine/trace/tracetest"
)

func TestTraceKeepsRecordsInOrder(t *testing.T) {
	const n = 3*4096 + 5 // over the edges of what is stored together
	tr := &trace.Trace{}
	for i := range n {
		tr.Append(trace.Record{Kind: trace.Log, At: int64(i)})
	}
	if tr.Len() != n || tr.End() != n-1 {
		t.Fatalf("%d records until %d, want %d until %d", tr.Len(), tr.End(), n, n-1)
	}
	seen := 0
	for i, r := range tr.All() {
		if i != seen || r != tr.At(i) || r.At != int64(i) {
			t.Fatalf("record %d is %+v", i, r)
		}
		seen++
	}
	if seen != n {
		t.Fatalf("All yields %d records, want %d", seen, n)
	}
}

func TestTraceAtPanicsBeyondTheEnd(t *testing.T) {
	tr := tracetest.Large(5000)
	for _, i := range []int{-1, tr.Len(), 2 * 4096, 100 * 4096} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("record %d of %d does not panic", i, tr.Len())
				}
			}()
			tr.At(i)
		}()
	}
}

func TestTraceTexts(t *testing.T) {
	tr := &trace.Trace{}
	if tr.Intern("") != 0 || tr.String(0) != "" {
		t.Error("0 is not the empty string")
	}
	a, b := tr.Intern("a"), tr.Intern("b")
	if a == b || tr.Intern("a") != a || tr.String(a) != "a" || tr.String(b) != "b" {
		t.Errorf("a is %d, b is %d", a, b)
	}
	if tr.String(-1) != "" || tr.String(99) != "" {
		t.Error("an index outside the table is not the empty string")
	}
}

func TestRecordSize(t *testing.T) {
	if size := unsafe.Sizeof(trace.Record{}); size != 32 {
		t.Errorf("a record takes %d bytes, want 32", size)
	}
}

// Every kind and reason has a name of its own: exports would mix them up.
func TestNames(t *testing.T) {
	seen := map[string]bool{"": true, "unknown": true}
	for k := trace.TaskMade; k <= trace.Released; k++ {
		if seen[k.String()] {
			t.Errorf("kind %d is called %q", k, k)
		}
		seen[k.String()] = true
	}
	seen = map[string]bool{"": true, "unknown": true}
	for w := trace.WhySleep; w <= trace.WhyNursery; w++ {
		if seen[w.String()] {
			t.Errorf("reason %d is called %q", w, w)
		}
		seen[w.String()] = true
	}
	if trace.Kind(0).String() != "unknown" || (trace.Released+1).String() != "unknown" || (trace.WhyNursery+1).String() != "unknown" {
		t.Error("what is no kind has a name")
	}
}
