// Package export writes traces in formats of others: Perfetto's, JSON Lines, a table for spreadsheets.
package export

import "overlap/engine/trace"

// JSONL returns the trace as JSON Lines: an object for each record, with every name spelled out and every
// string in place. at is in nanoseconds. The fields a kind has are always there, except line when it was
// not recorded and what a wait has none of: a reference, an instant it is due.
func JSONL(tr *trace.Trace) []byte {
	o := object{b: make([]byte, 0, 72*tr.Len())}
	for _, r := range tr.All() {
		o.open()
		o.number("at", r.At)
		o.text("kind", r.Kind.String())
		o.number("task", int64(r.Task))
		o.record(tr, r)
		o.close()
		o.b = append(o.b, '\n')
	}
	return o.b
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

// ref appends what the record refers to. An end of a connection is two fields: number and side.
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
