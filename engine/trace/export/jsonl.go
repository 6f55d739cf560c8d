// Package export writes traces in the formats of other programs: Perfetto's JSON, JSON Lines, and CSV for spreadsheets.
package export

import "overlap/engine/trace"

// Named is a trace with the name that an export shows, such as the title of a scenario's variant.
type Named struct {
	Name  string
	Trace *trace.Trace
}

// Header is what a trace says of its program. Package reader reads it, and much that other writers add.
type Header struct {
	Clock   string // "virtual" or "monotonic"
	Program string // a scenario's ID
}

// JSONL returns runs as overlap-trace 1, which is JSON Lines. The first object is the header. Then comes an object for each
// record, with strings in place of indexes; at is in nanoseconds since the run began. Each object has all fields of its kind,
// except the name of a run that has none, a line that was not recorded, and the reference and the deadline of a wait that
// has none.
func JSONL(h Header, runs ...Named) []byte {
	o := object{}
	o.header(h)
	for _, run := range runs {
		for _, r := range run.Trace.All() {
			o.open()
			if run.Name != "" {
				o.text("run", run.Name)
			}
			o.number("at", r.At)
			o.text("kind", r.Kind.String())
			o.number("task", int64(r.Task))
			o.record(run.Trace, r)
			o.close()
			o.b = append(o.b, '\n')
		}
	}
	return o.b
}

func (o *object) header(h Header) {
	o.open()
	o.text("trace", "overlap")
	o.number("schema", 1)
	o.text("clock", h.Clock)
	o.text("impl", "overlap")
	o.text("program", h.Program)
	o.close()
	o.b = append(o.b, '\n')
}

// record appends the fields that the record's kind uses.
func (o *object) record(tr *trace.Trace, r trace.Record) {
	f := r.Kind.Fields()
	if f.Why {
		o.text("why", r.Why.String())
	}
	if f.Text != "" {
		o.text(f.Text, tr.String(r.Text))
	}
	if r.Kind == trace.Status {
		o.text(f.Ref, tr.String(trace.Text(r.Ref)))
		o.text(f.Arg, trace.Tone(r.Arg).String())
		return
	}
	if f.Ref != "" && (r.Ref != 0 || r.Kind != trace.TaskWaiting) {
		o.ref(r)
	}
	if f.Arg != "" && (r.Arg != 0 || r.Why == trace.WhySleep || r.Kind != trace.TaskWaiting) {
		o.number(f.Arg, r.Arg)
	}
	if f.Line && r.Line != 0 {
		o.number("line", int64(r.Line))
	}
}

// ref appends what the record refers to. An end of a connection becomes two fields, "connection" and "end".
func (o *object) ref(r trace.Record) {
	if e := r.End(); e != 0 {
		o.number("connection", int64(e.Conn()))
		o.text("end", e.String())
		return
	}
	name := r.Kind.Fields().Ref
	if r.Kind == trace.TaskWaiting && r.Why == trace.WhyTask {
		name = "other"
	}
	o.number(name, int64(r.Ref))
}
