package network

import (
	"strconv"
	"time"

	"overlap/engine"
	"overlap/engine/trace"
)

// Conn is a connection as scenarios use it. It belongs to the task that dialled or accepted it until it is
// handed over, and waits on that task's behalf, so that its calls need no task: another task's call is an
// error that names both. One task may read while another writes. Only what never waits (Close, Reset,
// CloseWrite) is open to all.
type Conn struct {
	stream     Stream
	reader     *engine.Task
	writer     *engine.Task
	at         trace.End
	line       int // where it was dialled, 0 when not recorded
	peer       string
	buf        []byte // received and not yet read
	deadline   time.Duration
	closed     bool
	answered   bool // something was sent
	unfinished bool // the peer was told before it had sent all
	book       *book
	server     *Server // that accepted it, nil for who dialled
	prev, next *Conn   // in the book
}

// Dial connects to a service by its name.
func Dial(t *engine.Task, name string) (*Conn, error) { return dial(t, name, -1) }

// DialTimeout connects as Dial does, and returns engine.ErrDeadline when that takes longer than d.
func DialTimeout(t *engine.Task, name string, d time.Duration) (*Conn, error) {
	return dial(t, name, t.Now()+max(d, 0))
}

func dial(t *engine.Task, name string, deadline time.Duration) (*Conn, error) {
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

// newConn makes the task's connection of a stream, which was dialled or else accepted by a server.
func newConn(t *engine.Task, s Stream, at trace.End, peer string, by *Server) *Conn {
	how := trace.ConnOpened
	if at.Accepted() {
		how = trace.ConnAccepted
	}
	t.Record(trace.Record{Kind: how, Ref: int32(at), Text: t.Loop().Trace().Intern(peer)})
	c := &Conn{stream: s, reader: t, writer: t, at: at, peer: peer, deadline: -1, book: bookOf(t.Loop()), server: by}
	c.book.add(c)
	return c
}

// HandTo gives the connection to another task; the present owner can no longer use it.
func (c *Conn) HandTo(t *engine.Task) { c.reader, c.writer = t, t }

// HandReadsTo gives another task the receiving side only.
func (c *Conn) HandReadsTo(t *engine.Task) { c.reader = t }

// Ref returns the connection's number in the trace.
func (c *Conn) Ref() int32 { return c.at.Conn() }

// SetTimeout makes every wait end with engine.ErrDeadline when d has passed from now; 0 takes it back.
func (c *Conn) SetTimeout(d time.Duration) {
	c.deadline = -1
	if d > 0 {
		c.deadline = c.book.loop.Now() + d
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

// receive reads from the stream.
func (c *Conn) receive(p []byte) (int, error) {
	n, err := c.stream.Read(c.reader, p, c.deadline)
	if c.closed { // by another task, while this one waited
		return 0, ErrClosed
	}
	if n > 0 {
		c.reader.Record(trace.Record{Kind: trace.BytesReceived, Ref: int32(c.at), Arg: int64(n)})
		c.reader.Charge(c.book.loop.Costs().Read)
	}
	return n, err
}

// chunk is how much of a write is one record, and one call of the backend.
const chunk = 64 << 10

// Write sends all of p, waiting for room where the network has bounds. The trace has the bytes as sent from
// the instant the task hands them to the network: recorded any later, a peer could have received them before.
func (c *Conn) Write(p []byte) (n int, err error) {
	if err := c.check(c.writer); err != nil {
		return 0, err
	}
	c.answered = true
	for n < len(p) && err == nil {
		part := p[n:min(n+chunk, len(p))]
		c.writer.Charge(c.book.loop.Costs().Write)
		c.writer.Record(trace.Record{Kind: trace.BytesSent, Ref: int32(c.at), Arg: int64(len(part))})
		var sent int
		sent, err = c.stream.Write(c.writer, part, c.deadline)
		if n += sent; n < len(p) && err == nil && c.closed { // by another task, while this one waited
			err = ErrClosed
		}
	}
	return n, err
}

// CloseWrite tells the peer that nothing more comes; reading goes on.
func (c *Conn) CloseWrite() error {
	if c.closed {
		return ErrClosed
	}
	return c.stream.CloseWrite()
}

// Close ends the connection. It never waits; closing twice does nothing.
func (c *Conn) Close() error { return c.end(c.stream.Close) }

// Reset ends the connection so that the peer sees a failure, not an end.
func (c *Conn) Reset() error { return c.end(c.stream.Reset) }

func (c *Conn) end(how func() error) error {
	if c.closed {
		return nil
	}
	c.closed = true
	c.book.remove(c)
	by := c.book.loop.Running()
	if by == nil {
		by = c.writer
	}
	if !by.Done() { // else from a callback, with no task left that the trace could name
		by.Record(trace.Record{Kind: trace.ConnClosed, Ref: int32(c.at)})
	}
	return how()
}

// check refuses calls by a task other than the owner.
func (c *Conn) check(owner *engine.Task) error {
	if c.closed {
		return ErrClosed
	}
	if r := c.book.loop.Running(); r != owner {
		name := "the loop"
		if r != nil {
			name = r.NameBeside(owner)
		}
		return &OwnerError{Conn: c.at.Conn(), Peer: c.peer, Owner: owner.NameBeside(r), User: name}
	}
	return nil
}

// OwnerError is what a task gets that uses another task's connection.
type OwnerError struct {
	Conn        int32
	Peer        string
	Owner, User string // told apart by their numbers when they have one name
}

func (e *OwnerError) Error() string {
	return "network: connection " + strconv.Itoa(int(e.Conn)) + " (" + e.Peer + ") belongs to task " +
		strconv.Quote(e.Owner) + ", used by task " + strconv.Quote(e.User) + ": hand it over with HandTo"
}
