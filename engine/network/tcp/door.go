//go:build !js

package tcp

import (
	"net"
	"net/netip"
)

// door is a listening socket. It accepts one connection for each time that a task asks, so that others wait in the backlog,
// where the system drops those for which there is no room. Only the loop calls its methods.
type door struct {
	at    net.Addr
	refs  *refs
	waits waiting
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

// accepted returns a connection with the number that its dialler has given it.
func (d *door) accepted(conn socket) arrival {
	return arrival{from: d, conn: conn, ref: d.refs.claim(conn.peer())}
}

// drop resets a connection that no task will have.
func (n *Network) drop(a arrival) {
	if a.conn != nil {
		a.conn.SetLinger(0)
		n.sockets.closeOne(a.conn)
	}
}
