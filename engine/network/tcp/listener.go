//go:build !js

package tcp

import (
	"errors"
	"net"
	"time"

	"overlap/engine"
	"overlap/engine/network"
	"overlap/engine/trace"
)

// descriptorRetry is how long an acceptor sleeps without a file descriptor before it tries again.
const descriptorRetry = 50 * time.Millisecond

// listener is a listening socket. One task accepts at a time: a cancelled call is ended by the socket's deadline, which
// would end the calls of all tasks.
type listener struct {
	net       *Network
	at        network.Address
	socket    *net.TCPListener
	refs      *refs
	accepting *engine.Lot // where the task waits that is in accept(2)
	queued    *engine.Lot // where other tasks wait for their turn to accept
	busy      bool        // a task has its turn
	closed    bool
	kept      *stream // accepted for a task that was cancelled, for the next Accept, for the next Accept
}

func newListener(n *Network, at network.Address, socket *net.TCPListener) *listener {
	return &listener{
		net: n, at: at, socket: socket, refs: newRefs(),
		accepting: n.loop.NewLot(trace.WhyAccept, at.String(), 0), queued: n.loop.NewLot(trace.WhyAccept, at.String(), 0),
	}
}

// Accept waits for the next connection; see network.Listener.
func (ln *listener) Accept(t *engine.Task) (network.Stream, int32, error) {
	for ln.busy && !ln.closed {
		if err := ln.queued.Park(t); err != nil {
			return nil, 0, err
		}
	}
	if ln.closed {
		return nil, 0, network.ErrClosed
	}
	ln.busy = true
	defer func() {
		ln.busy = false
		ln.queued.Wake()
	}()
	s, err := ln.nextStream(t)
	if err != nil {
		return nil, 0, err
	}
	return s, s.id.Conn(), nil
}

// nextStream waits until fewer connections are open than allowed, and then for a connection.
func (ln *listener) nextStream(t *engine.Task) (*stream, error) {
	n := ln.net
	for n.accepted >= n.opts.Connections && !ln.closed {
		if err := n.room.Park(t); err != nil {
			return nil, err
		}
	}
	for {
		if ln.closed {
			return nil, network.ErrClosed
		}
		if s := ln.kept; s != nil {
			ln.kept = nil
			return s, nil
		}
		s, err := ln.acceptOne(t)
		if short := (*network.FilesError)(nil); !errors.As(err, &short) {
			return s, err
		}
		t.Mark("too many open files")
		if err := t.Sleep(descriptorRetry); err != nil {
			return nil, err
		}
	}
}

// acceptOne calls accept(2). A connection that a cancelled call has still accepted is kept for the next Accept.
func (ln *listener) acceptOne(t *engine.Task) (*stream, error) {
	var conn *net.TCPConn
	var ref int32
	var failed error
	interrupted := false
	err := t.Block(ln.accepting, func() {
		if conn, failed = ln.socket.AcceptTCP(); failed == nil {
			ln.net.sockets.add(conn)
			ref = ln.refs.claim(conn)
		}
	}, func() {
		interrupted = true
		ln.socket.SetDeadline(past)
	})
	if interrupted {
		ln.socket.SetDeadline(time.Time{})
	}
	var s *stream
	if conn != nil {
		if ref == 0 {
			ref = ln.net.loop.NextRef()
		}
		ln.net.accepted++
		s = newStream(ln.net, conn, "client of "+ln.at.Name, trace.End(-ref))
	}
	if err != nil {
		ln.kept = s
		return nil, err
	}
	return s, networkError(failed, "accept for "+ln.at.Name)
}

// Endpoint returns the host and port, such as "127.0.0.1:9002".
func (ln *listener) Endpoint() string { return ln.socket.Addr().String() }

// Close refuses further dials; the system resets the connections that nobody has accepted.
func (ln *listener) Close() error {
	if ln.closed {
		return nil
	}
	ln.closed = true
	delete(ln.net.listeners, ln.at.Name)
	ln.net.sockets.closeOne(ln.socket)
	if ln.kept != nil {
		ln.kept.Reset()
	}
	ln.queued.WakeAll()
	ln.net.room.WakeAll()
	return nil
}
