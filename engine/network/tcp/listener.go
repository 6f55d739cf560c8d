//go:build !js

package tcp

import (
	"errors"
	"net"
	"net/netip"
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
	doors    []*door
	own      *door // the first
	public   *door // the last, which is the same where there is none but the run's own clients
	waiting  *engine.Lot
	arrived  []arrival // accepted and not yet handed to a task
	open     int       // connections of outside clients
	visitors map[netip.Addr]int
	closed   bool
}

func newListener(n *Network, at network.Address) *listener {
	return &listener{net: n, at: at, visitors: map[netip.Addr]int{}, waiting: n.loop.NewLot(trace.WhyAccept, at.String(), 0)}
}

// openDoors opens the listener's sockets: of the run's own dials where that is another, and of outside clients.
func (ln *listener) openDoors(sockets ...*net.TCPListener) (err error) {
	for _, socket := range sockets {
		d, failed := ln.newDoor(socket)
		if failed == nil {
			ln.net.sockets.add(d)
			ln.doors = append(ln.doors, d)
		}
		err = errors.Join(err, networkError(failed, "listen for "+ln.at.Name))
	}
	if err != nil {
		ln.closeDoors()
		return err
	}
	ln.own, ln.public = ln.doors[0], ln.doors[len(ln.doors)-1]
	return nil
}

func (ln *listener) closeDoors() {
	for _, d := range ln.doors {
		ln.net.sockets.closeOne(d)
	}
}

// Accept waits for the next connection; see network.Listener.
func (ln *listener) Accept(t *engine.Task) (network.Stream, int32, error) {
	for {
		for len(ln.arrived) == 0 && !ln.closed {
			if ln.expects() {
				ln.look()
			}
			if len(ln.arrived) > 0 {
				break
			}
			release := ln.net.loop.Hold() // clients may come from outside
			err := ln.waiting.Park(t)
			release()
			if err != nil {
				return nil, 0, err
			}
		}
		if ln.closed {
			return nil, 0, network.ErrClosed
		}
		a := ln.arrived[0]
		ln.arrived = ln.arrived[1:]
		if ln.waiting.Len() > 0 { // another task, whose turn it is now
			ln.look()
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

// look has each socket accept a connection that may be accepted now, and wakes a task for it.
func (ln *listener) look() {
	for _, d := range ln.admitting() {
		if a, there := d.ask(); there {
			ln.take(a)
		}
	}
}

// admitting returns the sockets at which a connection may be accepted now: without the outside clients' while as many of these are
// there as may be.
func (ln *listener) admitting() []*door {
	limit := ln.net.opts.Connections
	if ln.own == ln.public || ln.open < limit {
		return ln.doors
	}
	ln.net.warn(ln, "all connections are taken, clients wait", "connections", limit)
	return ln.doors[:1]
}

// take keeps an accepted connection for the task that waits longest.
func (ln *listener) take(a arrival) {
	if a.conn != nil {
		ln.net.sockets.add(a.conn)
	}
	if ln.closed {
		ln.net.drop(a)
		return
	}
	ln.arrived = append(ln.arrived, a)
	ln.waiting.Wake()
}

// welcome refuses, with a reset, an outside client whose address has as many connections as are allowed.
func (ln *listener) welcome(a arrival) bool {
	if !ln.outside(a.from) {
		return true
	}
	from, limit := a.conn.peer().Addr(), ln.net.opts.PerAddress
	if limit <= 0 || ln.visitors[from] < limit {
		ln.visitors[from]++
		ln.open++
		return true
	}
	a.conn.SetLinger(0)
	ln.net.sockets.closeOne(a.conn)
	ln.net.warn(ln, "an address has too many connections, more are reset", "address", from.String(), "connections", limit)
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
		s.visits = ln
		if ln.net.opts.Lifetime > 0 {
			s.until = ln.net.loop.Now() + ln.net.opts.Lifetime
		}
	}
	return s
}

// left counts an outside client that has gone.
func (ln *listener) left(s *stream) {
	from := s.conn.peer().Addr()
	if ln.visitors[from]--; ln.visitors[from] == 0 {
		delete(ln.visitors, from)
	}
	if ln.open--; ln.waiting.Len() > 0 {
		ln.look()
	}
}

// Endpoint returns the host and port, such as "127.0.0.1:9002".
func (ln *listener) Endpoint() string { return ln.public.at.String() }

// Close refuses further dials; the system resets the connections that nobody has accepted.
func (ln *listener) Close() error {
	if ln.closed {
		return nil
	}
	ln.closed = true
	delete(ln.net.listeners, ln.at.Name)
	ln.closeDoors()
	for _, a := range ln.arrived {
		ln.net.drop(a)
	}
	ln.arrived = nil
	ln.waiting.WakeAll()
	return nil
}
