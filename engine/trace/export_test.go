package trace_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"overlap/engine/trace"
	"overlap/internal/golden"
)

func TestMain(m *testing.M) { golden.Main(m) }

// remarks is a run with one of every kind that lookup has not, and gauges.
func remarks() *story {
	s := &story{}
	s.made(1, 0, "main").runs(1).said(trace.Log, 1, "begin").said(trace.Mark, 1, "cache hit").made(2, 1, "")
	s.add(trace.Record{Kind: trace.Gauge, Task: 1, Text: s.Intern("in flight"), Arg: 3})
	s.waits(1, trace.WhyLock, 0, "lock").said(trace.Mark, 0, "breaker open")
	s.runs(2).add(trace.Record{Kind: trace.CancelSent, Task: 1, Ref: 2, Text: s.Intern("enough")}).ready(1, 2)
	s.at(7).ends(2, trace.TaskFailed, "no \"user\"").runs(1)
	s.now += 12_345
	s.add(trace.Record{Kind: trace.Gauge, Task: 1, Text: s.Intern("in flight"), Arg: -1})
	return s.ends(1, trace.TaskCancelled, "enough")
}

func TestExports(t *testing.T) {
	a, b := lookup().valid(t), remarks().valid(t)
	golden.Equal(t, "lookup.jsonl", trace.JSONL(a))
	golden.Equal(t, "remarks.jsonl", trace.JSONL(b))
	golden.Equal(t, "lookup.csv", trace.CSV(a))
	golden.Equal(t, "remarks.csv", trace.CSV(b))
	golden.Equal(t, "runs.perfetto.json", trace.Perfetto(trace.Named{Name: "lookup", Trace: a}, trace.Named{Name: "remarks", Trace: b}))
}

// hostile are strings that break careless exports; the second is how a reader gets them back.
var hostile = [][2]string{
	{"plain", "plain"},
	{"\"quoted\\", "\"quoted\\"},
	{"</script><!-- & ", "</script><!-- & "},
	{"\x00\x01\x1b[31m\x7f\u0085", "\x00\x01\x1b[31m\x7f\u0085"},
	{"a\xffb\xc3", "a\uFFFDb\uFFFD"},
	{"line\nline\r\n\u2028\u2029", "line\nline\r\n\u2028\u2029"},
	{"日本 🚀 \uFFFD", "日本 🚀 \uFFFD"},
	{"=1+1,\"x\"", "=1+1,\"x\""},
	{"", ""},
}

func hostileTrace() *trace.Trace {
	s := &story{}
	for i, h := range hostile {
		s.made(i+1, 0, h[0]).runs(i+1).said(trace.TaskGrouped, i+1, h[0]).said(trace.TaskLabelled, i+1, h[0])
		s.said(trace.Log, i+1, h[0]).waits(i+1, trace.WhyQueue, 0, h[0])
	}
	return &s.Trace
}

func TestJSONLHostile(t *testing.T) {
	out := trace.JSONL(hostileTrace())
	i := 0
	for line := range bytes.Lines(out) {
		var r struct {
			Kind, Name, Text string
		}
		if err := json.Unmarshal(line, &r); err != nil {
			t.Fatalf("%v in %s", err, line)
		}
		if r.Kind == "log" {
			if r.Text != hostile[i][1] {
				t.Errorf("got %q, want %q", r.Text, hostile[i][1])
			}
			i++
		}
	}
	if i != len(hostile) {
		t.Errorf("%d log lines, want %d", i, len(hostile))
	}
	safe(t, out)
}

// safe fails the test when text could act: end a script element, or steer a terminal.
func safe(t *testing.T, out []byte) {
	t.Helper()
	if !utf8.Valid(out) {
		t.Error("not UTF-8")
	}
	for _, bad := range []string{"<", "\x00", "\x1b", "\x7f", "\u0085", "\u2028"} {
		if bytes.Contains(out, []byte(bad)) {
			t.Errorf("contains %q", bad)
		}
	}
}

func TestPerfettoHostile(t *testing.T) {
	out := trace.Perfetto(trace.Named{Name: "\x00<\xff", Trace: hostileTrace()}, trace.Named{Trace: &trace.Trace{}})
	var doc struct {
		TraceEvents []struct {
			Ph, Name string
			Args     map[string]any
		}
	}
	if err := json.Unmarshal(out, &doc); err != nil {
		t.Fatal(err)
	}
	if first := doc.TraceEvents[0]; first.Name != "process_name" || first.Args["name"] != "\x00<\uFFFD" {
		t.Errorf("the first event is %+v", first)
	}
	safe(t, out)
}

func TestCSVHostile(t *testing.T) {
	out := trace.CSV(hostileTrace())
	rows, err := csv.NewReader(bytes.NewReader(out)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	i := 0
	for _, row := range rows {
		if row[1] == "log" {
			t.Logf("%q", row[5])
			if strings.HasPrefix(row[5], "=") || strings.ContainsAny(row[5], "\x00\x1b\r") || !utf8.ValidString(row[5]) {
				t.Errorf("%q is not safe", row[5])
			}
			i++
		}
	}
	if i != len(hostile) || rows[0][0] != "at_ns" {
		t.Errorf("%d log lines, want %d", i, len(hostile))
	}
}

// Every arrow starts and ends inside a span of the task it belongs to, or Perfetto does not draw it.
func TestPerfettoArrows(t *testing.T) {
	var doc struct {
		TraceEvents []struct {
			Ph      string
			Tid     int
			Ts, Dur float64
			Id      int
		}
	}
	if err := json.Unmarshal(trace.Perfetto(trace.Named{Name: "x", Trace: lookup().valid(t)}), &doc); err != nil {
		t.Fatal(err)
	}
	arrows := 0
	for _, a := range doc.TraceEvents {
		if a.Ph != "s" && a.Ph != "f" {
			continue
		}
		arrows++
		inside := false
		for _, e := range doc.TraceEvents {
			inside = inside || e.Ph == "X" && e.Tid == a.Tid && e.Ts <= a.Ts && a.Ts <= e.Ts+e.Dur
		}
		if !inside {
			t.Errorf("arrow %d %q at %v µs is in no span of thread %d", a.Id, a.Ph, a.Ts, a.Tid)
		}
	}
	if arrows != 8 {
		t.Errorf("%d ends of arrows, want 8", arrows)
	}
}
