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
	dialler := net.Dialer{KeepAlive: -1}
	if deadline >= 0 {
		dialler.Deadline = wallTime(t, deadline)
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	var conn net.Conn
	var failed error
	err := t.Block(n.loop.NewLot(trace.WhyConnect, name, ref), func() {
		conn, failed = ln.refs.dial(ref, func() (net.Conn, error) { return dialler.DialContext(ctx, "tcp", ln.dialAddress()) })
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
	at := *ln.socket.Addr().(*net.TCPAddr)
	if at.IP.IsUnspecified() && at.IP.To4() != nil {
		at.IP = net.IPv4(127, 0, 0, 1)
	} else if at.IP.IsUnspecified() {
		at.IP = net.IPv6loopback
	}
	return at.String()
}
