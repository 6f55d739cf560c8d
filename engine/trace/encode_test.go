package trace_test

import (
	"bytes"
	"encoding/json"
	"hash/crc32"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"overlap/engine/trace"
	"overlap/engine/trace/export"
	"overlap/engine/trace/summary"
	"overlap/engine/trace/tracetest"
)

// equal compares traces record by record and string by string, not through Encode.
func equal(a, b *trace.Trace) bool {
	if a.Len() != b.Len() || len(a.Texts()) != len(b.Texts()) {
		return false
	}
	for i, s := range a.Texts() {
		if b.Texts()[i] != s {
			return false
		}
	}
	for i, r := range a.All() {
		if b.At(i) != r {
			return false
		}
	}
	return true
}

func TestRoundTrip(t *testing.T) {
	extremes := &trace.Trace{}
	for _, at := range []int64{0, -1, 1, math.MinInt64, math.MaxInt64, 0} {
		for kind := trace.TaskMade; kind <= trace.Status; kind++ {
			extremes.Append(trace.Record{
				Kind: kind, At: at, Arg: ^at, Task: trace.TaskID(at), Ref: math.MinInt32, Text: math.MaxInt32,
				Line: math.MaxUint16, Why: trace.Why(kind % 20),
			})
			extremes.Append(trace.Record{Kind: kind, Task: math.MaxInt32, Ref: math.MaxInt32, Text: math.MinInt32, Why: trace.WhySleep})
		}
	}
	strings := &trace.Trace{}
	strings.Intern("\xff\x00\n")
	strings.Intern("ein Wort")
	for name, tr := range map[string]*trace.Trace{
		"empty": {}, "strings alone": strings, "lookup": &tracetest.Lookup().Trace, "extremes": extremes, "large": tracetest.Large(10_000),
	} {
		b := tr.Encode()
		back, err := trace.Decode(b)
		switch {
		case err != nil:
			t.Errorf("%s: %v", name, err)
		case !equal(tr, back):
			t.Errorf("%s: the decoded trace differs", name)
		case !bytes.Equal(back.Encode(), b):
			t.Errorf("%s: the decoded trace encodes differently", name)
		case name == "extremes":
			readAll(t, back)
		}
	}
}

func TestRoundTripRandom(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := tracetest.Random(t, 60)
		b := w.Encode()
		back, err := trace.Decode(b)
		if err != nil || !equal(&w.Trace, back) || !bytes.Equal(back.Encode(), b) {
			t.Fatalf("a trace of %d records does not come back: %v", w.Len(), err)
		}
		i := rapid.IntRange(0, len(b)-1).Draw(t, "index")
		b[i] ^= byte(rapid.IntRange(1, 255).Draw(t, "flip"))
		if back, err := trace.Decode(b); err == nil && !equal(&w.Trace, back) {
			t.Fatalf("byte %d was changed and another trace came out", i)
		}
	})
}

func TestDecodeRefusesEveryChangedByte(t *testing.T) {
	good := tracetest.Lookup().Encode()
	for i := range good {
		for _, flip := range []byte{0x01, 0x80, 0xff} {
			bad := bytes.Clone(good)
			bad[i] ^= flip
			if _, err := trace.Decode(bad); err == nil || !strings.HasPrefix(err.Error(), "trace: ") {
				t.Fatalf("byte %d changed by %#x: %v", i, flip, err)
			}
		}
	}
}

// seal puts a body into the frame that Encode writes, so that what Decode says of the body can be seen.
func seal(body string) []byte {
	n := len(body)
	b := append([]byte("ovlp\x01"), byte(n), byte(n>>8), byte(n>>16), byte(n>>24), 0, 0, 0, 0)
	b = append(b, body...)
	sum := crc32.ChecksumIEEE(b)
	return append(b, byte(sum), byte(sum>>8), byte(sum>>16), byte(sum>>24))
}

func TestDecodeRefuses(t *testing.T) {
	good := tracetest.Lookup().Encode()
	version := bytes.Clone(good)
	version[4] = 2
	damaged := bytes.Clone(good)
	damaged[20] ^= 1
	for _, c := range []struct {
		name string
		in   []byte
		want string
	}{
		{"nothing", nil, `not a trace: it must begin with "ovlp"`},
		{"another file", []byte("\x89PNG\r\n\x1a\n and more than seventeen"), `not a trace: it must begin with "ovlp"`},
		{"the magic alone", []byte("ovlp"), "cut short: 4 bytes, at least 17 are needed"},
		{"another version", version, "version 2 cannot be read, only version 1"},
		{"cut in the middle", good[:100], "cut short: the body has 83 of "},
		{"one byte missing", good[:len(good)-1], "cut short: the body has "},
		{"two bytes more", append(bytes.Clone(good), 0, 0), "2 bytes follow the end"},
		{"one bit changed", damaged, "damaged: the checksum does not match"},
		{"absurd strings", seal("\xff\xff\xff\xff\x0f\x00"), "4294967295 strings are claimed, at most 1 fit in what is left"},
		{"absurd records", seal("\x00\xff\xff\xff\xff\x0f\x01\x00"), "4294967295 records are claimed, at most 1 fit in what is left"},
		{"absurd string", seal("\x01\x7fab"), "string 1 has length 127, only 2 bytes are left"},
		{"empty string", seal("\x01\x00\x00"), "string 1 is empty or there already"},
		{"string twice", seal("\x02\x01a\x01a\x00"), "string 2 is empty or there already"},
		{"no records", seal("\x00"), "the body ends in the middle of a number"},
		{"long number", seal("\x80\x00\x00"), "a number is written with more bytes than it needs or may have"},
		{"endless number", seal("\xff\xff\xff\xff\xff\xff\xff\xff\xff\x02"), "a number is written with more bytes than it needs or may have"},
		{"kind 0", seal("\x00\x01\x00\x00"), "record 0: kind 0 is unknown: 1 to 24 are allowed"},
		{"kind 25", seal("\x00\x02\x01\x00\x19\x00"), "record 1: kind 25 is unknown: 1 to 24 are allowed"},
		{"mask 128", seal("\x00\x01\x01\x80"), "record 0: mask 128 is unknown: 0 to 127 are allowed"},
		{"reason 22", seal("\x00\x01\x06\x04\x16"), "record 0: reason 22 is unknown: 1 to 21 are allowed"},
		{"zero written", seal("\x00\x01\x01\x01\x00"), "record 0: a field that is zero is written out"},
		{"line 65536", seal("\x00\x01\x01\x40\x80\x80\x04"), "record 0: line 65536 is unknown: 1 to 65535 are allowed"},
		{"task 1<<31", seal("\x00\x01\x01\x02\x80\x80\x80\x80\x10"), "record 0: task does not fit in 32 bits"},
		{"half a record", seal("\x00\x01\x01\x02"), "record 0: the body ends in the middle of a number"},
		{"more after the last", seal("\x00\x01\x01\x00abc"), "the body has 3 bytes after its last record"},
	} {
		tr, err := trace.Decode(c.in)
		if err == nil || !strings.HasPrefix(err.Error(), "trace: "+c.want) || tr != nil {
			t.Errorf("%s:\n got %v\nwant trace: %s", c.name, err, c.want)
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add(tracetest.Lookup().Encode())
	f.Add(seal("\x01\x04main\x01\x01\x10\x02"))
	f.Fuzz(func(t *testing.T, b []byte) {
		// As it is, and as a body in a good frame: else the checksum would hide the parser.
		for _, in := range [][]byte{b, seal(string(b))} {
			tr, err := trace.Decode(in)
			if err != nil {
				continue
			}
			if !bytes.Equal(tr.Encode(), in) {
				t.Fatal("what was decoded encodes differently")
			}
			readAll(t, tr)
		}
	})
}

// What Validate refuses must not hang or crash a reader: recorded runs are imported from files.
func TestReadersSurviveNonsense(t *testing.T) {
	s := &tracetest.Story{}
	s.Made(1, 1, "its own parent").Made(1, 0, "a").Made(2, 3, "child of the future").Made(3, -4, "b").Runs(1).Runs(1).Ready(9, 9)
	s.Until(5).Sleeps(1, -3).Until(2).Runs(1).Ready(1, 1).Conn(trace.ConnClosed, 1, 7, "").Bytes(trace.BytesReceived, 7, -1, -5)
	s.Conn(trace.ConnAccepted, 88, -1, "x").Bytes(trace.BytesReceived, 7, -1, -5).Bytes(trace.BytesSent, 7, -1, -5)
	s.Waits(1, 99, -1, "").Ends(1, trace.TaskDone, "").Ends(1, trace.TaskDone, "").Runs(1)
	s.Add(trace.Record{Kind: 200, Text: -9, Task: -1})
	if tracetest.Validate(&s.Trace) == nil {
		t.Error("Validate accepts nonsense")
	}
	readAll(t, &s.Trace)
}

// readAll has every reader look at a trace: none may panic, whether Validate accepts it or not.
func readAll(t *testing.T, tr *trace.Trace) {
	_ = tracetest.Validate(tr)
	s := summary.Of(tr)
	s.CriticalPath(s.Total)
	s.AtInstant(tr.End() / 2)
	for i := range tr.Len() {
		s.AtRecord(i)
	}
	export.CSV(export.Named{Trace: tr})
	for line := range bytes.Lines(export.JSONL(export.Header{}, export.Named{Trace: tr})) {
		if !json.Valid(line) {
			t.Errorf("not JSON: %s", line)
		}
	}
	if b := export.Perfetto(export.Header{}, export.Named{Name: "x", Trace: tr}); !json.Valid(b) {
		t.Errorf("not JSON: %s", b)
	}
}
