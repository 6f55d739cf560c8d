package summary

import "overlap/engine/trace"

// conn takes a record of a connection's life.
func (b *builder) conn(i int32, r trace.Record) {
	e := b.ends[trace.End(r.Ref)]
	if e == nil {
		if r.Kind != trace.ConnOpened && r.Kind != trace.ConnAccepted {
			return
		}
		e = b.connect(r)
	}
	c := &b.sum.Conns[e.conn]
	switch r.Kind {
	case trace.ConnOpened:
		c.OpenedBy, c.Address = r.Task, b.text(r)
	case trace.ConnAccepted:
		c.AcceptedBy = r.Task
		b.serves(r.Task)
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

// connect notes a connection with the first record of it, and returns the end that the record is about.
func (b *builder) connect(r trace.Record) *end {
	both := &[2]end{{conn: len(b.sum.Conns)}, {conn: len(b.sum.Conns)}}
	at := trace.End(r.Ref)
	b.ends[at], b.ends[at.Peer()] = &both[0], &both[1]
	b.sum.Conns = append(b.sum.Conns, Conn{ID: at.Conn(), Address: b.text(r), OpenedAt: r.At, ClosedAt: Never})
	b.open.add(1)
	return &both[0]
}

func (b *builder) sent(i int32, r trace.Record) {
	to := b.ends[trace.End(r.Ref).Peer()]
	q := &to.coming
	m := Message{SentAt: r.At, ReceivedAt: Never, Bytes: r.Arg, From: trace.End(r.Ref), FromTask: r.Task, sent: i}
	early := min(q.owed, r.Arg)
	q.owed -= early
	if early == r.Arg && early > 0 {
		m.SentAt, m.ReceivedAt, m.ToTask = min(r.At, q.owedAt), q.owedAt, q.owedTo
	} else {
		if !q.busy() {
			q.waiting, q.head, q.left = q.waiting[:0], 0, r.Arg-early
		}
		q.waiting = append(q.waiting, int32(len(b.sum.Messages)))
	}
	b.sum.Messages = append(b.sum.Messages, m)
	if t := b.sum.Task(to.reader); t != nil {
		b.judge(t)
	}
}

func (b *builder) received(at *end, r trace.Record) {
	if trace.End(r.Ref).Accepted() {
		b.serves(r.Task)
	}
	q := &at.coming
	n := r.Arg
	for q.busy() && n >= q.left {
		n -= q.left
		m := &b.sum.Messages[q.waiting[q.head]]
		m.ReceivedAt, m.ToTask = r.At, r.Task
		if q.head++; q.busy() {
			q.left = b.sum.Messages[q.waiting[q.head]].Bytes
		}
	}
	switch {
	case q.busy():
		q.left -= n
	case n > 0:
		q.owed, q.owedAt, q.owedTo = q.owed+n, r.At, r.Task
	}
}
