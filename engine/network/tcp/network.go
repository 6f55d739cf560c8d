//go:build !js

// Package tcp is the real network: sockets of this machine, on loopback unless Options.Host says otherwise. A call that
// blocks runs in a goroutine of its own (see engine.Task.Block) while the loop runs other tasks, as asyncio's loop does
// while its selector waits. Closing the loop closes every socket and ends every such goroutine.
package tcp

import (
	"context"
	"net"
	"strconv"
	"time"

	"overlap/engine"
	"overlap/engine/network"
	"overlap/engine/trace"
)

// Options say where a network listens and what it allows its clients. The zero value is for a run whose
// clients are its own: ports that the system picks, on loopback.
type Options struct {
	Host        string        // to listen on; "" is 127.0.0.1
	Fixed       bool          // listen on each address's own port plus Offset, which outside clients know
	Offset      int           // added to fixed ports
	Connections int           // accepted and open at once, others wait in the backlog; 0 is 16,384
	Idle        time.Duration // a read or write of an accepted connection that takes longer is engine.ErrDeadline; 0 is no bound
}

const defaultConnections = 1 << 14

// Network is the real network as one loop uses it.
type Network struct {
	loop      *engine.Loop
	opts      Options
	listeners map[string]*listener // by name, without the closed ones
	sockets   sockets
	accepted  int         // accepted connections that are open
	room      *engine.Lot // where acceptors wait while as many as Options.Connections are open
}

// New returns the network of a loop, which must have a real clock.
func New(l *engine.Loop, o Options) *Network {
	if o.Host == "" {
		o.Host = "127.0.0.1"
	}
	if o.Connections <= 0 {
		o.Connections = defaultConnections
	}
	n := &Network{loop: l, opts: o, listeners: map[string]*listener{}}
	n.room = l.NewLot(trace.WhyAccept, "one of "+strconv.Itoa(o.Connections)+" connections", 0)
	l.OnClose(n.sockets.closeAll)
	return n
}

// Listen makes a listener; see network.Network. Only Linux lets a listener choose its backlog here; elsewhere
// it is the system's.
func (n *Network) Listen(_ *engine.Task, at network.Address, backlog int) (network.Listener, error) {
	if n.listeners[at.Name] != nil {
		return nil, network.ErrInUse
	}
	port, err := n.port(at)
	if err != nil {
		return nil, err
	}
	config := net.ListenConfig{KeepAlive: -1}
	config.SetMultipathTCP(false) // the model has plain TCP's handshake only
	socket, err := config.Listen(context.Background(), "tcp", net.JoinHostPort(n.opts.Host, strconv.Itoa(port)))
	if err != nil {
		return nil, networkError(err, "listen for "+at.Name)
	}
	ln := newListener(n, at, socket.(*net.TCPListener))
	n.sockets.add(socket)
	if backlog > 0 {
		if err := setBacklog(ln.socket, backlog); err != nil {
			ln.Close()
			return nil, networkError(err, "listen for "+at.Name)
		}
	}
	n.listeners[at.Name] = ln
	return ln, nil
}

// port returns the port to listen on, 0 for one that the system picks.
func (n *Network) port(at network.Address) (int, error) {
	if !n.opts.Fixed {
		return 0, nil
	}
	port := at.Port + n.opts.Offset
	if port < 1 || port > 65535 {
		return 0, &PortError{Name: at.Name, Port: port}
	}
	return port, nil
}

// PortError says that a service would listen on a port that does not exist.
type PortError struct {
	Name string
	Port int
}

func (e *PortError) Error() string {
	return "network: " + e.Name + " would listen on port " + strconv.Itoa(e.Port) + ": 1 to 65535 are allowed"
}
