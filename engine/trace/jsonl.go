package trace

// JSONL returns the trace as JSON Lines: an object for each record, with every name spelled out and every
// string in place. at is in nanoseconds. The fields a kind has are always there, except line when it was
// not recorded and what a wait has none of: a reference, an instant it is due.
func JSONL(tr *Trace) []byte {
	o := object{b: make([]byte, 0, 72*tr.len)}
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
func (o *object) record(tr *Trace, r Record) {
	if !r.Kind.known() {
		return
	}
	f := &kindFields[r.Kind]
	if f.why {
		o.text("why", r.Why.String())
	}
	if f.text != "" {
		o.text(f.text, tr.String(r.Text))
	}
	if f.ref != "" && (r.Ref != 0 || r.Kind != TaskWaiting) {
		o.ref(r)
	}
	if f.arg != "" && (r.Arg != 0 || r.Why == WhySleep || r.Kind != TaskWaiting) {
		o.number(f.arg, r.Arg)
	}
	if r.Line != 0 {
		o.number("line", int64(r.Line))
	}
}

// ref appends what the record refers to. An end of a connection is two fields: number and side.
func (o *object) ref(r Record) {
	if e := r.end(); e != 0 {
		o.number("connection", int64(e.Conn()))
		o.text("end", e.String())
		return
	}
	name := kindFields[r.Kind].ref
	if r.Kind == TaskWaiting && r.Why == WhyTask {
		name = "other"
	}
	o.number(name, int64(r.Ref))
}
