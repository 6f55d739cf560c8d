package summary

import "overlap/engine/trace"

// updateInFlight counts the task in or out of those in flight, after something that may have changed it.
func (b *builder) updateInFlight(t *Task) {
	is := b.inFlight(t)
	switch {
	case is && !t.inFlight:
		b.inFlightPeak.add(1)
	case t.inFlight && !is:
		b.inFlightPeak.add(-1)
	}
	t.inFlight = is
}

// inFlight reports whether the task counts for Stats.PeakInFlight.
func (b *builder) inFlight(t *Task) bool {
	if t.Outcome != Unfinished || t.Daemon && !t.serves && !t.Thread {
		return false
	}
	s := &t.Spans[len(t.Spans)-1]
	if s.State != trace.Waiting {
		return s.State == trace.Running
	}
	switch s.Why {
	case trace.WhySleep, trace.WhyConnect:
		return true
	case trace.WhyRead:
		// A reader waits for whoever writes, who is counted, until the bytes are under way.
		e := b.ends[trace.End(s.Ref)]
		return e != nil && e.incoming.pending()
	}
	return false
}

// noteReader notes who waits to read a connection: a message that is sent to it puts it in flight.
func (b *builder) noteReader(r trace.Record) {
	if e := b.ends[trace.End(r.Ref)]; e != nil && r.Why == trace.WhyRead {
		e.reader = r.Task
	}
}

// noteServing notes that a task works for a client: a daemon that does counts like any other task, and so do
// the tasks it makes from now on.
func (b *builder) noteServing(id trace.TaskID) {
	if t := b.sum.Task(id); t != nil && !t.serves {
		t.serves = true
		b.updateInFlight(t)
	}
}

// end is an end of a connection while its records are read: the bytes under way to it, and who reads there.
type end struct {
	conn     int // index in Summary.Conns
	incoming queue
	reader   trace.TaskID // who waited last to read
}

// queue is the messages under way in one direction, oldest first. A network may report that bytes were
// received before the write that sent them has returned: then the queue owes them.
type queue struct {
	messages []int32 // indexes in Summary.Messages; those before head have arrived
	head     int
	left     int64 // bytes of the one at head that have not arrived
	owed     int64
	owedAt   int64
	owedTo   trace.TaskID
}

func (q *queue) pending() bool { return q.head < len(q.messages) }

// peak follows a number up and down and keeps the most it was for some length of time. It takes note when
// time moves on, because an instant has room for any number of ends and beginnings which do not overlap.
// Something that took no time at all still counts as one.
type peak struct{ now, most int }

func (p *peak) add(n int) {
	p.now += n
	if p.most == 0 && p.now > 0 {
		p.most = 1
	}
}

func (p *peak) settle() { p.most = max(p.most, p.now) }
