package network

import (
	"strconv"

	"overlap/engine"
)

// registry lists a run's connections that nobody has closed, in the order they were made, and its servers.
type registry struct {
	loop        *engine.Loop
	first, last *Conn
	servers     []*Server
	foreign     []string     // names of services that other programs serve
	spare       []*[512]byte // first buffers of connections that were closed
	line        []byte       // for the next line that is written; nil while one is, which may wait
}

// takeLine returns an empty slice to write a line into, which a write that waits keeps from others.
func (b *registry) takeLine() []byte {
	line := b.line
	b.line = nil
	return line[:0]
}

// keepLine keeps what takeLine returned for the next line, unless it has become long.
func (b *registry) keepLine(line []byte) {
	if cap(line) <= 4<<10 {
		b.line = line
	}
}

// buffer returns a first buffer for a connection.
func (b *registry) buffer() *[512]byte {
	n := len(b.spare)
	if n == 0 {
		return new([512]byte)
	}
	first := b.spare[n-1]
	b.spare = b.spare[:n-1]
	return first
}

// registryOf returns the run's registry, and makes it at the first call. The run reports its open connections at the end.
func registryOf(l *engine.Loop) *registry {
	if b, ok := engine.Attached[*registry](l); ok {
		return b
	}
	b := &registry{loop: l}
	engine.Attach(l, b)
	l.OnEnd(func() { b.report() })
	return b
}

func (b *registry) add(c *Conn) {
	c.prev = b.last
	if b.last != nil {
		b.last.next = c
	} else {
		b.first = c
	}
	b.last = c
}

func (b *registry) remove(c *Conn) {
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

// report names the connections left open, but no daemon's: a server's end is open because its client's end is.
func (b *registry) report() {
	for c := b.first; c != nil; c = c.next {
		if !c.writer.IsDaemon() {
			b.loop.LeftOpen(c.description())
		}
	}
}

// description names the connection, its owner and, where lines are recorded, the line that dialled it.
func (c *Conn) description() string {
	text := "connection " + strconv.Itoa(int(c.id.Conn())) + " to " + c.peer + ", owned by " + c.writer.Name()
	if c.line > 0 {
		text += " (line " + strconv.Itoa(c.line) + ")"
	}
	return text
}
