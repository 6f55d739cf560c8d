package trace

func (b *builder) make(i int32, r Record) {
	s := b.sum
	if int(r.Task) != len(s.Tasks)+1 || r.Ref >= int32(r.Task) {
		return // Validate refuses it; what follows relies on parents coming first
	}
	t := Task{ID: r.Task, Parent: TaskID(r.Ref), Name: b.text(r), MadeAt: r.At, EndedAt: Never, made: i, last: i}
	if p := s.Task(t.Parent); p != nil {
		t.Daemon, t.Group, t.serves = p.Daemon, p.Group, p.serves
	}
	t.Spans = []Span{{From: r.At, Record: i, State: Ready, Ref: r.Ref}}
	s.Tasks = append(s.Tasks, t)
}

// task takes a record of t's own life.
func (b *builder) task(t *Task, i int32, r Record) {
	if t.Outcome != Unfinished {
		return
	}
	switch r.Kind {
	case TaskGrouped:
		t.Group = b.text(r)
	case TaskLabelled:
		b.label(t, i, r)
	case TaskDaemon:
		t.Daemon = true
	case TaskThread:
		t.Thread = true
	case TaskReady:
		b.next(t, Span{From: r.At, Ref: r.Ref, Record: i, State: Ready})
	case TaskRunning:
		b.next(t, Span{From: r.At, Record: i, Line: r.Line, State: Running})
	case TaskWaiting:
		b.next(t, Span{From: r.At, Ref: r.Ref, Text: r.Text, Record: i, Line: r.Line, State: Waiting, Why: r.Why})
	case TaskDone:
		b.end(t, i, r, Done)
	case TaskFailed:
		b.end(t, i, r, Failed)
	case TaskCancelled:
		b.end(t, i, r, Cancelled)
	}
	if r.Kind == TaskWaiting {
		b.reads(r)
	}
	b.judge(t)
}

// label notes what the task works on. When it goes over to another thing in the middle of its work, that is a span
// of its own: else one who computes one job after another would seem to compute only the first.
func (b *builder) label(t *Task, i int32, r Record) {
	before := ""
	if n := len(t.Labels); n > 0 {
		before = t.Labels[n-1].Text
	}
	l := Label{At: r.At, Text: b.text(r), Line: r.Line, Depth: int(r.Arg)}
	t.Labels = append(t.Labels, l)
	if s := t.Spans[len(t.Spans)-1]; s.State == Running && s.From < r.At && l.Text != before {
		b.next(t, Span{From: r.At, Record: i, Line: s.Line, State: Running})
	}
}

func (b *builder) next(t *Task, s Span) {
	b.close(t, s.From)
	t.Spans = append(t.Spans, s)
	t.last = s.Record
}

func (b *builder) end(t *Task, i int32, r Record, o Outcome) {
	b.close(t, r.At)
	t.Outcome, t.EndedAt, t.last = o, r.At, i
	t.Error = b.text(r)
}

// close ends the task's last span. A sleep ends when it is due; from then on the task is ready. A sleeper
// that runs on time gets no span for that: there are as many as timers.
func (b *builder) close(t *Task, at int64) {
	s := &t.Spans[len(t.Spans)-1]
	s.To = at
	if s.State == Running && !t.Thread {
		b.ran(t, *s)
	}
	if due := b.sum.due(s); due != Never && due < at {
		s.To = due
		t.Spans = append(t.Spans, Span{From: due, To: at, Record: s.Record, State: Ready})
	}
}

// ran takes the end of a stretch in which the loop ran t. One that had to give up its core in between kept the
// loop all the same, and so did one that went over to another thing.
func (b *builder) ran(t *Task, s Span) {
	st := &b.sum.Stats
	st.Busy += s.Len()
	if k := len(t.Spans) - 2; k < 0 || t.Spans[k].Why != WhyCPU && t.Spans[k].State != Running {
		b.began = s.From
	}
	if s.To-b.began > st.Stall.To-st.Stall.From {
		st.Stall = Stall{Task: t.ID, From: b.began, To: s.To}
	}
}

// due returns when a sleep ends, Never for any other span.
func (s *Summary) due(sp *Span) int64 {
	if sp.State != Waiting || sp.Why != WhySleep {
		return Never
	}
	return s.Trace.At(int(sp.Record)).Arg
}
