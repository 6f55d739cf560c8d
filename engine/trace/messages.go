package trace

// link is a connection while its records are read: which bytes are under way in each direction.
type link struct {
	conn   int       // index in Summary.Conns
	from   [2]queue  // bytes sent from each side and not yet received at the other
	last   [2]TaskID // who used each side last: nearly always who uses it next
	reader [2]TaskID // who waited last to read at each side
}

// queue holds the messages under way in one direction, oldest first. A network may report that bytes were
// received before the write that sent them has returned: then the queue owes them.
type queue struct {
	waiting []int32 // indexes in Summary.Messages; those before head have arrived
	head    int
	left    int64 // bytes of the one at head that have not arrived
	owed    int64
	owedAt  int64
	owedTo  TaskID
}

// conn takes a record of a connection's life.
func (b *builder) conn(i int32, r Record) {
	l := b.links[r.Ref]
	if l == nil {
		if r.Kind != ConnOpened && r.Kind != ConnAccepted {
			return
		}
		l = b.connect(r)
	}
	c := &b.sum.Conns[l.conn]
	switch r.Kind {
	case ConnOpened:
		c.OpenedBy, c.Address = r.Task, b.text(r)
		c.Ends++
	case ConnAccepted:
		c.AcceptedBy = r.Task
		c.Ends++
		b.serves(r.Task)
	case ConnClosed:
		c.Ends--
		if c.ClosedAt == Never {
			c.ClosedAt = r.At
			b.open.add(-1)
		}
	case BytesSent:
		b.sent(l, i, r)
	case BytesReceived:
		b.received(l, r)
	}
}

func (b *builder) connect(r Record) *link {
	l := &link{conn: len(b.sum.Conns)}
	b.links[r.Ref] = l
	b.sum.Conns = append(b.sum.Conns, Conn{ID: r.Ref, Address: b.text(r), OpenedAt: r.At, ClosedAt: Never})
	b.open.add(1)
	return l
}

func (b *builder) sent(l *link, i int32, r Record) {
	from := b.side(l, r)
	q := &l.from[from]
	m := Message{SentAt: r.At, ReceivedAt: Never, Bytes: r.Arg, Conn: r.Ref, FromTask: r.Task, sent: i}
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
	if t := b.sum.Task(l.reader[1-from]); t != nil {
		b.judge(t)
	}
}

func (b *builder) received(l *link, r Record) {
	to := b.side(l, r)
	if to == accepted {
		b.serves(r.Task)
	}
	q := &l.from[1-to]
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

func (q *queue) busy() bool { return q.head < len(q.waiting) }
