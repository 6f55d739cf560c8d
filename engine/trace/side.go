package trace

// side is an end of a connection.
type side uint8

const (
	dialled side = iota
	accepted
)

// place is a task at a connection.
type place struct {
	conn int32
	task TaskID
}

// kinship bounds how far up its ancestors a task is looked for. Handlers are children or grandchildren
// of who accepts.
const kinship = 16

// side tells at which end of its connection a record's task is. Records do not say, and connections are
// handed over, so it is worked out when the task first sends or receives. A task that holds both ends is taken
// to be the dialler.
func (b *builder) side(l *link, r Record) side {
	for s, t := range l.last {
		if t == r.Task && t != 0 {
			return side(s)
		}
	}
	at := place{conn: r.Ref, task: r.Task}
	s, known := b.sides[at]
	if !known {
		s = b.guess(l, r)
		if r.Kind == TaskWaiting { // what it receives may tell more
			return s
		}
		b.sides[at] = s
	}
	l.last[s] = r.Task
	return s
}

// guess places a task that has not used the connection before. In this order: who dialled and who accepted
// are certain; bytes can only be received from the other end; a task belongs with the next of kin
// that is placed; one of the accepting service's group belongs to it.
func (b *builder) guess(l *link, r Record) side {
	c := &b.sum.Conns[l.conn]
	switch {
	case r.Task == c.OpenedBy:
		return dialled
	case r.Task == c.AcceptedBy:
		return accepted
	}
	here, there := l.from[dialled].busy(), l.from[accepted].busy()
	if r.Kind == BytesReceived && here != there {
		if here {
			return accepted
		}
		return dialled
	}
	return b.kin(c, r.Task)
}

func (b *builder) kin(c *Conn, id TaskID) side {
	t := b.sum.Task(id)
	for range kinship {
		if t == nil {
			break
		}
		if t.ID == c.AcceptedBy {
			return accepted
		}
		if t.ID == c.OpenedBy {
			return dialled
		}
		t = b.sum.Task(t.Parent)
	}
	t, server := b.sum.Task(id), b.sum.Task(c.AcceptedBy)
	if t != nil && server != nil && t.Group != "" && t.Group == server.Group {
		return accepted
	}
	return dialled
}
