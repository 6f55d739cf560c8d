//go:build !js

package tcp

import (
	"net"
	"time"

	"overlap/engine"
	"overlap/engine/network"
	"overlap/engine/trace"
)

// descriptorRetry is how long an acceptor sleeps without a file descriptor before it tries again.
const descriptorRetry = 50 * time.Millisecond

// listener is a service's listening sockets. Outside clients and the run's own dials have a socket each where the service's
// port is known outside: what the run asks itself must not wait behind its clients, nor count with them.
type listener struct {
	net      *Network
	at       network.Address
	public   *door
	own      *door // the same as public where there is none but the run's own clients
	waiting  *engine.Lot
	arrived  []arrival // accepted and not yet handed to a task
	open     int       // connections of outside clients
	visitors map[string]int
	closed   bool
}

// arrival is what accept(2) returned.
type arrival struct {
	from   *door
	conn   *net.TCPConn
	ref    int32
	failed error
}

func newListener(n *Network, at network.Address, public, own *net.TCPListener) *listener {
	ln := &listener{net: n, at: at, visitors: map[string]int{}, waiting: n.loop.NewLot(trace.WhyAccept, at.String(), 0)}
	ln.public = &door{socket: public, refs: newRefs()}
	ln.own = ln.public
	if own != nil {
		ln.own = &door{socket: own, refs: newRefs()}
	}
	return ln
}

// Accept waits for the next connection; see network.Listener.
func (ln *listener) Accept(t *engine.Task) (network.Stream, int32, error) {
	for {
		for len(ln.arrived) == 0 && !ln.closed {
			ln.ask()
			if err := ln.waiting.Park(t); err != nil {
				return nil, 0, err
			}
		}
		if ln.closed {
			return nil, 0, network.ErrClosed
		}
		a := ln.arrived[0]
		ln.arrived = ln.arrived[1:]
		if ln.waiting.Len() > 0 { // another task, whose turn it is now
			ln.ask()
		}
		if a.failed == nil && !ln.welcome(a) {
			continue
		}
		if a.failed == nil {
			s := ln.stream(a)
			return s, s.id.Conn(), nil
		}
		err := networkError(a.failed, "accept for "+ln.at.Name)
		if _, short := err.(*network.FilesError); !short {
			return nil, 0, err
		}
		t.Mark("too many open files")
		ln.net.warn(ln, "too many open files", "allowed", descriptorLimit())
		if err := t.Sleep(descriptorRetry); err != nil {
			return nil, 0, err
		}
	}
}

// ask has each socket accept one connection that may be accepted now.
func (ln *listener) ask() {
	ln.net.accept(ln, ln.own)
	if ln.own == ln.public {
		return
	}
	if limit := ln.net.opts.Connections; ln.open >= limit {
		ln.net.warn(ln, "all connections are taken, clients wait", "connections", limit)
		return
	}
	ln.net.accept(ln, ln.public)
}

// welcome refuses, with a reset, an outside client whose address has as many connections as are allowed.
func (ln *listener) welcome(a arrival) bool {
	if !ln.outside(a.from) {
		return true
	}
	from, limit := addressOf(a.conn), ln.net.opts.PerAddress
	if limit <= 0 || ln.visitors[from] < limit {
		ln.visitors[from]++
		ln.open++
		return true
	}
	a.conn.SetLinger(0)
	ln.net.sockets.closeOne(a.conn)
	ln.net.warn(ln, "an address has too many connections, more are reset", "address", from, "connections", limit)
	return false
}

// outside reports whether the clients of a socket are other programs.
func (ln *listener) outside(d *door) bool { return ln.own != ln.public && d == ln.public }

// stream makes an accepted connection a stream.
func (ln *listener) stream(a arrival) *stream {
	if a.ref == 0 {
		a.ref = ln.net.loop.NextRef()
	}
	s := newStream(ln.net, a.conn, "client of "+ln.at.Name, trace.End(-a.ref))
	if ln.outside(a.from) {
		s.visits, s.until = ln, ln.net.loop.Now()+ln.net.opts.Lifetime
	}
	return s
}

// left counts an outside client that has gone.
func (ln *listener) left(s *stream) {
	from := addressOf(s.conn)
	if ln.visitors[from]--; ln.visitors[from] == 0 {
		delete(ln.visitors, from)
	}
	if ln.open--; ln.waiting.Len() > 0 {
		ln.ask()
	}
}

func addressOf(c *net.TCPConn) string { return c.RemoteAddr().(*net.TCPAddr).IP.String() }

// Endpoint returns the host and port, such as "127.0.0.1:9002".
func (ln *listener) Endpoint() string { return ln.public.socket.Addr().String() }

// Close refuses further dials; the system resets the connections that nobody has accepted.
func (ln *listener) Close() error {
	if ln.closed {
		return nil
	}
	ln.closed = true
	delete(ln.net.listeners, ln.at.Name)
	ln.net.sockets.closeOne(ln.public.socket)
	ln.net.sockets.closeOne(ln.own.socket)
	for _, a := range ln.arrived {
		ln.net.drop(a)
	}
	ln.arrived = nil
	ln.waiting.WakeAll()
	return nil
}
