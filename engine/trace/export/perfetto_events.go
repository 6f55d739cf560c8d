package export

import (
	"slices"

	"overlap/engine/trace"
	"overlap/engine/trace/summary"
)

// spans writes a task's spans. Spans of no time are left out, except running ones, because arrows start and end there.
func (p *perfetto) spans(t *summary.Task) {
	for i := range t.Spans {
		sp := &t.Spans[i]
		if sp.Len() == 0 && sp.State != trace.Running {
			continue
		}
		p.begin("X", p.spanName(sp), t.ID, sp.From)
		p.micros("dur", sp.Len())
		p.text("cat", sp.State.String())
		p.args()
		p.spanArgs(t, sp)
		p.end()
	}
	if t.Outcome == summary.Failed || t.Outcome == summary.Cancelled {
		p.instant("end", summary.Note{At: t.EndedAt, Task: t.ID, Text: t.Outcome.String() + ": " + t.Error})
	}
}

func (p *perfetto) spanName(sp *summary.Span) string {
	if sp.State != trace.Waiting {
		return sp.State.String()
	}
	if sp.Text == 0 {
		return sp.Why.String()
	}
	return sp.Why.String() + " " + p.sum.Trace.String(sp.Text)
}

func (p *perfetto) spanArgs(t *summary.Task, sp *summary.Span) {
	if label := t.LabelAt(sp.From); label != "" {
		p.text("label", label)
	}
	if sp.Ref != 0 {
		r := trace.Record{Kind: trace.TaskReady, Why: sp.Why, Ref: sp.Ref}
		if sp.State == trace.Waiting {
			r.Kind = trace.TaskWaiting
		}
		p.ref(r)
	}
	if line := p.sum.Line(sp); line != 0 {
		p.number("line", int64(line))
	}
}

// aboveTasks is higher than any task's number, so that rows of resources come after those of tasks.
const aboveTasks = 1 << 24

// holds writes a row for each resource, with a span named after the holder for each hold.
func (p *perfetto) holds() {
	named := map[int32]bool{}
	for _, h := range p.sum.Holds {
		row := trace.TaskID(aboveTasks + h.Ref)
		if !named[h.Ref] {
			named[h.Ref] = true
			p.meta("thread_name", row, h.Name)
			p.metaNumber("thread_sort_index", row, int64(row))
		}
		if h.From == h.To {
			continue
		}
		holder := "the loop"
		if t := p.sum.Task(h.Task); t != nil {
			holder = t.Name
		}
		p.begin("X", holder, row, h.From)
		p.micros("dur", h.To-h.From)
		p.text("cat", "held")
		p.close()
	}
}

// statuses writes a row for each thing that had states, with a span for each state.
func (p *perfetto) statuses() {
	var things []string
	for _, s := range p.sum.Statuses {
		n := slices.Index(things, s.Of)
		if n < 0 {
			n = len(things)
			things = append(things, s.Of)
			p.meta("thread_name", trace.TaskID(2*aboveTasks+n), s.Of)
			p.metaNumber("thread_sort_index", trace.TaskID(2*aboveTasks+n), int64(2*aboveTasks+n))
		}
		if s.From == s.To {
			continue
		}
		p.begin("X", s.Text, trace.TaskID(2*aboveTasks+n), s.From)
		p.micros("dur", s.To-s.From)
		p.text("cat", "status")
		p.close()
	}
}

// message writes an arrow from sender to receiver. A lost message is left out, because it has no receiver.
func (p *perfetto) message(m summary.Message) {
	if m.ReceivedAt == summary.Never {
		return
	}
	p.flows++
	p.arrow("s", m.FromTask, m.SentAt, m)
	p.arrow("f", m.ToTask, m.ReceivedAt, m)
}

func (p *perfetto) arrow(phase string, task trace.TaskID, at int64, m summary.Message) {
	p.begin(phase, "message", task, at)
	p.text("cat", "message")
	p.number("id", p.flows)
	if phase == "f" {
		p.text("bp", "e") // the arrow ends at the span that encloses it, not at the next span
	}
	p.args()
	p.number("connection", int64(m.From.Conn()))
	p.number("bytes", m.Bytes)
	p.end()
}

func (p *perfetto) instants(category string, notes []summary.Note) {
	for _, n := range notes {
		p.instant(category, n)
	}
}

// instant writes a note on its task's row. A note of the loop belongs to the whole run.
func (p *perfetto) instant(category string, n summary.Note) {
	scope := "t"
	if n.Task == 0 {
		scope = "p"
	}
	p.begin("i", n.Text, n.Task, n.At)
	p.text("cat", category)
	p.text("s", scope)
	p.close()
}

// begin opens an event, on a line of its own for line-based tools.
func (p *perfetto) begin(phase, name string, task trace.TaskID, at int64) {
	if p.event {
		p.b = append(p.b, ',')
	}
	p.event = true
	p.b = append(p.b, '\n')
	p.open()
	p.text("ph", phase)
	p.text("name", name)
	p.number("pid", int64(p.pid))
	p.number("tid", int64(task))
	p.micros("ts", at)
}

// args opens the arguments of an event, which end closes with it.
func (p *perfetto) args() {
	p.key("args")
	p.open()
}

func (p *perfetto) end() {
	p.close()
	p.close()
}

func (p *perfetto) meta(what string, task trace.TaskID, name string) {
	p.begin("M", what, task, 0)
	p.args()
	p.text("name", name)
	p.end()
}

func (p *perfetto) metaNumber(what string, task trace.TaskID, index int64) {
	p.begin("M", what, task, 0)
	p.args()
	p.number("sort_index", index)
	p.end()
}
