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

// shortage is how long an acceptor waits for file descriptors to be given back.
const shortage = 50 * time.Millisecond

// listener is a listening socket. Its tasks accept one at a time: a deadline, which ends a call that is
// cancelled, is the socket's and would end all of them.
type listener struct {
	net     *Network
	at      network.Address
	socket  *net.TCPListener
	refs    *refs
	waiting *engine.Lot // the task whose turn it is
	turns   *engine.Lot // the others
	busy    bool
	closed  bool
	kept    *stream // accepted for a task that was cancelled
}

func newListener(n *Network, at network.Address, socket *net.TCPListener) *listener {
	return &listener{
		net: n, at: at, socket: socket, refs: newRefs(),
		waiting: n.loop.NewLot(trace.WhyAccept, at.String(), 0), turns: n.loop.NewLot(trace.WhyAccept, at.String(), 0),
	}
}

// Accept waits for the next connection; see network.Listener.
func (ln *listener) Accept(t *engine.Task) (network.Stream, int32, error) {
	for ln.busy && !ln.closed {
		if err := ln.turns.Park(t); err != nil {
			return nil, 0, err
		}
	}
	if ln.closed {
		return nil, 0, network.ErrClosed
	}
	ln.busy = true
	defer func() {
		ln.busy = false
		ln.turns.Wake()
	}()
	s, err := ln.next(t)
	if err != nil {
		return nil, 0, err
	}
	return s, s.at.Conn(), nil
}

// next waits for a place among the connections allowed, and for a connection.
func (ln *listener) next(t *engine.Task) (*stream, error) {
	n := ln.net
	for n.accepted >= n.opts.Connections && !ln.closed {
		if err := n.places.Park(t); err != nil {
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
		s, err := ln.block(t)
		if short := (*network.FilesError)(nil); !errors.As(err, &short) {
			return s, err
		}
		t.Mark("too many open files")
		if err := t.Sleep(shortage); err != nil {
			return nil, err
		}
	}
}

// block accepts one connection. What a cancelled call brought home is kept for the next.
func (ln *listener) block(t *engine.Task) (*stream, error) {
	var conn *net.TCPConn
	var ref int32
	var failed error
	interrupted := false
	err := t.Block(ln.waiting, func() {
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
		s = ln.accepted(conn, ref)
	}
	if err != nil {
		ln.kept = s
		return nil, err
	}
	return s, failure(failed, "accept for "+ln.at.Name)
}

func (ln *listener) accepted(conn *net.TCPConn, ref int32) *stream {
	if ref == 0 {
		ref = ln.net.loop.NextRef()
	}
	ln.net.accepted++
	return newStream(ln.net, conn, "client of "+ln.at.Name, trace.End(-ref))
}

// Endpoint returns the host and port, such as "127.0.0.1:9002".
func (ln *listener) Endpoint() string { return ln.socket.Addr().String() }

// Close refuses further dials; the system resets what is queued.
func (ln *listener) Close() error {
	if ln.closed {
		return nil
	}
	ln.closed = true
	delete(ln.net.listeners, ln.at.Name)
	ln.net.sockets.drop(ln.socket)
	if ln.kept != nil {
		ln.kept.Reset()
	}
	ln.turns.WakeAll()
	ln.net.places.WakeAll()
	return nil
}
