package summary

import "overlap/engine/trace"

func (b *Builder) addTask(i int32, r *trace.Record) {
	s := b.sum
	if int(r.Task) != len(s.Tasks)+1 || r.Ref >= int32(r.Task) {
		return // a trace that Validate refuses; other functions rely on a parent's number being lower
	}
	t := Task{ID: r.Task, Parent: trace.TaskID(r.Ref), Name: b.text(r), MadeAt: r.At, EndedAt: Never, made: i, last: i}
	if p := s.Task(t.Parent); p != nil {
		t.Daemon, t.Group, t.Serves = p.Daemon, p.Group, p.Serves
	}
	b.space.take(&t)
	t.Spans = append(t.Spans, Span{From: r.At, Record: i, State: trace.Ready, Ref: r.Ref})
	s.Tasks = append(s.Tasks, t)
}

// addToTask adds a record about t.
func (b *Builder) addToTask(t *Task, i int32, r *trace.Record) {
	if t.Outcome != Unfinished {
		return
	}
	switch r.Kind {
	case trace.TaskGrouped:
		t.Group = b.text(r)
	case trace.TaskLabelled:
		b.label(t, i, r)
	case trace.TaskDaemon:
		t.Daemon = true
	case trace.TaskThread:
		t.Thread = true
	case trace.TaskReady:
		b.beginSpan(t, Span{From: r.At, Ref: r.Ref, Record: i, State: trace.Ready})
	case trace.TaskRunning:
		b.beginSpan(t, Span{From: r.At, Record: i, State: trace.Running})
	case trace.TaskWaiting:
		b.beginSpan(t, Span{From: r.At, Ref: r.Ref, Text: r.Text, Record: i, State: trace.Waiting, Why: r.Why})
	case trace.TaskDone:
		b.endTask(t, i, r, Done)
	case trace.TaskFailed:
		b.endTask(t, i, r, Failed)
	case trace.TaskCancelled:
		b.endTask(t, i, r, Cancelled)
	}
	if r.Kind == trace.TaskWaiting {
		b.noteReader(r)
	}
	b.updateInFlight(t)
}

// label adds a label. A running task that gets another label begins a new span: without it, a task that computes one job
// after another would seem to compute only the first.
func (b *Builder) label(t *Task, i int32, r *trace.Record) {
	before := ""
	if n := len(t.Labels); n > 0 {
		before = t.Labels[n-1].Text
	}
	l := Label{At: r.At, Text: b.text(r), Depth: int32(r.Arg), Record: i}
	t.Labels = append(t.Labels, l)
	if s := t.Spans[len(t.Spans)-1]; s.State == trace.Running && s.From < r.At && l.Text != before {
		b.beginSpan(t, Span{From: r.At, Record: s.Record, State: trace.Running})
	}
}

func (b *Builder) beginSpan(t *Task, s Span) {
	b.endSpan(t, s.From)
	t.Spans = append(t.Spans, s)
	t.last = s.Record
}

func (b *Builder) endTask(t *Task, i int32, r *trace.Record, o Outcome) {
	b.endSpan(t, r.At)
	t.Outcome, t.EndedAt, t.last = o, r.At, i
	t.Error = b.text(r)
}

// endSpan ends the task's last span. A sleep ends when it is due, and the task is ready from then on. A task that runs at
// the instant at which it is due gets no span of readiness, which would cost one for each timer.
func (b *Builder) endSpan(t *Task, at int64) {
	s := &t.Spans[len(t.Spans)-1]
	s.To = at
	if s.State == trace.Running && !t.Thread {
		b.addBusy(t, *s)
	}
	if due := b.sum.due(s); due != Never && due < at {
		s.To = due
		t.Spans = append(t.Spans, Span{From: due, To: at, Record: s.Record, State: trace.Ready})
	}
}

// addBusy adds a span in which the loop ran t to the figures. A task keeps the loop while it waits for a core and when it gets
// another label, so that such spans belong to one stall.
func (b *Builder) addBusy(t *Task, s Span) {
	st := &b.sum.Stats
	st.Busy += s.Len()
	if k := len(t.Spans) - 2; k < 0 || t.Spans[k].Why != trace.WhyCPU && t.Spans[k].State != trace.Running {
		b.busySince = s.From
	}
	if s.To-b.busySince > st.Stall.To-st.Stall.From {
		st.Stall = Stall{Task: t.ID, From: b.busySince, To: s.To}
	}
}

// due returns the instant at which a sleep is due, Never for any other span.
func (s *Summary) due(sp *Span) int64 {
	if sp.State != trace.Waiting || sp.Why != trace.WhySleep {
		return Never
	}
	return s.Trace.At(int(sp.Record)).Arg
}

func (b *Builder) text(r *trace.Record) string { return b.sum.Trace.String(r.Text) }

func (b *Builder) note(i int32, r *trace.Record) Note {
	return Note{At: r.At, Task: r.Task, Record: i, Text: b.text(r)}
}
