//go:build !js

package tcp

import (
	"net"
	"net/netip"
	"sync"
)

// door is a listening socket. It accepts one connection for each time that a task asks, so that others wait in the backlog,
// where the system drops those for which there is no room.
type door struct {
	at    net.Addr
	refs  *refs
	waits waiting

	mu      sync.Mutex // of what the waiting goroutine uses, too
	wanted  bool       // a connection is to be accepted
	arrived []arrival  // accepted and not yet fetched by the loop, in order
}

// arrival is what accept(2) returned.
type arrival struct {
	from   *door
	conn   socket
	ref    int32
	failed error
}

// addr returns where the door is.
func (d *door) addr() netip.AddrPort { return addrPort(d.at) }

// arrive keeps what accept(2) returned; d.mu is held.
func (d *door) arrive(conn socket, err error) {
	a := arrival{from: d, conn: conn, failed: err}
	if err == nil {
		a.ref = d.refs.claim(conn.peer())
	}
	d.wanted = false
	d.arrived = append(d.arrived, a)
}

// fetch returns what has been accepted.
func (d *door) fetch() []arrival {
	d.mu.Lock()
	defer d.mu.Unlock()
	list := d.arrived
	d.arrived = nil
	return list
}

// drop resets a connection that no task will have.
func (n *Network) drop(a arrival) {
	if a.conn != nil {
		a.conn.SetLinger(0)
		n.sockets.closeOne(a.conn)
	}
}
