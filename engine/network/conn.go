package network

import (
	"bytes"
	"io"
	"strconv"
	"time"
	"unicode/utf8"

	"overlap/engine"
	"overlap/engine/trace"
)

// Conn is a connection as scenarios use it. It belongs to the task that dialled or accepted it until HandTo gives it to
// another. Its methods take no task, because it is always the owner that waits: a call by another task is an
// OwnerError. One task may own reading and another writing. The methods that never wait (Close, Reset, CloseWrite
// and setting options) may be called by any task.
type Conn struct {
	stream        Stream
	reader        *engine.Task
	writer        *engine.Task
	id            trace.End
	line          int // of the source that dialled the connection, 0 when lines are not recorded
	peer          string
	buf           []byte     // received and not yet read
	first         *[512]byte // buf's first array, which another connection has after this; nil before the first line
	deadline      time.Duration
	closed        bool
	wrote         bool          // Write was called
	cut           bool          // the last line had no newline
	answeredEarly bool          // ReadOn was called
	receiving     bool          // the reader is in fetch
	asked         time.Duration // when the first byte came since the last Write, to which the peer expects an answer; -1 when none has
	registry      *registry
	server        *Server // that accepted the connection, nil at the dialler's end
	prev, next    *Conn   // in the registry
}

// Dial connects to a service by its name.
func Dial(t *engine.Task, name string) (*Conn, error) { return dial(t, name, -1) }

// DialTimeout connects as Dial does, and returns engine.ErrDeadline when that takes longer than d.
func DialTimeout(t *engine.Task, name string, d time.Duration) (*Conn, error) {
	return dial(t, name, t.Now()+max(d, 0))
}

func dial(t *engine.Task, name string, deadline time.Duration) (*Conn, error) {
	t.Deepen()
	n, ok := engine.Attached[Network](t.Loop())
	if !ok {
		return nil, ErrNone
	}
	t.Charge(t.Loop().Costs().Connect)
	ref := t.Loop().NextRef()
	s, err := n.Dial(t, name, ref, deadline)
	if err != nil {
		return nil, err
	}
	c := newConn(t, s, trace.End(ref), name, nil)
	c.line = t.Line()
	return c, nil
}

// newConn returns the connection over a stream, owned by t. acceptedBy is nil for a stream that t dialled.
func newConn(t *engine.Task, s Stream, id trace.End, peer string, acceptedBy *Server) *Conn {
	kind := trace.ConnOpened
	if id.Accepted() {
		kind = trace.ConnAccepted
	}
	t.Record(trace.Record{Kind: kind, Ref: int32(id), Text: t.Loop().Trace().Intern(peer)})
	c := &Conn{stream: s, reader: t, writer: t, id: id, peer: peer, deadline: -1, asked: -1, registry: registryOf(t.Loop()), server: acceptedBy}
	c.registry.add(c)
	return c
}

// HandTo gives the connection to another task; the present owner can no longer use it.
func (c *Conn) HandTo(t *engine.Task) { c.reader, c.writer = t, t }

// HandReadsTo gives another task the receiving side only.
func (c *Conn) HandReadsTo(t *engine.Task) { c.reader = t }

// Ref returns the connection's number in the trace.
func (c *Conn) Ref() int32 { return c.id.Conn() }

// SetTimeout lets every wait end with engine.ErrDeadline when d has passed from now; 0 removes that deadline.
func (c *Conn) SetTimeout(d time.Duration) {
	c.deadline = -1
	if d > 0 {
		c.deadline = c.registry.loop.Now() + d
	}
}

// Read waits for at least one byte and returns up to len(p). The end of the stream is io.EOF.
func (c *Conn) Read(p []byte) (int, error) {
	if err := c.check(c.reader); err != nil || len(p) == 0 {
		return 0, err
	}
	if len(c.buf) == 0 {
		return c.receive(p)
	}
	n := copy(p, c.buf)
	c.buf = c.buf[n:]
	return n, nil
}

// ReadArrived reads up to len(p) of the bytes that have arrived, none when there are none, and does not wait.
func (c *Conn) ReadArrived(p []byte) (int, error) {
	deadline := c.deadline
	c.deadline = c.registry.loop.Now()
	n, err := c.Read(p)
	c.deadline = deadline
	if err == engine.ErrDeadline {
		err = nil
	}
	return n, err
}

// receive reads from the stream, not from buf.
func (c *Conn) receive(p []byte) (int, error) {
	if s := c.server; s != nil && (s.draining || s.patience > 0) {
		return c.receiveFor(s, p)
	}
	return c.fetch(p, c.deadline)
}

// receiveFor reads from the stream for a server that drains or is bounded. A server that drains waits for no further request: its
// clients seem to have sent all.
func (c *Conn) receiveFor(s *Server, p []byte) (int, error) {
	if s.draining && c.asked < 0 {
		n, err := c.fetch(p, c.registry.loop.Now())
		if err == engine.ErrDeadline {
			err = io.EOF
		}
		return n, err
	}
	for s.patience > 0 && c.asked >= 0 && (c.deadline < 0 || c.deadline > c.asked+s.patience) {
		began := c.asked
		n, err := c.fetch(p, began+s.patience)
		if err != engine.ErrDeadline || c.asked == began { // else another task has answered meanwhile
			return n, err
		}
	}
	return c.fetch(p, c.deadline)
}

// fetch reads from the stream and records the bytes.
func (c *Conn) fetch(p []byte, deadline time.Duration) (int, error) {
	c.receiving = true
	n, err := c.stream.Read(c.reader, p, deadline)
	if c.closed { // by another task, during the wait
		return 0, ErrClosed
	}
	if n > 0 {
		if c.asked < 0 {
			c.asked = c.registry.loop.Now()
		}
		c.reader.Record(trace.Record{Kind: trace.BytesReceived, Ref: int32(c.id), Arg: int64(n)})
		c.reader.Charge(c.registry.loop.Costs().Read)
	}
	c.receiving = false
	return n, err
}

// chunk is how much of a write is one record, and one call of the backend.
const chunk = 64 << 10

// Write sends all of p, and waits for room where the network has bounds. It records the bytes as sent before it hands
// them to the network: otherwise the trace could show them as received before they were sent.
func (c *Conn) Write(p []byte) (n int, err error) {
	if err := c.check(c.writer); err != nil {
		return 0, err
	}
	c.wrote, c.asked = true, -1
	for n < len(p) && err == nil {
		part := p[n:min(n+chunk, len(p))]
		c.writer.Charge(c.registry.loop.Costs().Write)
		c.writer.Record(trace.Record{Kind: trace.BytesSent, Ref: int32(c.id), Text: c.registry.loop.Text(firstLine(part)), Arg: int64(len(part))})
		var sent int
		sent, err = c.stream.Write(c.writer, part, c.deadline)
		if n += sent; n < len(p) && err == nil && c.closed { // by another task, during the wait
			err = ErrClosed
		}
	}
	return n, err
}

// SetNoDelay says whether small writes are sent at once, as net.TCPConn.SetNoDelay and the socket option TCP_NODELAY. That is
// the default, as in Go and asyncio. Otherwise Nagle's algorithm holds a write of less than a packet back while an earlier one
// is not acknowledged (RFC 896), which a receiver with nothing to send does after 40 ms (RFC 1122 section 4.2.3.2).
func (c *Conn) SetNoDelay(on bool) error {
	if c.closed {
		return ErrClosed
	}
	return c.stream.SetNoDelay(on)
}

// firstLine returns the beginning of the first line of a text, by which a reader of the trace knows a message.
func firstLine(p []byte) []byte {
	const most = 48 // bytes
	line, _, _ := bytes.Cut(p[:min(len(p), most)], []byte{'\n'})
	if line = bytes.TrimRight(line, "\r"); utf8.Valid(line) {
		return line
	}
	return bytes.ToValidUTF8(line, nil)
}

// SetBuffer has each direction of the connection hold about that many bytes that were not read, before writes wait. Both ends
// set it: real sockets have a buffer at each, as net.TCPConn.SetReadBuffer and SetWriteBuffer, which Linux doubles. Unset, the
// model holds 64 KiB and Linux up to megabytes; much less than that makes Linux send in small pieces with pauses.
func (c *Conn) SetBuffer(bytes int) error {
	if c.closed {
		return ErrClosed
	}
	return c.stream.SetBuffer(bytes)
}

// CloseWrite ends the stream that the peer reads; this end may read on.
func (c *Conn) CloseWrite() error {
	if c.closed {
		return ErrClosed
	}
	return c.stream.CloseWrite()
}

// Close ends the connection. It never waits; closing twice does nothing.
func (c *Conn) Close() error { return c.finish(c.stream.Close) }

// Reset ends the connection so that the peer sees a failure, not an end.
func (c *Conn) Reset() error { return c.finish(c.stream.Reset) }

func (c *Conn) finish(closeStream func() error) error {
	if c.closed {
		return nil
	}
	c.closed = true
	c.registry.remove(c)
	if c.first != nil && !c.receiving { // no read is under way, which would write there
		c.registry.spare, c.first, c.buf = append(c.registry.spare, c.first), nil, nil
	}
	closer := c.registry.loop.Running()
	if closer == nil {
		closer = c.writer
	}
	if !closer.Done() { // a callback may close an ended task's connection, for which the trace then names no task
		closer.Record(trace.Record{Kind: trace.ConnClosed, Ref: int32(c.id)})
	}
	return closeStream()
}

// check refuses calls by a task other than the owner.
func (c *Conn) check(owner *engine.Task) error {
	if c.closed {
		return ErrClosed
	}
	if r := c.registry.loop.Running(); r != owner {
		name := "the loop"
		if r != nil {
			name = r.NameBeside(owner)
		}
		return &OwnerError{Conn: c.id.Conn(), Peer: c.peer, Owner: owner.NameBeside(r), User: name}
	}
	return nil
}

// OwnerError says that a task used another task's connection.
type OwnerError struct {
	Conn        int32
	Peer        string
	Owner, User string // names of tasks, with their numbers when both have the same name
}

func (e *OwnerError) Error() string {
	return "network: connection " + strconv.Itoa(int(e.Conn)) + " (" + e.Peer + ") belongs to task " +
		strconv.Quote(e.Owner) + ", used by task " + strconv.Quote(e.User) + ": hand it over with HandTo"
}
