// Package export writes traces in the formats of other programs: Perfetto's JSON, JSON Lines, and CSV for spreadsheets.
package export

import "overlap/engine/trace"

// Named is a trace with the name that an export shows, such as the title of a scenario's variant.
type Named struct {
	Name    string
	Trace   *trace.Trace
	Outcome *trace.Outcome // nil while the run goes on, or where nobody knows
}

// Header is what a trace says of its program. Package reader reads it, and much that other writers add.
type Header struct {
	Clock    string // "virtual" or "monotonic"
	Program  string // a scenario's ID
	Settings string // of the scenario, as in the address of its page; "" for the defaults
	Machine  string // where it ran; "" in the model
}

// JSONL returns runs as overlap-trace 1, which is JSON Lines. The first object is the header. Then comes an object for each
// record, with strings in place of indexes; at is in nanoseconds since the run began. Each object has all fields of its kind,
// except the name of a run that has none, a line that was not recorded, and the reference and the deadline of a wait that
// has none. Behind the records of a run whose outcome is known come its latencies, what it left behind, and its end.
func JSONL(h Header, runs ...Named) []byte {
	var s Stream
	s.Begin(h)
	for _, run := range runs {
		s.Records(run, 0)
		s.End(run)
	}
	return s.Take()
}

// Stream writes runs as JSONL does, while they go on.
type Stream struct{ object }

// Begin writes the header.
func (s *Stream) Begin(h Header) {
	s.open()
	s.text("trace", "overlap")
	s.number("schema", 1)
	s.text("clock", h.Clock)
	s.text("impl", "overlap")
	s.text("program", h.Program)
	if h.Settings != "" {
		s.text("settings", h.Settings)
	}
	if h.Machine != "" {
		s.text("machine", h.Machine)
	}
	s.endLine()
}

// Records writes the records of a run from number first on.
func (s *Stream) Records(run Named, first int) {
	for i := first; i < run.Trace.Len(); i++ {
		r := run.Trace.At(i)
		s.line(run, r.At, r.Kind.String())
		s.number("task", int64(r.Task))
		s.record(run.Trace, r)
		s.endLine()
	}
}

// Now writes that a run goes on at an instant, at which it may have no record.
func (s *Stream) Now(run Named, at int64) {
	s.line(run, at, "now")
	s.endLine()
}

// End writes what a run came to, if that is known.
func (s *Stream) End(run Named) {
	o := run.Outcome
	if o == nil {
		return
	}
	at := run.Trace.End()
	for _, d := range o.Latencies {
		s.line(run, at, "latency")
		s.number("took", int64(d))
		s.endLine()
	}
	for _, l := range o.Left {
		s.line(run, at, "left")
		s.text("what", l.What)
		s.text("name", l.Name)
		if l.By != "" {
			s.text("by", l.By)
		}
		if l.Line != 0 {
			s.number("line", int64(l.Line))
		}
		if l.Error != "" {
			s.text("error", l.Error)
		}
		s.endLine()
	}
	s.line(run, at, "end")
	s.text("how", how(o))
	s.number("began", int64(o.Began))
	s.number("total", int64(o.Total))
	s.number("records", int64(run.Trace.Len()))
	if o.RanOn != 0 {
		s.number("ran-on", int64(o.RanOn))
	}
	if o.Late != 0 {
		s.number("late", int64(o.Late))
	}
	if o.Failed != "" {
		s.text("error", o.Failed)
	} else {
		s.text("result", o.Result)
	}
	s.endLine()
}

// how says in a word how a run ended.
func how(o *trace.Outcome) string {
	switch {
	case o.Stuck:
		return "deadlock"
	case o.Stopped:
		return "stopped"
	case o.Failed != "":
		return "error"
	}
	return "ok"
}

// Take returns what was written since the last call.
func (s *Stream) Take() []byte {
	b := s.b
	s.b = nil
	return b
}

// line begins a line.
func (s *Stream) line(run Named, at int64, kind string) {
	s.open()
	if run.Name != "" {
		s.text("run", run.Name)
	}
	s.number("at", at)
	s.text("kind", kind)
}

func (s *Stream) endLine() {
	s.close()
	s.b = append(s.b, '\n')
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
