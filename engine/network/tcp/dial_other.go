//go:build !js && !linux

package tcp

import (
	"context"
	"net"
	"net/netip"
	"time"

	"overlap/engine"
	"overlap/engine/trace"
)

// connect makes a connection to a door of this run, or to an address of another program, where d is nil.
func (n *Network) connect(t *engine.Task, d *door, to netip.AddrPort, name string, ref int32, deadline time.Duration) (socket, error) {
	dialler := net.Dialer{KeepAlive: -1}
	if deadline >= 0 {
		dialler.Deadline = wallTime(t, deadline)
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	var conn net.Conn
	var failed error
	dial := func() (from netip.AddrPort, err error) {
		if conn, failed = dialler.DialContext(ctx, "tcp", to.String()); failed != nil {
			return from, failed
		}
		return addrPort(conn.LocalAddr()), nil
	}
	err := t.Block(n.loop.NewLot(trace.WhyConnect, name, ref), func() {
		if d == nil {
			dial()
			return
		}
		d.refs.dial(ref, dial)
	}, cancel)
	if err == nil {
		err = networkError(failed, "dial "+name)
	}
	if err != nil {
		if conn != nil {
			conn.Close()
		}
		return nil, err
	}
	s := newSocket(conn.(*net.TCPConn))
	n.sockets.add(s)
	return s, nil
}

// dial calls connect and remembers the number of the connection it made, where its address is not known before.
func (r *refs) dial(ref int32, connect func() (from netip.AddrPort, err error)) {
	r.mu.Lock()
	r.dialling++
	r.mu.Unlock()
	from, err := connect()
	r.mu.Lock()
	defer r.mu.Unlock()
	r.dialling--
	if err == nil {
		r.known[from] = ref
	}
	r.changed.Broadcast()
}
