//go:build !js

// Package tcp is the real network: sockets of this machine, on loopback unless Options.Host says otherwise. A call that
// blocks runs in a goroutine of its own (see engine.Task.Block) while the loop runs other tasks, as asyncio's loop does
// while its selector waits. Closing the loop closes every socket and ends every such goroutine.
package tcp

import (
	"context"
	"math"
	"net"
	"net/netip"
	"strconv"
	"time"

	"overlap/engine"
	"overlap/engine/network"
	"overlap/engine/trace"
)

// Options say where a network listens and what it allows its clients. The zero value is for a run whose
// clients are its own: ports that the system picks, on loopback, and no bounds but the system's.
type Options struct {
	Host   string        // to listen on; "" is 127.0.0.1
	Fixed  bool          // listen on each address's own port plus Offset, which outside clients know
	Offset int           // added to fixed ports
	Idle   time.Duration // a dial, read or write that takes longer is engine.ErrDeadline; 0 is no bound

	// Elsewhere has the addresses, as host:port, of services that other programs serve, by name. Tasks that dial such a service
	// reach that program, and whoever listens for it meets no client: the code of a scenario is the same either way.
	Elsewhere map[string]string
	Patience  time.Duration // Idle of dials, reads and writes to those programs, where it is not 0
	Longest   time.Duration // after which their connections are engine.ErrDeadline; 0 is no bound

	// Of outside clients, where ports are fixed. What the run dials itself does not count as one.
	Connections int           // of a service, open at once: others wait in the backlog; 0 is no bound
	PerAddress  int           // of a service, open at once, from one address: others are reset; 0 is no bound
	Lifetime    time.Duration // reads and writes of a connection this old are engine.ErrDeadline; 0 is no bound

	Calls int                                                 // connections that the run itself dials, open at once: other dials wait; 0 is no bound
	Warn  func(text string, at network.Address, about ...any) // hears of bounds that are reached, and names and values; may be nil
}

// Network is the real network as one loop uses it.
type Network struct {
	loop      *engine.Loop
	opts      Options
	listeners map[string]*listener // by name, without the closed ones
	ports     map[string]int       // that the system picked, by name: who listens again is found where it was
	sockets   sockets
	selector  selector
	calls     int                      // connections that the run has dialled and not closed
	room      *engine.Lot              // where dials wait while as many as Options.Calls are open
	warned    map[string]time.Duration // when each warning was last given
}

// New returns the network of a loop, which must have a real clock.
func New(l *engine.Loop, o Options) *Network {
	if o.Host == "" {
		o.Host = "127.0.0.1"
	}
	if o.Connections <= 0 {
		o.Connections = math.MaxInt
	}
	n := &Network{loop: l, opts: o, listeners: map[string]*listener{}, ports: map[string]int{}, warned: map[string]time.Duration{}}
	n.room = l.NewLot(trace.WhyConnect, "one of "+strconv.Itoa(o.Calls)+" connections", 0)
	l.OnClose(n.sockets.closeAll)
	return n
}

// warnAgain is how long a warning is not repeated.
const warnAgain = 10 * time.Second

// warn says that a bound is reached.
func (n *Network) warn(ln *listener, text string, about ...any) {
	last, said := n.warned[ln.at.Name+text]
	if n.opts.Warn == nil || said && n.loop.Now()-last < warnAgain {
		return
	}
	n.warned[ln.at.Name+text] = n.loop.Now()
	n.opts.Warn(text, ln.at, about...)
}

// Listen makes a listener; see network.Network. Only Linux lets a listener choose its backlog here; elsewhere
// it is the system's.
func (n *Network) Listen(_ *engine.Task, at network.Address, backlog int) (network.Listener, error) {
	if n.opts.Elsewhere[at.Name] != "" {
		return &absent{net: n, at: at, waiting: n.loop.NewLot(trace.WhyAccept, at.String(), 0)}, nil
	}
	if n.listeners[at.Name] != nil {
		return nil, network.ErrInUse
	}
	if err := n.loop.Outside(); err != nil {
		return nil, err
	}
	port, err := n.port(at)
	if err != nil {
		return nil, err
	}
	public, err := n.open(at, n.opts.Host, port, backlog)
	if err != nil {
		return nil, err
	}
	sockets := []*net.TCPListener{public}
	if n.opts.Fixed {
		own, err := n.open(at, "127.0.0.1", 0, backlog)
		if err != nil {
			public.Close()
			return nil, err
		}
		sockets = []*net.TCPListener{own, public}
	}
	ln := newListener(n, at)
	if err := ln.openDoors(sockets...); err != nil {
		return nil, err
	}
	n.listeners[at.Name], n.ports[at.Name] = ln, int(ln.public.addr().Port())
	return ln, nil
}

// open makes a listening socket.
func (n *Network) open(at network.Address, host string, port, backlog int) (*net.TCPListener, error) {
	config := net.ListenConfig{KeepAlive: -1}
	config.SetMultipathTCP(false) // the model has plain TCP's handshake only
	ln, err := config.Listen(context.Background(), Family(host), net.JoinHostPort(host, strconv.Itoa(port)))
	if err != nil {
		return nil, networkError(err, "listen for "+at.Name)
	}
	socket := ln.(*net.TCPListener)
	if backlog > 0 {
		if err := setBacklog(socket, backlog); err != nil {
			socket.Close()
			return nil, networkError(err, "listen for "+at.Name)
		}
	}
	return socket, nil
}

// Family returns the network of a host's addresses, for package net, which would listen on IPv6 as well where 0.0.0.0 says IPv4.
func Family(host string) string {
	if ip, err := netip.ParseAddr(host); err == nil && ip.Is4() {
		return "tcp4"
	}
	return "tcp"
}

// port returns the port to listen on, 0 for one that the system picks.
func (n *Network) port(at network.Address) (int, error) {
	if !n.opts.Fixed {
		return n.ports[at.Name], nil
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
