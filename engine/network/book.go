package network

import (
	"strconv"

	"overlap/engine"
)

// book is what a run keeps account of: the connections that nobody has closed, in the order they were made,
// and the servers.
type book struct {
	loop        *engine.Loop
	first, last *Conn
	servers     []*Server
}

// bookOf returns the run's book, whose open connections the run reports at its end.
func bookOf(l *engine.Loop) *book {
	if b, ok := engine.Attached[*book](l); ok {
		return b
	}
	b := &book{loop: l}
	engine.Attach(l, b)
	l.OnEnd(func() { b.report() })
	return b
}

func (b *book) add(c *Conn) {
	c.prev = b.last
	if b.last != nil {
		b.last.next = c
	} else {
		b.first = c
	}
	b.last = c
}

func (b *book) remove(c *Conn) {
	if c.prev != nil {
		c.prev.next = c.next
	} else {
		b.first = c.next
	}
	if c.next != nil {
		c.next.prev = c.prev
	} else {
		b.last = c.prev
	}
	c.prev, c.next = nil, nil
}

// report names what was left open. A daemon's end is left out: it is open because its client's is.
func (b *book) report() {
	for c := b.first; c != nil; c = c.next {
		if !c.writer.IsDaemon() {
			b.loop.LeftOpen(c.description())
		}
	}
}

// description says which connection it is, whose, and where it was dialled when that is known.
func (c *Conn) description() string {
	text := "connection " + strconv.Itoa(int(c.at.Conn())) + " to " + c.peer + ", owned by " + c.writer.Name()
	if c.line > 0 {
		text += " (line " + strconv.Itoa(c.line) + ")"
	}
	return text
}
