package summary

import "overlap/engine/trace"

// addToConn adds a record about a connection.
func (b *Builder) addToConn(i int32, r *trace.Record) {
	e := b.ends.at(trace.End(r.Ref))
	if e == nil {
		if r.Kind != trace.ConnOpened && r.Kind != trace.ConnAccepted || trace.End(r.Ref).Conn() <= 0 {
			return
		}
		e = b.addConn(r)
	}
	c := &b.sum.Conns[e.conn]
	switch r.Kind {
	case trace.ConnOpened:
		c.OpenedBy, c.Address = r.Task, b.text(r)
	case trace.ConnAccepted:
		c.AcceptedBy = r.Task
		b.noteServing(r.Task)
	case trace.ConnClosed:
		if c.ClosedAt == Never {
			c.ClosedAt = r.At
			b.open.add(-1)
		}
	case trace.BytesSent:
		b.sent(i, r)
	case trace.BytesReceived:
		b.received(e, r)
	}
}

// addConn adds a connection at its first record, and returns the end that the record is about.
func (b *Builder) addConn(r *trace.Record) *end {
	at := trace.End(r.Ref)
	b.ends.add(at.Conn(), int32(len(b.sum.Conns)))
	b.sum.Conns = append(b.sum.Conns, Conn{ID: at.Conn(), Address: b.text(r), OpenedAt: r.At, ClosedAt: Never})
	b.open.add(1)
	return b.ends.at(at)
}

// sent adds a message. Bytes that were recorded as received before are taken off it.
func (b *Builder) sent(i int32, r *trace.Record) {
	to := b.ends.at(trace.End(r.Ref).Peer())
	q := &to.incoming
	m := Message{SentAt: r.At, ReceivedAt: Never, Bytes: r.Arg, From: trace.End(r.Ref), FromTask: r.Task, sent: i}
	early := min(q.owed, r.Arg)
	q.owed -= early
	if early == r.Arg && early > 0 {
		m.SentAt, m.ReceivedAt, m.ToTask = min(r.At, q.owedAt), q.owedAt, q.owedTo
	} else {
		b.enqueue(q, int32(len(b.sum.Messages)), r.Arg-early)
	}
	b.sum.Messages, b.after = append(b.sum.Messages, m), append(b.after, none)
	if t := b.sum.Task(to.reader); t != nil {
		b.updateInFlight(t)
	}
}

// enqueue puts a message, of which left bytes have not arrived, behind those under way.
func (b *Builder) enqueue(q *queue, message int32, left int64) {
	if q.pending() {
		b.after[q.last] = message
	} else {
		q.first, q.left = message, left
	}
	q.last = message
}

// received takes bytes off the messages under way, the oldest first.
func (b *Builder) received(at *end, r *trace.Record) {
	if trace.End(r.Ref).Accepted() {
		b.noteServing(r.Task)
	}
	q := &at.incoming
	n := r.Arg
	for q.pending() && n >= q.left {
		n -= q.left
		m := &b.sum.Messages[q.first]
		m.ReceivedAt, m.ToTask = r.At, r.Task
		if q.first = b.after[q.first]; q.pending() {
			q.left = b.sum.Messages[q.first].Bytes
		}
	}
	switch {
	case q.pending():
		q.left -= n
	case n > 0:
		q.owed, q.owedAt, q.owedTo = q.owed+n, r.At, r.Task
	}
}
