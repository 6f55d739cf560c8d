package summary

import "overlap/engine/trace"

// Of summarises a trace. It must be one that Validate accepts, such as the trace so far of a run that goes on; the figures
// of other traces mean nothing.
func Of(tr *trace.Trace) *Summary {
	b := NewBuilder(tr, &Room{})
	for !b.Add(tr.Len()) {
	}
	return b.Summary()
}

// Builder is a Summary in the making. A page makes the summary of a long run piece by piece, and handles events in between.
type Builder struct {
	sum          *Summary
	next         int // index of the next record
	at           int64
	room         *Room
	space        space
	inFlightPeak peak // tasks in flight
	open         peak // connections
	ends         ends
	after        []int32       // for each message, the index of the next that was under way in its direction
	busySince    int64         // when the loop's task began to run; a wait for a core does not interrupt it
	holds        map[int32]int // for each held resource, the index in Summary.Holds plus one
}

// NewBuilder begins the summary of a trace, which Of describes. Until it is made the trace must not grow, nor another use the room.
func NewBuilder(tr *trace.Trace, in *Room) *Builder {
	b := &Builder{sum: &Summary{Trace: tr, Stats: Stats{Records: tr.Len()}}, room: in, holds: map[int32]int{}}
	b.allot()
	return b
}

// Add adds up to n records, and reports whether the summary is made.
func (b *Builder) Add(n int) (made bool) {
	records := b.sum.Stats.Records
	for end := min(b.next+n, records); b.next < end; {
		beside := b.sum.Trace.From(b.next)
		for k := range beside[:min(end-b.next, len(beside))] {
			b.add(int32(b.next), &beside[k])
			b.next++
		}
	}
	return b.next == records
}

// Summary returns the summary once it is made.
func (b *Builder) Summary() *Summary {
	if b.sum.Stats.Tasks == 0 {
		b.finish()
	}
	return b.sum
}

func (b *Builder) add(i int32, r *trace.Record) {
	if r.At != b.at {
		b.inFlightPeak.settle()
		b.open.settle()
		b.at = r.At
	}
	switch r.Kind {
	case trace.TaskMade:
		b.addTask(i, r)
	case trace.Log:
		b.sum.Logs = append(b.sum.Logs, b.note(i, r))
	case trace.Mark:
		b.sum.Marks = append(b.sum.Marks, b.note(i, r))
	case trace.Gauge:
		b.sum.Gauges = append(b.sum.Gauges, Sample{At: r.At, Value: r.Arg, Task: r.Task, Name: b.text(r)})
	case trace.ConnOpened, trace.ConnAccepted, trace.ConnClosed, trace.BytesSent, trace.BytesReceived:
		b.addToConn(i, r)
	case trace.Acquired, trace.Released:
		b.addHold(r)
	case trace.CancelCaught:
		b.sum.Caught = append(b.sum.Caught, b.note(i, r))
	case trace.CancelSent: // the records of the cancelled task say what came of it
	case trace.Status:
		b.addStatus(i, r)
	default:
		if t := b.sum.Task(r.Task); t != nil {
			b.addToTask(t, i, r)
		}
	}
}

func (b *Builder) addHold(r *trace.Record) {
	s := b.sum
	if n := b.holds[r.Ref]; r.Kind == trace.Released && n > 0 {
		s.Holds[n-1].To = r.At
		b.holds[r.Ref] = 0
	}
	if r.Kind == trace.Acquired {
		s.Holds = append(s.Holds, Hold{From: r.At, To: s.Trace.End(), Ref: r.Ref, Task: r.Task, Name: b.text(r)})
		b.holds[r.Ref] = len(s.Holds)
	}
}

// finish ends the spans that the trace leaves open and computes the totals.
func (b *Builder) finish() {
	s, end := b.sum, b.sum.Trace.End()
	b.inFlightPeak.settle()
	b.open.settle()
	for i := range s.Tasks {
		t := &s.Tasks[i]
		if t.Outcome == Unfinished {
			b.endSpan(t, end)
		}
		if t.Daemon {
			continue
		}
		if t.Outcome == Unfinished {
			s.Total = end
		}
		s.Total = max(s.Total, t.EndedAt)
	}
	s.Stats.Tasks, s.Stats.Connections = len(s.Tasks), len(s.Conns)
	s.Stats.PeakInFlight, s.Stats.PeakConnections = b.inFlightPeak.most, b.open.most
	*b.room = Room{b.space.needs, b.after, b.ends.both}
}
