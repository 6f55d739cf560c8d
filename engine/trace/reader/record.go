package reader

import (
	"math"
	"slices"
	"strconv"

	"overlap/engine/trace"
)

// readRecord reads a line after the header.
func (r *Reader) readRecord() string {
	o := &r.object
	name := o.text("kind")
	kind := trace.KindOf(name)
	beside := name == "finding" || name == "latency" || name == "left" || name == "now" || name == "end"
	if kind == 0 && !beside {
		return o.problem // of a newer writer
	}
	b := r.run(o.text("run"))
	switch {
	case b == nil:
		return "more than " + strconv.Itoa(mostRuns) + " runs"
	case !o.has("at"):
		return "at is missing, the nanoseconds since the run began"
	case b.outcome != nil:
		return "its run has ended"
	case beside:
		b.addBeside(name, o)
		return o.problem
	}
	e := b.entry(o, kind)
	e.line = int32(min(r.line, math.MaxInt32))
	b.records = append(b.records, e)
	r.kept++
	return o.problem
}

// run returns the run of that name, a new one when there is none; nil when there are too many.
func (r *Reader) run(name string) *builder {
	for i := len(r.runs) - 1; i >= 0; i-- {
		if r.runs[i].name == name {
			return r.runs[i]
		}
	}
	if len(r.runs) == mostRuns {
		return nil
	}
	r.runs = append(r.runs, &builder{name: name, tr: &trace.Trace{}, texts: map[string]trace.Text{}})
	return r.runs[len(r.runs)-1]
}

// entry returns the record that an object says.
func (b *builder) entry(o *object, kind trace.Kind) entry {
	x := trace.Record{Kind: kind, At: o.number("at", 0, farthest), Task: trace.TaskID(o.number("task", 0, math.MaxInt32))}
	f := kind.Fields()
	if f.Why {
		if x.Why = trace.WhyOf(o.text("why")); x.Why == 0 {
			x.Why = trace.WhyEvent // of a newer writer
		}
	}
	if f.Text != "" {
		x.Text = b.intern(o.bytes(f.Text))
	}
	switch {
	case kind == trace.Status:
		x.Ref, x.Arg = int32(b.intern(o.bytes(f.Ref))), int64(trace.ToneOf(o.text(f.Arg)))
	case f.Ref != "":
		x.Ref = reference(o, x, f.Ref)
	}
	switch {
	case f.Arg == "" || kind == trace.Status:
	case kind == trace.Gauge:
		x.Arg = o.number(f.Arg, -farthest, farthest)
	case kind == trace.TaskWaiting:
		x.Arg = min(o.number(f.Arg, 0, math.MaxInt64), farthest)
	default:
		x.Arg = o.number(f.Arg, 0, farthest)
	}
	e := entry{record: x}
	if f.Line {
		line := b.line(o)
		if e.place.file = b.file(o.text("file")); e.place.file == 0 {
			e.record.Line = line
		}
		e.place.line = line
	}
	return e
}

// reference returns what a record refers to. A waiting record has it in a field that is named after what it waits for; a
// connection is dialled unless its end says otherwise.
func reference(o *object, x trace.Record, name string) int32 {
	switch {
	case x.Why == trace.WhyTask:
		name = "other"
	case x.IsOfConn():
		n := int32(o.number("connection", 0, math.MaxInt32))
		if end := o.text("end"); end == trace.End(-1).String() || end == "" && x.Kind == trace.ConnAccepted {
			return -n
		}
		return n
	}
	return int32(o.number(name, 0, math.MaxInt32))
}

// line returns the object's line, 0 for one that no record has room for.
func (b *builder) line(o *object) uint16 {
	n := o.number("line", 0, farthest)
	if n > math.MaxUint16 {
		return 0
	}
	return uint16(n)
}

// file returns the number of a file from 1, 0 for the main file and where there are too many.
func (b *builder) file(name string) uint16 {
	if name == "" {
		return 0
	}
	for i, f := range b.files {
		if f == name {
			return uint16(i + 1)
		}
	}
	if len(b.files) == mostFiles {
		return 0
	}
	b.files = append(b.files, name)
	return uint16(len(b.files))
}

// addBeside takes a line of a kind that is no record's.
func (b *builder) addBeside(kind string, o *object) {
	switch kind {
	case "finding":
		b.addFinding(o)
	case "now":
		b.now = max(b.now, o.number("at", 0, farthest))
	case "latency":
		if d := o.time("took"); len(b.slow) < mostLatencies {
			b.slow = append(b.slow, d)
		}
	case "left":
		l := trace.Left{What: o.text("what"), Name: o.text("name"), By: o.text("by"), Line: int(o.number("line", 0, farthest)), Error: o.text("error")}
		if len(b.left) < mostLeft {
			b.left = append(b.left, l)
		}
	default:
		b.takeEnd(o)
	}
}

func (b *builder) addFinding(o *object) {
	if len(b.findings) == mostFindings {
		return
	}
	b.findings = append(b.findings, Finding{
		At: o.number("at", 0, farthest), Task: trace.TaskID(o.number("task", 0, math.MaxInt32)), What: o.text("what"),
		Text: o.text("text"), File: o.text("file"), Line: int(o.number("line", 0, farthest)), Last: int(o.number("last", 0, farthest)), Took: o.time("took"),
	})
}

// takeEnd notes how the run ended, and what it came to where the writer says that. Records beyond those that it has then are forgotten.
func (b *builder) takeEnd(o *object) {
	b.end = End{How: o.text("how"), At: o.number("at", 0, farthest)}
	if !o.has("total") {
		return
	}
	x := &trace.Outcome{Began: o.time("began"), Total: o.time("total"), RanOn: o.time("ran-on"), Late: o.time("late"),
		Result: o.text("result"), Failed: o.text("error"), Stuck: b.end.How == Stuck, Stopped: b.end.How == Stopped, Latencies: b.slow, Left: b.left}
	slices.Sort(x.Latencies)
	n := int(o.number("records", 0, farthest))
	if n > len(b.records) {
		o.wrong("its run has " + strconv.Itoa(n) + " records, and only " + strconv.Itoa(len(b.records)) + " stand before")
		return
	}
	b.records, b.outcome = b.records[:n], x
}

// intern returns the Text of a string, which is made only once.
func (b *builder) intern(s []byte) trace.Text {
	t, ok := b.texts[string(s)]
	if !ok {
		t = b.tr.Intern(string(s))
		b.texts[string(s)] = t
	}
	return t
}
