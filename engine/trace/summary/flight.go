package summary

import "overlap/engine/trace"

// updateInFlight counts the task as in flight or not, after a record that may have changed it.
func (b *Builder) updateInFlight(t *Task) {
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
func (b *Builder) inFlight(t *Task) bool {
	if t.Outcome != Unfinished || t.Daemon && !t.Serves && !t.Thread {
		return false
	}
	s := &t.Spans[len(t.Spans)-1]
	if s.State != trace.Waiting {
		return s.State == trace.Running
	}
	switch s.Why {
	case trace.WhySleep, trace.WhyConnect, trace.WhyRetry, trace.WhyOutside:
		return true
	case trace.WhyRead:
		// The writer is in flight until the bytes are under way, then the reader is.
		e := b.ends.at(trace.End(s.Ref))
		return e != nil && e.incoming.pending()
	}
	return false
}

// noteReader notes which task waits to read at an end of a connection, since a message sent there puts it in flight.
func (b *Builder) noteReader(r *trace.Record) {
	if r.Why != trace.WhyRead {
		return
	}
	if e := b.ends.at(trace.End(r.Ref)); e != nil {
		e.reader = r.Task
	}
}

// noteServing notes that a task serves a client. From now on it and the tasks that it makes count for
// Stats.PeakInFlight even if they are daemons.
func (b *Builder) noteServing(id trace.TaskID) {
	if t := b.sum.Task(id); t != nil && !t.Serves {
		t.Serves = true
		b.updateInFlight(t)
	}
}

// peak counts things as they begin and end, and keeps the most that there were for some time. It compares only when time
// moves on, because what begins and ends at one instant does not overlap. If everything took no time, the peak is 1.
type peak struct{ now, most int }

func (p *peak) add(n int) {
	p.now += n
	if p.most == 0 && p.now > 0 {
		p.most = 1
	}
}

func (p *peak) settle() { p.most = max(p.most, p.now) }
