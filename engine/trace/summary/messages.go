package summary

import "overlap/engine/trace"

// addToConn adds a record about a connection.
func (b *builder) addToConn(i int32, r trace.Record) {
	e := b.ends[trace.End(r.Ref)]
	if e == nil {
		if r.Kind != trace.ConnOpened && r.Kind != trace.ConnAccepted {
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
func (b *builder) addConn(r trace.Record) *end {
	both := &[2]end{{conn: len(b.sum.Conns)}, {conn: len(b.sum.Conns)}}
	at := trace.End(r.Ref)
	b.ends[at], b.ends[at.Peer()] = &both[0], &both[1]
	b.sum.Conns = append(b.sum.Conns, Conn{ID: at.Conn(), Address: b.text(r), OpenedAt: r.At, ClosedAt: Never})
	b.open.add(1)
	return &both[0]
}

// sent adds a message. Bytes that were recorded as received before are taken off it.
func (b *builder) sent(i int32, r trace.Record) {
	to := b.ends[trace.End(r.Ref).Peer()]
	q := &to.incoming
	m := Message{SentAt: r.At, ReceivedAt: Never, Bytes: r.Arg, From: trace.End(r.Ref), FromTask: r.Task, sent: i}
	early := min(q.owed, r.Arg)
	q.owed -= early
	if early == r.Arg && early > 0 {
		m.SentAt, m.ReceivedAt, m.ToTask = min(r.At, q.owedAt), q.owedAt, q.owedTo
	} else {
		if !q.pending() {
			q.messages, q.head, q.left = q.messages[:0], 0, r.Arg-early
		}
		q.messages = append(q.messages, int32(len(b.sum.Messages)))
	}
	b.sum.Messages = append(b.sum.Messages, m)
	if t := b.sum.Task(to.reader); t != nil {
		b.updateInFlight(t)
	}
}

// received takes bytes off the messages under way, the oldest first.
func (b *builder) received(at *end, r trace.Record) {
	if trace.End(r.Ref).Accepted() {
		b.noteServing(r.Task)
	}
	q := &at.incoming
	n := r.Arg
	for q.pending() && n >= q.left {
		n -= q.left
		m := &b.sum.Messages[q.messages[q.head]]
		m.ReceivedAt, m.ToTask = r.At, r.Task
		if q.head++; q.pending() {
			q.left = b.sum.Messages[q.messages[q.head]].Bytes
		}
	}
	switch {
	case q.pending():
		q.left -= n
	case n > 0:
		q.owed, q.owedAt, q.owedTo = q.owed+n, r.At, r.Task
	}
}
