package export_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"overlap/engine/trace"
	"overlap/engine/trace/export"
	"overlap/engine/trace/tracetest"
	"overlap/internal/golden"
)

func TestMain(m *testing.M) { golden.Main(m) }

var header = export.Header{Clock: "virtual", Program: "lookup"}

// remarks is a run with one of every kind that lookup has not, and gauges.
func remarks() *tracetest.Story {
	s := &tracetest.Story{}
	s.Made(1, 0, "main").Runs(1).Said(trace.Log, 1, "begin").Said(trace.Mark, 1, "cache hit").Made(2, 1, "")
	s.Add(trace.Record{Kind: trace.Gauge, Task: 1, Text: s.Intern("in flight"), Arg: 3})
	s.Status(1, "breaker", "closed", trace.Good)
	s.Waits(1, trace.WhyLock, 0, "lock").Said(trace.Mark, 0, "breaker open")
	s.Runs(2).Add(trace.Record{Kind: trace.CancelSent, Task: 1, Ref: 2, Text: s.Intern("enough")}).Ready(1, 2)
	s.Until(7).Ends(2, trace.TaskFailed, "no \"user\"").Runs(1)
	s.Now += 12_345
	s.Status(1, "breaker", "open", trace.Bad)
	s.Add(trace.Record{Kind: trace.Gauge, Task: 1, Text: s.Intern("in flight"), Arg: -1})
	return s.Ends(1, trace.TaskCancelled, "enough")
}

func TestExports(t *testing.T) {
	a, b := tracetest.Lookup().Valid(t), remarks().Valid(t)
	runs := []export.Named{{Name: "lookup", Trace: a}, {Name: "remarks", Trace: b,
		Outcome: &trace.Outcome{Began: 5, Total: 12_345, RanOn: 6, Failed: "a deadlock", Stuck: true, Late: 7, Latencies: []time.Duration{8, 9}}}}
	golden.Equal(t, "lookup.jsonl", export.JSONL(header, export.Named{Trace: a}))
	golden.Equal(t, "runs.jsonl", export.JSONL(header, runs...))
	golden.Equal(t, "runs.csv", export.CSV(runs...))
	golden.Equal(t, "runs.perfetto.json", export.Perfetto(header, runs...))
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
	s := &tracetest.Story{}
	for i, h := range hostile {
		s.Made(i+1, 0, h[0]).Runs(i+1).Said(trace.TaskGrouped, i+1, h[0]).Said(trace.TaskLabelled, i+1, h[0])
		s.Said(trace.Log, i+1, h[0]).Waits(i+1, trace.WhyQueue, 0, h[0])
	}
	return &s.Trace
}

func TestJSONLHostile(t *testing.T) {
	out := export.JSONL(header, export.Named{Name: "\x00<\xff", Trace: hostileTrace()})
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
	out := export.Perfetto(header, export.Named{Name: "\x00<\xff", Trace: hostileTrace()}, export.Named{Trace: &trace.Trace{}})
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
	out := export.CSV(export.Named{Name: "=1+1", Trace: hostileTrace()})
	rows, err := csv.NewReader(bytes.NewReader(out)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	waits := 0
	for _, row := range rows {
		for _, cell := range row {
			if strings.HasPrefix(cell, "=") || strings.ContainsAny(cell, "\x00\x1b\r") || !utf8.ValidString(cell) {
				t.Errorf("%q is not safe", cell)
			}
		}
		if row[5] == "waiting" {
			waits++
		}
	}
	if waits != len(hostile) || rows[0][0] != "run" {
		t.Errorf("%d waits, want %d", waits, len(hostile))
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
	if err := json.Unmarshal(export.Perfetto(header, export.Named{Name: "x", Trace: tracetest.Lookup().Valid(t)}), &doc); err != nil {
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

func BenchmarkPerfetto(b *testing.B) {
	tr := tracetest.Large(100_000)
	for b.Loop() {
		export.Perfetto(header, export.Named{Name: "large", Trace: tr})
	}
	tracetest.PerRecord(b, tr)
}

func TestPerfettoHasARowForTheLock(t *testing.T) {
	got := string(export.Perfetto(header, export.Named{Name: "run", Trace: tracetest.Shift().Valid(t)}))
	for _, want := range []string{
		`{"ph":"M","name":"thread_name","pid":1,"tid":16777223,"ts":0,"args":{"name":"GIL"}}`,
		`{"ph":"X","name":"worker","pid":1,"tid":16777223,"ts":5000,"dur":5000,"cat":"held"}`,
		`{"ph":"X","name":"the loop","pid":1,"tid":16777223,"ts":10000,"dur":5000,"cat":"held"}`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%s\nis not in\n%s", want, got)
		}
	}
}
