//go:build !js

package tcp

import (
	"context"
	"net"
	"time"

	"overlap/engine"
	"overlap/engine/network"
	"overlap/engine/trace"
)

// Dial connects to a service of this run by its name; see network.Network. A name without a listener is refused without
// asking the system: another program may listen on a closed listener's port by now.
func (n *Network) Dial(t *engine.Task, name string, ref int32, deadline time.Duration) (network.Stream, error) {
	ln := n.listeners[name]
	if ln == nil {
		return nil, network.ErrRefused
	}
	deadline = n.within(t, deadline)
	if err := n.takeCall(t, deadline); err != nil {
		return nil, err
	}
	s, err := n.connect(t, ln, ref, deadline)
	if err != nil {
		n.releaseCall()
		return nil, err
	}
	return s, nil
}

// takeCall waits until fewer connections are open that the run has dialled than are allowed.
func (n *Network) takeCall(t *engine.Task, deadline time.Duration) error {
	for n.opts.Calls > 0 && n.calls >= n.opts.Calls {
		if err := n.room.ParkUntil(t, deadline); err != nil {
			if n.calls < n.opts.Calls {
				n.room.Wake() // this task may have been woken, too
			}
			return err
		}
	}
	n.calls++
	return nil
}

func (n *Network) releaseCall() {
	n.calls--
	n.room.Wake()
}

// within returns the deadline of a call that begins now: Options.Idle from now at the latest.
func (n *Network) within(t *engine.Task, deadline time.Duration) time.Duration {
	if idle := n.opts.Idle; idle > 0 && (deadline < 0 || deadline > t.Now()+idle) {
		return t.Now() + idle
	}
	return deadline
}

// connect makes a connection to a listener.
func (n *Network) connect(t *engine.Task, ln *listener, ref int32, deadline time.Duration) (*stream, error) {
	name := ln.at.Name
	dialler := net.Dialer{KeepAlive: -1}
	if deadline >= 0 {
		dialler.Deadline = wallTime(t, deadline)
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	var conn net.Conn
	var failed error
	err := t.Block(n.loop.NewLot(trace.WhyConnect, name, ref), func() {
		conn, failed = ln.own.refs.dial(ref, func() (net.Conn, error) { return dialler.DialContext(ctx, "tcp", ln.dialAddress()) })
		if failed == nil {
			n.sockets.add(conn)
		}
	}, cancel)
	if err != nil {
		if conn != nil {
			n.sockets.closeOne(conn)
		}
		return nil, err
	}
	if failed != nil {
		return nil, networkError(failed, "dial "+name)
	}
	return newStream(n, conn.(*net.TCPConn), name, trace.End(ref)), nil
}

// dialAddress returns the address at which the run's own tasks dial the listener: loopback when it listens on every
// address.
func (ln *listener) dialAddress() string {
	at := *ln.own.socket.Addr().(*net.TCPAddr)
	if at.IP.IsUnspecified() && at.IP.To4() != nil {
		at.IP = net.IPv4(127, 0, 0, 1)
	} else if at.IP.IsUnspecified() {
		at.IP = net.IPv6loopback
	}
	return at.String()
}
