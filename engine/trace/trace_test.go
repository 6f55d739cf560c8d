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

func TestTruncate(t *testing.T) {
	for _, n := range []int{0, 1, 4095, 4096, 4097, 8192, 9000, 20_000} {
		tr := tracetest.Large(9000)
		want := min(n, tr.Len())
		tr.Truncate(n)
		for tr.Len() < 9000 {
			tr.Append(trace.Record{At: int64(tr.Len())})
		}
		for i, r := range tr.All() {
			if i >= want && r != (trace.Record{At: int64(i)}) {
				t.Fatalf("truncated to %d, record %d is %+v", n, i, r)
			}
		}
		if whole := tracetest.Large(9000); want > 0 && tr.At(want-1) != whole.At(want-1) {
			t.Errorf("truncated to %d, the last record left is %+v", n, tr.At(want-1))
		}
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

// Strings of one length, beginning and end share a slot.
func TestInternTellsLikeStringsApart(t *testing.T) {
	tr := &trace.Trace{}
	list := []string{"GET user:11", "GET user:21", "GET user:31"}
	for range 2 {
		for n, s := range list {
			if got := tr.Intern(s); int(got) != n+1 || tr.String(got) != s {
				t.Errorf("%q is text %d, which is %q", s, got, tr.String(got))
			}
			if got := tr.InternBytes([]byte(s)); int(got) != n+1 {
				t.Errorf("the bytes of %q are text %d, want %d", s, got, n+1)
			}
		}
	}
	if got := tr.InternBytes(nil); got != 0 {
		t.Errorf("no bytes are text %d", got)
	}
}

// A second run gives lines to what the first has recorded, piece by piece, and keeps only its newest records.
func TestTakeLines(t *testing.T) {
	const n = 3*4096 + 5
	first, second := &trace.Trace{}, &trace.Trace{}
	append := func(tr *trace.Trace, i, line int) {
		tr.Append(trace.Record{Kind: trace.TaskRunning, At: int64(i), Task: 1, Line: uint16(line)})
	}
	for i := range n {
		append(first, i, 0)
	}
	taken := 0
	for i := range n {
		append(second, i, i%1000)
		if i%999 == 0 || i == n-1 {
			var ok bool
			if taken, ok = first.TakeLines(taken, second); !ok || taken != i+1 {
				t.Fatalf("%d of %d records have lines: %v", taken, i+1, ok)
			}
		}
	}
	for i, r := range first.All() {
		if r.At != int64(i) || int(r.Line) != i%1000 {
			t.Fatalf("record %d is %+v", i, r)
		}
	}
	for name, other := range map[string]func(*trace.Trace){
		"another record": func(tr *trace.Trace) { append(tr, 7, 1) },
		"one more":       func(tr *trace.Trace) { append(tr, 0, 1); append(tr, 1, 1) },
	} {
		one, tr := &trace.Trace{}, &trace.Trace{}
		append(one, 0, 0)
		other(tr)
		if _, ok := one.TakeLines(0, tr); ok {
			t.Errorf("%s: lines were taken", name)
		}
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
	for k := trace.TaskMade; k <= trace.Status; k++ {
		if seen[k.String()] {
			t.Errorf("kind %d is called %q", k, k)
		}
		seen[k.String()] = true
	}
	seen = map[string]bool{"": true, "unknown": true}
	for tone := trace.Plain; tone <= trace.Bad; tone++ {
		if seen[tone.String()] {
			t.Errorf("tone %d is called %q", tone, tone)
		}
		seen[tone.String()] = true
	}
	seen = map[string]bool{"": true, "unknown": true}
	for w := trace.WhySleep; w <= trace.WhyOutside; w++ {
		if seen[w.String()] {
			t.Errorf("reason %d is called %q", w, w)
		}
		seen[w.String()] = true
	}
	if trace.Kind(0).String() != "unknown" || (trace.Status+1).String() != "unknown" || (trace.Bad+1).String() != "unknown" || (trace.WhyOutside+1).String() != "unknown" {
		t.Error("what is no kind has a name")
	}
}
