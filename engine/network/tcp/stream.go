//go:build !js

package tcp

import (
	"io"
	"net"
	"syscall"
	"time"

	"overlap/engine"
	"overlap/engine/network"
	"overlap/engine/trace"
)

// stream is one end of a connection.
type stream struct {
	net      *Network
	conn     *net.TCPConn
	raw      syscall.RawConn
	name     string // of the peer
	at       trace.End
	closed   bool
	finished bool // no more is sent
	in, out  half
	kept     []byte // received by a call whose task was cancelled
	end      error  // what reading ended with; the system says so only once
	reset    bool   // the system has said that the peer reset the connection, perhaps to a writer
}

// half is one direction as its tasks use it.
type half struct {
	lot   *engine.Lot // made when somebody first waits
	armed bool        // the socket has a deadline
}

func newStream(n *Network, conn *net.TCPConn, name string, at trace.End) *stream {
	raw, _ := conn.SyscallConn() // fails for a nil conn only
	return &stream{net: n, conn: conn, raw: raw, name: name, at: at}
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
	case s.end != nil:
		return 0, s.end
	}
	s.in.disarm(s.conn.SetReadDeadline)
	n, failed, done := readNow(s.raw, p)
	if !done && attempts && deadline >= 0 && deadline <= t.Now() {
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
	return n, s.ended(failure(failed, "read from "+s.name))
}

// ended keeps the end of the stream. A writer that was told of the reset before has used it up: the system
// then gives a reader the end.
func (s *stream) ended(err error) error {
	if err == io.EOF && s.reset {
		err = network.ErrReset
	}
	if err == io.EOF || err == network.ErrReset {
		s.end = err
	}
	return err
}

// Write waits until all of p is taken; see network.Stream.
func (s *stream) Write(t *engine.Task, p []byte, deadline time.Duration) (n int, err error) {
	if s.closed || s.finished {
		return 0, network.ErrClosed
	}
	s.out.disarm(s.conn.SetWriteDeadline)
	n, failed, done := writeNow(s.raw, p)
	if failed == nil && (!done || n < len(p)) {
		more := 0
		err = s.block(t, &s.out, trace.WhyWrite, deadline, s.conn.SetWriteDeadline, func() { more, failed = s.conn.Write(p[n:]) })
		n += more
	}
	if err != nil {
		return n, err
	}
	s.reset = s.reset || wasReset(failed)
	return n, failure(failed, "write to "+s.name)
}

// disarm takes back the deadline of the last call.
func (h *half) disarm(set func(time.Time) error) {
	if h.armed {
		h.armed = false
		set(time.Time{})
	}
}

// block has a goroutine make a call of the socket, bounded by the deadline.
func (s *stream) block(t *engine.Task, h *half, why trace.Why, deadline time.Duration, set func(time.Time) error, call func()) error {
	if h.lot == nil {
		h.lot = s.net.loop.NewLot(why, s.name, int32(s.at))
	}
	if idle := s.net.opts.Idle; s.at.Accepted() && idle > 0 && (deadline < 0 || deadline > t.Now()+idle) {
		deadline = t.Now() + idle
	}
	if deadline >= 0 {
		h.armed = true
		set(instant(t, deadline))
	}
	return t.Block(h.lot, call, func() {
		h.armed = true
		set(past)
	})
}

// CloseWrite tells the peer that nothing more comes; a peer that is gone needs no telling.
func (s *stream) CloseWrite() error {
	if s.closed {
		return network.ErrClosed
	}
	s.finished = true
	s.conn.CloseWrite()
	return nil
}

// Close ends both directions. The system makes it a reset when bytes were not read.
func (s *stream) Close() error {
	if s.closed {
		return nil
	}
	s.closed = true
	if s.at.Accepted() {
		s.net.accepted--
		s.net.places.WakeAll()
	}
	s.net.sockets.drop(s.conn)
	return nil
}

// Reset ends both directions as a failure.
func (s *stream) Reset() error {
	if !s.closed {
		s.conn.SetLinger(0)
	}
	return s.Close()
}
