package reader_test

import (
	"bytes"
	"errors"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"overlap/engine/trace"
	"overlap/engine/trace/export"
	"overlap/engine/trace/reader"
	"overlap/engine/trace/summary"
	"overlap/engine/trace/tracetest"
)

// read reads a file in pieces of n bytes.
func read(b []byte, most, n int) (*reader.File, error) {
	r := reader.New(most)
	for len(b) > 0 {
		n = min(n, len(b))
		if err := r.Add(b[:n]); err != nil {
			return nil, err
		}
		b = b[n:]
	}
	return r.Finish()
}

var header = export.Header{Clock: "virtual", Program: "x"}

func written(runs ...export.Named) []byte { return export.JSONL(header, runs...) }

// obeyed are the characters in what is written that a terminal would obey, which are not read.
var obeyed = regexp.MustCompile(`\\\\|\\u00(?:0[1-8bcef]|1[0-9a-f]|7f|[89][0-9a-f])|\\r|[\x{202a}-\x{202e}\x{2066}-\x{2069}]`)

// same fails the test unless a file holds these runs.
func same(t interface{ Fatalf(string, ...any) }, f *reader.File, runs ...export.Named) {
	if len(f.Runs) != len(runs) {
		t.Fatalf("%d runs, want %d", len(f.Runs), len(runs))
	}
	for i, run := range f.Runs {
		want := obeyed.ReplaceAllFunc(written(export.Named{Trace: runs[i].Trace}), func(found []byte) []byte {
			if string(found) == `\\` { // a backslash, behind which any letter may stand
				return found
			}
			return []byte("\uFFFD")
		})
		if run.Name != runs[i].Name || !bytes.Equal(written(export.Named{Trace: run.Trace}), want) {
			t.Fatalf("run %d is another one than was written", i)
		}
	}
}

func TestWhatIsWrittenIsRead(t *testing.T) {
	for name, s := range map[string]*tracetest.Story{"lookup": tracetest.Lookup(), "shift": tracetest.Shift()} {
		for _, n := range []int{1, 7, 1 << 20} {
			one := export.Named{Trace: s.Valid(t)}
			f, err := read(written(one), 1000, n)
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			same(t, f, one)
			if want := (reader.Header{Impl: "overlap", Program: "x", Clock: "virtual"}); f.Header != want {
				t.Errorf("header %+v, want %+v", f.Header, want)
			}
			if f, err = read(export.Perfetto(header, one), 1000, n); err != nil {
				t.Fatalf("%s for Perfetto: %v", name, err)
			}
			same(t, f, one)
		}
	}
}

func TestWhatIsWrittenIsReadRandom(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := export.Named{Name: "a", Trace: &tracetest.Random(t, 60).Trace}, export.Named{Name: "b \"", Trace: tracetest.Large(50)}
		for _, r := range a.Trace.All() {
			if r.Kind == trace.Gauge && (r.Arg > 1<<53 || r.Arg < -1<<53) {
				t.Skip("a gauge that no page counts exactly")
			}
		}
		f, err := read(written(a, b), 10_000, rapid.IntRange(1, 300).Draw(t, "piece"))
		if err != nil {
			t.Fatal(err)
		}
		same(t, f, a, b)
	})
}

const ofChrome = "this is a trace in the format of Chrome, of which only those that overlap exports for Perfetto can be read"

const head = `{"trace":"overlap","schema":1}` + "\n"

func TestRefusals(t *testing.T) {
	made := `{"at":0,"kind":"made","task":1,"name":"main","parent":0}` + "\n"
	for _, c := range []struct{ file, want string }{
		{"", "the file is empty"},
		{"hello\n", `line 1: this is no trace of overlap: its first line must be {"trace":"overlap","schema":1}, perhaps with more`},
		{made, `line 1: this is no trace of overlap: its first line must be {"trace":"overlap","schema":1}, perhaps with more`},
		{"hello", `line 1: this is no trace of overlap: its first line must be {"trace":"overlap","schema":1}, perhaps with more`},
		{"\n\n" + made, `line 3: this is no trace of overlap: its first line must be {"trace":"overlap","schema":1}, perhaps with more`},
		{`[{"ph":"X","ts":1}` + "\n]", "line 1: " + ofChrome},
		{`{"traceEvents":[{"ph":"X"}]}`, "line 1: " + ofChrome},
		{`{"otherData":{},"traceEvents":[` + strings.Repeat(" ", 1<<20), "line 1: " + ofChrome},
		{`{"displayTimeUnit":"ms","traceEvents":[` + "\n{}\n]}\n", ofChrome},
		{`{"displayTimeUnit":"ms","traceEvents":[` + "\n],\"overlap\":[\n" + head[:len(head)-1] + ",\n", "it is cut short: its end is missing"},
		{`{"trace":"overlap","schema":2}` + "\n", "line 1: a newer overlap has made it, with schema 2: this one reads schema 1"},
		{`{"trace":"overlap","schema":0}` + "\n", "line 1: it does not say its schema, of which this overlap reads 1"},
		{`{"trace":"overlap"}` + "\n", "line 1: it does not say its schema, of which this overlap reads 1"},
		{`{"trace":"overlap","schema":"1"}` + "\n", "line 1: schema must be a whole number, and is a text"},
		{`{"trace":"other","schema":1}` + "\n", `line 1: this is a trace of another program, "other": overlap's says "overlap"`},
		{`{"trace":"overlap","schema":1,"refused":"PyPy"}` + "\n", "line 1: the program was not traced: PyPy"},
		{head, "the file has a header and no records: the program made no tasks"},
		{head + made[:20], "line 2: it is cut short: the file ends in the middle of it"},
		{head + made + `{"at":1,"kind":"running","task":1`, "line 3: it is cut short: the file ends in the middle of it"},
		{head + made + "{\"at\":1,\n", "line 3: a quotation mark is missing"},
		{head + `{"kind":"made"}` + "\n", "line 2: at is missing, the nanoseconds since the run began"},
		{head + `{"at":-1,"kind":"made","task":1}` + "\n", "line 2: at is -1: 0 to 9007199254740992 are allowed"},
		{head + `{"at":1e3,"kind":"made","task":1}` + "\n", "line 2: at must be a whole number, and is something else"},
		{head + `{"at":99999999999999999999,"kind":"made"}` + "\n", "line 2: at is 99999999999999999999: 0 to 9007199254740992 are allowed"},
		{head + `{"at":0,"kind":"made","task":3000000000}` + "\n", "line 2: task is 3000000000: 0 to 2147483647 are allowed"},
		{head + `{"at":0,"kind":"made","task":1,"name":[1]}` + "\n", "line 2: name must be a text, and is something else"},
		{head + `{"at":0,"kind":"made","task":2,"name":"x"}` + "\n", "line 2: made: task 2 is made, tasks are numbered in order and the next is 1"},
		{head + made + `{"at":1,"kind":"done","task":1}` + "\n", "line 3: done: task 1 is ready and cannot become ended"},
		{head + `{"x":` + strings.Repeat("[", 40) + "}\n", "line 2: it is nested deeper than 32 lists and objects"},
		{head + `{"x":[}` + "\n", "line 2: brackets do not match"},
		{head + `{"x":1} {}` + "\n", "line 2: something follows the object"},
		{head + `{"x":"\q"}` + "\n", "line 2: a text has an unknown escape"},
		{head + `{"x":"` + strings.Repeat("x", 1<<20) + "\"}\n", "line 2: it is longer than 1048576 bytes"},
		{head + `{` + strings.Repeat(`"x":1,`, 70) + `"x":1}` + "\n", "line 2: it has more than 64 fields"},
	} {
		if _, err := read([]byte(c.file), 100, 1<<16); err == nil || err.Error() != c.want {
			t.Errorf("%.60q: %v, want %s", c.file, err, c.want)
		}
	}
}

// What a text has for a terminal to obey is not read: colours, titles, links, a beginning of the line, another direction.
func TestTextsAreShownAndNotObeyed(t *testing.T) {
	f, err := read([]byte(`{"trace":"overlap","schema":1,"impl":"\u001b[31mred","program":"a\u0007.py"}`+"\n"+
		`{"at":0,"kind":"made","task":1,"name":"\u202eb\u009b\r\u009b`+"\x7f"+`\tc\nd"}`+"\n"+`{"at":0,"kind":"finding","what":"held","text":"\u001b]0;x\u0007"}`+"\n"), 100, 7)
	if err != nil {
		t.Fatal(err)
	}
	run := f.Runs[0]
	got := []string{f.Header.Impl, f.Header.Program, run.Trace.String(run.Trace.At(0).Text), run.Findings[0].Text}
	if want := []string{"\uFFFD[31mred", "a\uFFFD.py", "\uFFFDb\uFFFD\uFFFD\uFFFD\uFFFD\tc\nd", "\uFFFD]0;x\uFFFD"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestWhatIsNotKnownIsSkipped(t *testing.T) {
	file := "{\"trace\":\"overlap\",\"schema\":1,\"argv\":[\"a\",{\"b\":[]}],\"x\":null}\r\n\r\n" +
		`{"at":0,"kind":"made","task":1,"name":"\ud83d\ude80 \ud800","coro":"main","x":{"y":[1.5e3,true]}}` + "\n" +
		`{"at":1,"kind":"sparkled","task":99}` + "\n" +
		`{"at":2,"kind":"running","task":1,"line":70000}` + "\n" +
		`{"at":3,"kind":"waiting","task":1,"why":"telepathy","for":"x","due":null}` + "\n"
	f, err := read([]byte(file), 100, 5)
	if err != nil {
		t.Fatal(err)
	}
	tr := f.Runs[0].Trace
	if tr.Len() != 3 || tr.String(tr.At(0).Text) != "🚀 \uFFFD" || tr.At(1).Line != 0 || tr.At(2).Why != trace.WhyEvent {
		t.Errorf("read %s", written(export.Named{Trace: tr}))
	}
}

// What a newer writer says of a run's end is not known, and the run is what its records say: it went on until then.
func TestOtherVersions(t *testing.T) {
	run := `{"run":"gone","at":0,"kind":"made","task":1,"name":"main"}
{"run":"gone","at":1,"kind":"running","task":1,"core":7}
{"run":"gone","at":2,"kind":"waiting","task":1,"why":"telepathy"}
`
	f, err := read([]byte(`{"trace":"overlap","schema":1,"clock":"lunar","program":"no-such","settings":"sparkle=3&db=99h","weather":"fair"}`+"\n"+
		run+`{"run":"gone","at":9,"kind":"end","how":"paused","total":9,"records":3,"mood":"good"}`+"\n"), 100, 64)
	if err != nil {
		t.Fatal(err)
	}
	if h := f.Header; h.Clock != "lunar" || h.Program != "no-such" || h.Settings != "sparkle=3&db=99h" {
		t.Errorf("header %+v", h)
	}
	if r := f.Runs[0]; r.Name != "gone" || r.Trace.Len() != 3 || r.Outcome.Total != 9 || r.Outcome.Failed != "" || r.Outcome.Stuck {
		t.Errorf("run %+v, outcome %+v", r, r.Outcome)
	}
}

// A program with threads writes a little out of order.
func TestRecordsAreSorted(t *testing.T) {
	file := head + `{"at":0,"kind":"made","task":1,"name":"main"}
{"at":5,"kind":"log","task":0,"text":"a"}
{"at":3,"kind":"running","task":1}
{"at":5,"kind":"log","task":0,"text":"b"}
{"at":4,"kind":"done","task":1}
`
	f, err := read([]byte(file), 100, 64)
	if err != nil {
		t.Fatal(err)
	}
	text := ""
	for _, r := range f.Runs[0].Trace.All() {
		text += strconv.Itoa(int(r.At)) + r.Kind.String() + f.Runs[0].Trace.String(r.Text) + " "
	}
	if text != "0mademain 3running 4done 5loga 5logb " {
		t.Error(text)
	}
}

func TestManyRecordsAreLeftOut(t *testing.T) {
	whole := tracetest.Large(9000)
	file := written(export.Named{Trace: whole})
	for _, most := range []int{1, 100, 5000} {
		f, err := read(file, most, 1<<16)
		if err != nil {
			t.Fatal(err)
		}
		tr := f.Runs[0].Trace
		last := tr.At(tr.Len() - 1)
		want := "too many records in the file: " + strconv.Itoa(whole.Len()-most) + " more are left out"
		if tr.Len() != most+1 || last.Kind != trace.Mark || tr.String(last.Text) != want {
			t.Errorf("%d records, the last %q, want %d and %q", tr.Len(), tr.String(last.Text), most+1, want)
		}
	}
}

func TestPlacesAndFindings(t *testing.T) {
	file := head + `{"at":0,"kind":"made","task":1,"name":"main"}
{"at":0,"kind":"running","task":1,"line":7}
{"at":1,"kind":"waiting","task":1,"why":"sleep","due":9,"file":"db.py","line":12}
{"at":2,"kind":"finding","task":1,"what":"unawaited","text":"load was never awaited","line":3,"last":4,"file":"db.py"}
`
	f, err := read([]byte(file), 100, 64)
	if err != nil {
		t.Fatal(err)
	}
	run := f.Runs[0]
	for i, want := range []string{":0", ":7", "db.py:12"} {
		if file, line := run.Place(i); file+":"+strconv.Itoa(line) != want {
			t.Errorf("record %d is at %s:%d, want %s", i, file, line, want)
		}
	}
	want := reader.Finding{At: 2, Task: 1, What: "unawaited", Text: "load was never awaited", File: "db.py", Line: 3, Last: 4}
	if len(run.Findings) != 1 || run.Findings[0] != want {
		t.Errorf("findings %+v, want %+v", run.Findings, want)
	}
}

func TestLongTextsAreCut(t *testing.T) {
	f, err := read([]byte(head+`{"at":0,"kind":"made","task":1,"name":"`+strings.Repeat("é", 4000)+`"}`+"\n"), 9, 1<<16)
	if err != nil {
		t.Fatal(err)
	}
	if name := f.Runs[0].Trace.String(1); len(name) != 4096+len("…") || !strings.HasSuffix(name, "é…") {
		t.Errorf("%d bytes that end in %q", len(name), name[len(name)-8:])
	}
}

// What a run came to, which no record says, comes back as it was written.
func TestOutcomes(t *testing.T) {
	run := func(o trace.Outcome) export.Named {
		return export.Named{Name: "a", Trace: tracetest.Lookup().Valid(t), Outcome: &o}
	}
	header := export.Header{Clock: "monotonic", Program: "x", Settings: "db=1s&seed=3", Machine: "linux, <fast>"}
	for _, o := range []trace.Outcome{
		{},
		{Began: 5, Total: 100, RanOn: 7, Result: "a \"b\"", Late: 3, Latencies: []time.Duration{1, 2, 2}},
		{Total: 1, Failed: "engine: deadlock", Stuck: true},
		{Total: 1_000_000, Failed: "engine: stopped", Stopped: true},
		{Total: 1, Left: []trace.Left{{What: trace.LeftOpen, Name: "connection 1"}, {What: trace.NeverRetrieved, Name: "a", By: "b", Line: 3, Error: "x"}}},
	} {
		f, err := read(export.JSONL(header, run(o)), 1000, 13)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(*f.Runs[0].Outcome, o) {
			t.Errorf("%+v, want %+v", *f.Runs[0].Outcome, o)
		}
		if want := (reader.Header{Impl: "overlap", Program: "x", Clock: "monotonic", Settings: "db=1s&seed=3", Machine: "linux, <fast>"}); f.Header != want {
			t.Errorf("%+v, want %+v", f.Header, want)
		}
	}
}

// A writer takes back what daemons did after a deadlock, by the number of records at the end; what is lost on the way is noticed.
func TestRecordsAtTheEnd(t *testing.T) {
	made := `{"at":0,"kind":"made","task":1,"name":"main"}` + "\n" + `{"at":1,"kind":"log","task":0,"text":"x"}` + "\n"
	f, err := read([]byte(head+made+`{"at":1,"kind":"end","total":1,"records":1}`+"\n"), 100, 64)
	if err != nil || f.Runs[0].Trace.Len() != 1 {
		t.Errorf("%+v, %v", f, err)
	}
	for end, want := range map[string]string{
		`{"at":1,"kind":"end","total":1,"records":3}`:                                                      "line 4: its run has 3 records, and only 2 stand before",
		`{"at":1,"kind":"end","total":1,"records":2}` + "\n" + `{"at":1,"kind":"log","task":0,"text":"x"}`: "line 5: its run has ended",
		`{"at":1,"kind":"end","total":-1}`:                                                                 "line 4: total is -1: 0 to 9007199254740992 are allowed",
	} {
		if _, err := read([]byte(head+made+end+"\n"), 100, 64); err == nil || err.Error() != want {
			t.Errorf("%s: %v, want %s", end, err, want)
		}
	}
}

// Whatever has been read of a file can be looked at, and what is looked at grows to what the file holds.
func TestSoFar(t *testing.T) {
	a, b := export.Named{Name: "a", Trace: tracetest.Lookup().Valid(t), Outcome: &trace.Outcome{}}, export.Named{Name: "b", Trace: tracetest.Shift().Valid(t)}
	r := reader.New(1000)
	last := 0
	for line := range bytes.Lines(written(a, b)) {
		if err := r.Add(line); err != nil {
			t.Fatal(err)
		}
		f, err := r.SoFar()
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for _, run := range f.Runs {
			n += run.Trace.Len()
		}
		if n != last && n != last+1 {
			t.Fatalf("%d records after %d", n, last)
		}
		last = n
	}
	f, err := r.Finish()
	if err != nil {
		t.Fatal(err)
	}
	same(t, f, a, b)
}

// What waits in a run that goes on waits until now, though now has no record. A run that is over has its end instead.
func TestNow(t *testing.T) {
	started := head + `{"at":0,"kind":"made","task":1,"name":"main"}
{"at":1,"kind":"running","task":1}
{"at":2,"kind":"waiting","task":1,"why":"event"}
`
	for file, want := range map[string]int64{
		started: 2,
		started + `{"at":70,"kind":"now"}` + "\n" + `{"at":50,"kind":"now"}` + "\n":                                                70,
		started + `{"at":70,"kind":"now"}` + "\n" + `{"at":60,"kind":"log","task":0,"text":"x"}` + "\n":                            70,
		started + `{"at":2,"kind":"end","how":"stopped","total":90,"records":3,"error":"x"}` + "\n":                                90, // until then it waited
		started + `{"at":70,"kind":"now"}` + "\n" + `{"at":2,"kind":"end","how":"error","total":2,"records":3,"error":"x"}` + "\n": 2,
	} {
		f, err := read([]byte(file), 100, 64)
		if err != nil {
			t.Fatal(err)
		}
		s := summary.Of(f.Runs[0].Trace)
		if spans := s.Tasks[0].Spans; s.Total != want || spans[len(spans)-1].To != want {
			t.Errorf("it waits until %d of %d, want %d: %s", spans[len(spans)-1].To, s.Total, want, file)
		}
	}
}

// Whatever is read is valid, and read again from what is written of it.
func FuzzReader(f *testing.F) {
	f.Add(written(export.Named{Name: "a", Trace: &tracetest.Lookup().Trace}, export.Named{Name: "b", Trace: &tracetest.Shift().Trace}))
	f.Add(written(export.Named{Name: "a", Trace: &tracetest.Lookup().Trace, Outcome: &trace.Outcome{Failed: "x", Stuck: true, Latencies: []time.Duration{1}}}))
	f.Add(written(export.Named{Name: "a", Trace: &tracetest.Lookup().Trace, Outcome: &trace.Outcome{Total: time.Second, Failed: "x", Stopped: true}}))
	f.Add([]byte(head + `{"at":0,"kind":"made","task":1,"name":"m"}` + "\n" + `{"at":0,"kind":"status","task":0,"of":"x","state":"\u00e9","tone":"bad"}` + "\n" + `{"at":9,"kind":"now"}` + "\n"))
	f.Add(export.Perfetto(header, export.Named{Name: "a", Trace: &tracetest.Shift().Trace}))
	f.Fuzz(func(t *testing.T, b []byte) {
		file, err := read(b, 200, 50)
		if again, other := read(b, 200, 1<<20); (err == nil) != (other == nil) || err != nil && err.Error() != other.Error() {
			t.Fatalf("in pieces %v, at once %v, %v", err, other, again)
		}
		if err != nil {
			if strings.Contains(err.Error(), "\n") {
				t.Errorf("the error has several lines: %v", err)
			}
			return
		}
		for _, run := range file.Runs {
			if err := tracetest.Validate(run.Trace); err != nil {
				t.Fatal(errors.Unwrap(err), err)
			}
			summary.Of(run.Trace)
			for i := range run.Trace.Len() {
				run.Place(i)
			}
			back, err := read(written(export.Named{Trace: run.Trace}), 1000, 1<<20)
			if err != nil {
				t.Fatal(err)
			}
			same(t, back, export.Named{Trace: run.Trace})
		}
	})
}

func BenchmarkReader(b *testing.B) {
	tr := tracetest.Large(100_000)
	file := written(export.Named{Trace: tr})
	b.ReportAllocs()
	b.SetBytes(int64(len(file)))
	for b.Loop() {
		if _, err := read(file, reader.MostNative, 1<<16); err != nil {
			b.Fatal(err)
		}
	}
	tracetest.PerRecord(b, tr)
}

// A program that made no tasks is a task, which does what nobody did.
func TestProgramWithoutTasks(t *testing.T) {
	for how, outcome := range map[string]string{"ok": "done", "exit": "done", "error": "failed"} {
		file := `{"trace":"overlap","schema":1,"program":"a.py"}
{"at":5,"kind":"log","task":0,"text":"hello"}
{"at":9,"kind":"end","how":"` + how + `"}
`
		f, err := read([]byte(file), 1000, 1<<20)
		if err != nil {
			t.Fatal(err)
		}
		s := summary.Of(f.Runs[0].Trace)
		if task := s.Tasks[0]; len(s.Tasks) != 1 || task.Name != "a.py" || task.EndedAt != 9 || task.Outcome.String() != outcome || s.Logs[0].Task != 1 {
			t.Errorf("%s: %+v, %+v", how, s.Tasks, s.Logs)
		}
	}
	if _, err := read([]byte(`{"trace":"overlap","schema":1,"program":"a.py"}`+"\n"), 1000, 1<<20); err == nil {
		t.Error("a file that does not say how it ended has a run")
	}
}
