//go:build !js

package tcp

import "net"

// door is a listening socket. It accepts one connection for each time that a task asks, so that others wait in the backlog,
// where the system drops those for which there is no room.
type door struct {
	socket *net.TCPListener
	refs   *refs
	busy   bool // a goroutine is in accept(2)
}

// accept has a socket of a listener accept a connection, unless it does so already. The task that asked may have been
// cancelled by the time that there is one: the next Accept returns it.
func (n *Network) accept(ln *listener, d *door) {
	if d.busy {
		return
	}
	d.busy = true
	release := n.loop.Hold()
	go func() {
		a := arrival{from: d}
		if a.conn, a.failed = d.socket.AcceptTCP(); a.failed == nil {
			n.sockets.add(a.conn)
			a.ref = d.refs.claim(a.conn)
		}
		n.loop.Post(func() {
			release()
			d.busy = false
			if ln.closed {
				n.drop(a)
				return
			}
			ln.arrived = append(ln.arrived, a)
			ln.waiting.Wake()
		})
	}()
}

// drop resets a connection that no task will have.
func (n *Network) drop(a arrival) {
	if a.conn != nil {
		a.conn.SetLinger(0)
		n.sockets.closeOne(a.conn)
	}
}
