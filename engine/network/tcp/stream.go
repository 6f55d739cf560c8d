//go:build !js

package tcp

import (
	"io"
	"net"
	"time"

	"overlap/engine"
	"overlap/engine/network"
	"overlap/engine/trace"
)

// stream is one end of a connection.
type stream struct {
	net      *Network
	conn     *net.TCPConn
	name     string // of the peer
	ref      int32
	accepted bool
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
	var failed error
	err = s.block(t, &s.in, trace.WhyRead, s.conn.SetReadDeadline, deadline, func() { n, failed = s.conn.Read(p) })
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
	var failed error
	err = s.block(t, &s.out, trace.WhyWrite, s.conn.SetWriteDeadline, deadline, func() { n, failed = s.conn.Write(p) })
	if err != nil {
		return n, err
	}
	s.reset = s.reset || wasReset(failed)
	return n, failure(failed, "write to "+s.name)
}

// block has a goroutine make a call of the socket, bounded by the deadline.
func (s *stream) block(t *engine.Task, h *half, why trace.Why, set func(time.Time) error, deadline time.Duration, call func()) error {
	if h.lot == nil {
		h.lot = s.net.loop.NewLot(why, s.name, s.ref)
	}
	if idle := s.net.opts.Idle; s.accepted && idle > 0 && (deadline < 0 || deadline > t.Now()+idle) {
		deadline = t.Now() + idle
	}
	if deadline >= 0 {
		set(instant(t, deadline))
	} else if h.armed {
		set(time.Time{})
	}
	h.armed = deadline >= 0
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
	if s.accepted {
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
