//go:build !js

package tcp

import (
	"errors"
	"io"
	"time"

	"overlap/engine"
	"overlap/engine/network"
	"overlap/engine/trace"
)

// stream is one end of a connection.
type stream struct {
	net       *Network
	conn      socket
	name      string // of the peer
	id        trace.End
	visits    *listener     // at which it is an outside client, else nil
	until     time.Duration // when its time is over; 0 for never
	elsewhere string        // where the other program is that has the other end, "" where none has
	closed    bool
	finished  bool // after CloseWrite
	in, out   direction
	kept      []byte // received by a call whose task was cancelled, for the next Read
	readErr   error  // what reading ended with: the system reports a reset only once
	reset     bool   // a read or a write has failed because the peer reset the connection
}

// direction is the state of waiting reads, or of waiting writes.
type direction struct {
	lot         *engine.Lot // made when a task first waits
	hasDeadline bool        // the socket has one, which the next call has to clear
}

func newStream(n *Network, conn socket, name string, id trace.End) *stream {
	return &stream{net: n, conn: conn, name: name, id: id}
}

// Read waits for bytes; see network.Stream.
func (s *stream) Read(t *engine.Task, p []byte, deadline time.Duration) (n int, err error) {
	switch {
	case s.closed:
		return 0, network.ErrClosed
	case len(s.kept) > 0:
		n = copy(p, s.kept)
		s.kept = s.kept[n:]
		return n, nil
	case s.readErr != nil:
		return 0, s.readErr
	case s.until > 0 && t.Now() >= s.until:
		return 0, s.explain(t, deadline, engine.ErrDeadline)
	}
	s.in.clearDeadline(s.conn.SetReadDeadline)
	n, failed, done := s.conn.readNow(p)
	if !done && canTry && deadline >= 0 && deadline <= t.Now() {
		return 0, engine.ErrDeadline
	}
	if !done {
		err = s.block(t, &s.in, trace.WhyRead, deadline, s.conn.SetReadDeadline, func() { n, failed = s.conn.Read(p) })
	} else if n == 0 && failed == nil {
		failed = io.EOF
	}
	if err != nil {
		s.kept = append(s.kept, p[:n]...)
		return 0, err
	}
	return n, s.explain(t, deadline, s.keepEnd(networkError(failed, "read from "+s.name)))
}

// keepEnd remembers what reading ended with. The system reports a reset once: where a write got it, reading ends with
// io.EOF and keepEnd makes that network.ErrReset.
func (s *stream) keepEnd(err error) error {
	if err == io.EOF && s.reset {
		err = network.ErrReset
	}
	if err == io.EOF || err == network.ErrReset {
		s.readErr = err
	}
	return err
}

// Write waits until all of p is taken; see network.Stream.
func (s *stream) Write(t *engine.Task, p []byte, deadline time.Duration) (n int, err error) {
	if s.closed || s.finished {
		return 0, network.ErrClosed
	}
	s.out.clearDeadline(s.conn.SetWriteDeadline)
	n, failed, done := s.conn.writeNow(p)
	if failed == nil && (!done || n < len(p)) {
		more := 0
		err = s.block(t, &s.out, trace.WhyWrite, deadline, s.conn.SetWriteDeadline, func() { more, failed = s.conn.Write(p[n:]) })
		n += more
	}
	if err != nil {
		return n, err
	}
	s.reset = s.reset || wasReset(failed)
	return n, s.explain(t, deadline, networkError(failed, "write to "+s.name))
}

// clearDeadline removes the socket's deadline that the last call set.
func (h *direction) clearDeadline(set func(time.Time) error) {
	if h.hasDeadline {
		h.hasDeadline = false
		set(time.Time{})
	}
}

// bound returns the deadline of a read or write that begins now and has to wait, within what Options allow.
func (s *stream) bound(t *engine.Task, deadline time.Duration) time.Duration {
	deadline = within(t, s.net.patience(s.elsewhere), deadline)
	if s.until > 0 && (deadline < 0 || deadline > s.until) {
		return s.until
	}
	return deadline
}

// block makes a call of the socket on a goroutine, until the deadline.
func (s *stream) block(t *engine.Task, h *direction, why trace.Why, deadline time.Duration, set func(time.Time) error, call func()) error {
	if h.lot == nil {
		h.lot = s.net.loop.NewLot(why, s.name, int32(s.id))
	}
	if err := s.conn.waits(); err != nil {
		return err
	}
	if deadline = s.bound(t, deadline); deadline >= 0 {
		h.hasDeadline = true
		set(wallTime(t, deadline))
	}
	return t.Block(h.lot, call, func() {
		h.hasDeadline = true
		set(past)
	})
}

// SetNoDelay sets the socket's option; see network.Stream.
func (s *stream) SetNoDelay(on bool) error {
	if s.closed {
		return network.ErrClosed
	}
	return networkError(s.conn.SetNoDelay(on), "set TCP_NODELAY of "+s.name)
}

// Client returns the address of the other end, such as "127.0.0.1:51034".
func (s *stream) Client() string { return s.conn.peer().String() }

// SetBuffer sets the sizes of this end's buffers; see network.Stream. The other end has as much.
func (s *stream) SetBuffer(bytes int) error {
	if s.closed {
		return network.ErrClosed
	}
	return networkError(errors.Join(s.conn.SetReadBuffer(bytes/2), s.conn.SetWriteBuffer(bytes/2)), "set the buffers of "+s.name)
}

// CloseWrite ends the stream that the peer reads. The system's error is ignored: it means that the peer has left.
func (s *stream) CloseWrite() error {
	if s.closed {
		return network.ErrClosed
	}
	s.finished = true
	s.conn.CloseWrite()
	return nil
}

// CloseRead ends reading as if the peer had sent all. The system's error is ignored: it means that the peer has left.
func (s *stream) CloseRead() error {
	if s.closed {
		return network.ErrClosed
	}
	s.conn.CloseRead()
	return nil
}

// Close ends both directions. The system turns it into a reset when bytes were not read.
func (s *stream) Close() error {
	if s.closed {
		return nil
	}
	s.closed = true
	switch {
	case s.visits != nil:
		s.visits.left(s)
	case !s.id.Accepted():
		s.net.releaseCall()
	}
	s.net.sockets.closeOne(s.conn)
	return nil
}

// Reset ends both directions as a failure.
func (s *stream) Reset() error {
	if !s.closed {
		s.conn.SetLinger(0)
	}
	return s.Close()
}
