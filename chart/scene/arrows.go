package scene

import (
	"strings"
	"time"

	"overlap/engine/trace"
	"overlap/engine/trace/summary"
)

// Sequence reads a panel's arrows from its trace, for a picture with room for so many lifelines. Of a followed task it reads
// those of that task only, and has no crowds; 0 follows none.
func (p *Panel) Sequence(room int, follow trace.TaskID) *Sequence {
	r := sequencer{Sequence: &Sequence{panel: p}, follow: follow, sum: p.Summary, crowds: map[string]string{}, waits: make([]trace.Record, len(p.Summary.Tasks)+1),
		index: map[Lifeline]int{}, services: map[string]Lifeline{}, conns: map[int32]*summary.Conn{}, tries: map[int32]int{}, ends: map[[2]trace.TaskID]bool{}}
	if follow == 0 {
		r.findCrowds(room)
	}
	for i := range r.sum.Conns {
		c := &r.sum.Conns[i]
		if r.conns[c.ID] = c; c.AcceptedBy != 0 {
			r.services[c.Address] = r.lifeline(c.AcceptedBy)
		}
	}
	for _, rec := range r.sum.Trace.All() {
		if r.Cut {
			break
		}
		r.read(&rec)
	}
	return r.Sequence
}

// few is how many lifelines a crowd leaves for others.
const few = 2

// findCrowds finds the tasks outside of services of which there are more than there is room for.
func (r *sequencer) findCrowds(room int) {
	first, size := map[string]string{}, map[string]int{}
	for i := range r.sum.Tasks {
		t := &r.sum.Tasks[i]
		stem := withoutNumber(t.Name)
		if t.Group != "" || stem == t.Name {
			continue
		}
		if size[stem]++; size[stem] == 1 {
			first[stem] = t.Name
		}
		if size[stem] > max(room-few, 1) {
			r.crowds[stem] = first[stem] + "…" + t.Name[len(stem):]
		}
	}
}

// withoutNumber returns a name without the digits at its end.
func withoutNumber(name string) string { return strings.TrimRight(name, "0123456789") }

// sequencer reads a trace in order.
type sequencer struct {
	*Sequence
	follow   trace.TaskID
	sum      *summary.Summary
	crowds   map[string]string   // names of crowds by the name of their tasks without its number
	waits    []trace.Record      // by task: how its present or last wait began
	index    map[Lifeline]int    // in Lines
	services map[string]Lifeline // who accepts connections, by the address that is dialled
	conns    map[int32]*summary.Conn
	tries    map[int32]int            // by connection: how many requests for it were dropped
	ends     map[[2]trace.TaskID]bool // which tasks' ends have an arrow, and to whom
	messages int                      // number of messages so far
}

func (r *sequencer) read(rec *trace.Record) {
	text, id, other := r.sum.Trace.String(rec.Text), rec.Task, trace.TaskID(rec.Ref)
	switch rec.Kind {
	case trace.TaskMade:
		if t := r.sum.Task(id); t != nil && !t.Daemon {
			r.between(Arrow{Kind: Starts}, rec.At, other, id)
		}
	case trace.TaskWaiting:
		r.waits[id] = *rec
	case trace.TaskReady:
		r.woken(rec)
	case trace.TaskDone:
		r.ended(rec, Arrow{Kind: Ends})
	case trace.TaskFailed:
		r.ended(rec, Arrow{Kind: Fails, Text: text})
	case trace.TaskCancelled:
		r.ended(rec, Arrow{Kind: Stops, Text: text})
	case trace.CancelSent:
		r.between(Arrow{Kind: Cancels, Text: text}, rec.At, other, id)
		r.waits[id].Why = 0 // which is over, and not because it was granted
	case trace.BytesSent:
		r.sent(rec, text)
	case trace.ConnOpened:
		if n := r.tries[rec.Ref]; n > 0 {
			r.dialled(Arrow{Kind: Connects, Tries: n}, rec.At, id, text)
		}
	case trace.Mark:
		if text == trace.SYNDropped || text == trace.ACKDropped {
			r.dropped(rec, text)
		}
	}
}

// woken adds an arrow for a wait that another task ended. What ends waits for bytes and clients is a message, and what ends a
// wait for a task is the task's end, unless others have to end, too.
func (r *sequencer) woken(rec *trace.Record) {
	wait := &r.waits[rec.Task]
	switch wait.Why {
	case 0, trace.WhySleep, trace.WhyRead, trace.WhyWrite, trace.WhyAccept, trace.WhyConnect, trace.WhyRetry, trace.WhyOutside:
		return
	}
	if !wait.Why.ForTasks() {
		r.between(Arrow{Kind: Wakes, Why: wait.Why, Text: r.sum.Trace.String(wait.Text)}, rec.At, trace.TaskID(rec.Ref), rec.Task)
		return
	}
	by := r.sum.Task(trace.TaskID(rec.Ref))
	if by == nil || by.EndedAt != rec.At {
		return
	}
	if r.ends[[2]trace.TaskID{by.ID, rec.Task}] {
		return
	}
	kind := [...]ArrowKind{summary.Unfinished: Ends, summary.Done: Ends, summary.Failed: Fails, summary.Cancelled: Stops}[by.Outcome]
	r.between(Arrow{Kind: kind, Text: by.Error}, rec.At, by.ID, rec.Task)
}

// ended adds an arrow from a task that ends to the one that started it, if that waits for tasks and not for another one.
func (r *sequencer) ended(rec *trace.Record, a Arrow) {
	t := r.sum.Task(rec.Task)
	parent := r.sum.Task(t.Parent)
	if parent == nil || t.Daemon {
		return
	}
	wait := &r.waits[parent.ID]
	if wait.Why.ForTasks() && (wait.Ref == 0 || trace.TaskID(wait.Ref) == t.ID) && r.waitsAt(parent, rec.At) {
		r.ends[[2]trace.TaskID{t.ID, parent.ID}] = true
		r.between(a, rec.At, t.ID, parent.ID)
	}
}

// waitsAt reports whether a task waits at an instant, or did until then.
func (r *sequencer) waitsAt(t *summary.Task, at int64) bool {
	for n := len(t.Spans) - 1; n >= 0; n-- {
		if s := &t.Spans[n]; s.From <= at && s.State == trace.Waiting {
			return s.To >= at
		}
	}
	return false
}

// sent adds a message, with when and by whom it was read.
func (r *sequencer) sent(rec *trace.Record, text string) {
	m, end := &r.sum.Messages[r.messages], trace.End(rec.Ref)
	r.messages++
	a := Arrow{Kind: Sends, Text: text, Bytes: m.Bytes}
	if m.ReceivedAt != summary.Never {
		a.Until = time.Duration(m.ReceivedAt) - r.panel.Began
		r.between(a, rec.At, rec.Task, m.ToTask)
		return
	}
	a.Until = lost
	if c := r.conns[end.Conn()]; end.Accepted() {
		r.between(a, rec.At, rec.Task, c.OpenedBy)
	} else {
		r.dialled(a, rec.At, rec.Task, c.Address)
	}
}

// dropped adds a connection request for which there was no room. The wait until it is sent again says whereto.
func (r *sequencer) dropped(rec *trace.Record, text string) {
	for _, s := range r.sum.Task(rec.Task).Spans {
		if s.State == trace.Waiting && s.Why == trace.WhyRetry && s.From == rec.At {
			r.dialled(Arrow{Kind: Drops, Text: text, Tries: r.tries[s.Ref]}, rec.At, rec.Task, r.sum.Trace.String(s.Text))
			r.tries[s.Ref]++
			return
		}
	}
}

// between adds an arrow from task to task.
func (r *sequencer) between(a Arrow, at int64, from, to trace.TaskID) {
	a.Tasks = [2]trace.TaskID{from, to}
	r.add(a, at, r.lifeline(from), r.lifeline(to))
}

// dialled adds an arrow from a task to whoever accepts connections at an address.
func (r *sequencer) dialled(a Arrow, at int64, from trace.TaskID, address string) {
	a.Tasks[0] = from
	to, known := r.services[address]
	if !known {
		to.Name = address
	}
	r.add(a, at, r.lifeline(from), to)
}

// add adds an arrow, unless it begins before the variant does or its ends are of one lifeline or of none.
func (r *sequencer) add(a Arrow, at int64, from, to Lifeline) {
	a.At, a.Count = time.Duration(at)-r.panel.Began, 1
	if a.At < 0 || from == to || from.Name == "" || to.Name == "" || r.follow > 0 && a.Tasks[0] != r.follow && a.Tasks[1] != r.follow {
		return
	}
	if a.Until == 0 {
		a.Until = a.At
	}
	a.From, a.To = r.line(from), r.line(to)
	if same := r.same(&a); same != nil && r.follow == 0 {
		same.Count++
		return
	}
	r.Arrows = append(r.Arrows, a)
	r.Cut = len(r.Arrows) == mostArrows
}

// same returns the arrow among the last few that can stand for another, too; nil for none. Messages of a crowd need not have
// the same text.
func (r *sequencer) same(a *Arrow) *Arrow {
	const lately = 32
	for n := len(r.Arrows) - 1; n >= max(0, len(r.Arrows)-lately) && r.Arrows[n].At == a.At; n-- {
		b := &r.Arrows[n]
		if a.Kind != b.Kind || a.From != b.From || a.To != b.To || a.Until != b.Until || a.Tries != b.Tries {
			continue
		}
		if a.Text != b.Text && (r.Lines[a.From].Crowd || r.Lines[a.To].Crowd) {
			a.Text, b.Text = "", ""
		}
		if a.Text == b.Text {
			return b
		}
	}
	return nil
}

// lifeline returns the lifeline of a task, without a name for no task.
func (r *sequencer) lifeline(id trace.TaskID) Lifeline {
	t := r.sum.Task(id)
	switch {
	case t == nil:
		return Lifeline{}
	case t.Group != "":
		return Lifeline{Name: t.Group}
	}
	if crowd := r.crowds[withoutNumber(t.Name)]; crowd != "" {
		return Lifeline{Name: crowd, Crowd: true}
	}
	return Lifeline{Name: t.Name, Task: id}
}

// line returns the index of a lifeline.
func (r *sequencer) line(key Lifeline) int {
	n, known := r.index[key]
	if !known {
		n = len(r.Lines)
		r.index[key] = n
		r.Lines = append(r.Lines, key)
	}
	return n
}
