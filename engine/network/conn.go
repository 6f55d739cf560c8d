package network

import (
	"bytes"
	"io"
	"strconv"
	"time"

	"overlap/engine"
	"overlap/engine/trace"
)

// MaxLine bounds the lines that ReadLine returns, in bytes.
const MaxLine = 64 << 10

// Conn is a connection as scenarios use it. It belongs to the task that dialled or accepted it until it is
// handed over, and waits on that task's behalf, so that its calls need no task: another task's call is an
// error that names both.
type Conn struct {
	stream   Stream
	owner    *engine.Task
	ref      int32
	peer     string
	buf      []byte // received and not yet read
	deadline time.Duration
	closed   bool
}

// Dial connects to a service by its name.
func Dial(t *engine.Task, name string) (*Conn, error) {
	n, ok := engine.Attached[Network](t.Loop())
	if !ok {
		return nil, ErrNone
	}
	ref := t.Loop().NextRef()
	s, err := n.Dial(t, name, ref, -1)
	if err != nil {
		return nil, err
	}
	t.Record(trace.Record{Kind: trace.ConnOpened, Ref: ref, Text: t.Loop().Trace().Intern(name)})
	return newConn(t, s, ref, name), nil
}

func newConn(t *engine.Task, s Stream, ref int32, peer string) *Conn {
	c := &Conn{stream: s, owner: t, ref: ref, peer: peer, deadline: -1}
	track(t.Loop()).add(c)
	return c
}

// HandTo gives the connection to another task; the present owner can no longer use it.
func (c *Conn) HandTo(t *engine.Task) { c.owner = t }

// Ref returns the connection's number in the trace.
func (c *Conn) Ref() int32 { return c.ref }

// SetTimeout makes every wait end with engine.ErrDeadline when d has passed from now; 0 takes it back.
func (c *Conn) SetTimeout(d time.Duration) {
	c.deadline = -1
	if d > 0 {
		c.deadline = c.owner.Now() + d
	}
}

// Read waits for at least one byte and returns up to len(p). The end of the stream is io.EOF.
func (c *Conn) Read(p []byte) (int, error) {
	if err := c.check(); err != nil {
		return 0, err
	}
	if len(c.buf) == 0 {
		if err := c.fill(max(len(p), 512)); err != nil {
			return 0, err
		}
	}
	n := copy(p, c.buf)
	c.buf = c.buf[n:]
	return n, nil
}

// ReadLine returns the next line without its newline. A last line that has none is returned as it is;
// after it comes io.EOF. A line over MaxLine bytes is ErrTooLong.
func (c *Conn) ReadLine() (string, error) {
	if err := c.check(); err != nil {
		return "", err
	}
	for seen := 0; ; {
		if i := bytes.IndexByte(c.buf[seen:], '\n'); i >= 0 {
			line := string(c.buf[:seen+i])
			c.buf = c.buf[seen+i+1:]
			return line, nil
		}
		if seen = len(c.buf); seen > MaxLine {
			return "", ErrTooLong
		}
		if err := c.fill(4096); err == io.EOF && len(c.buf) > 0 {
			line := string(c.buf)
			c.buf = nil
			return line, nil
		} else if err != nil {
			return "", err
		}
	}
}

// fill reads more from the stream behind what is there.
func (c *Conn) fill(size int) error {
	p := make([]byte, len(c.buf)+size)
	n, err := c.stream.Read(c.owner, p[copy(p, c.buf):], c.deadline)
	if err != nil {
		return err
	}
	c.buf = p[:len(c.buf)+n]
	c.owner.Record(trace.Record{Kind: trace.BytesReceived, Ref: c.ref, Arg: int64(n)})
	return nil
}

// Write sends all of p, waiting for room where the network has bounds.
func (c *Conn) Write(p []byte) (int, error) {
	if err := c.check(); err != nil {
		return 0, err
	}
	n, err := c.stream.Write(c.owner, p, c.deadline)
	if n > 0 {
		c.owner.Record(trace.Record{Kind: trace.BytesSent, Ref: c.ref, Arg: int64(n)})
	}
	return n, err
}

// WriteLine sends a line with its newline.
func (c *Conn) WriteLine(line string) error {
	_, err := c.Write(append([]byte(line), '\n'))
	return err
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
	track(c.owner.Loop()).remove(c)
	c.owner.Record(trace.Record{Kind: trace.ConnClosed, Ref: c.ref})
	return how()
}

// check refuses calls by a task that the connection does not belong to.
func (c *Conn) check() error {
	if c.closed {
		return ErrClosed
	}
	if r := c.owner.Loop().Running(); r != c.owner {
		name := "the loop"
		if r != nil {
			name = r.Name()
		}
		return &OwnerError{Conn: c.ref, Peer: c.peer, Owner: c.owner.Name(), User: name}
	}
	return nil
}

// OwnerError is what a task gets that uses another task's connection.
type OwnerError struct {
	Conn        int32
	Peer        string
	Owner, User string
}

func (e *OwnerError) Error() string {
	return "network: connection " + strconv.Itoa(int(e.Conn)) + " (" + e.Peer + ") belongs to task " +
		strconv.Quote(e.Owner) + ", used by task " + strconv.Quote(e.User) + ": hand it over with HandTo"
}
