// Package memory is a network of pipes on the engine's clock: the model of one machine's loopback, the same
// on every target. Connecting and sending take no time unless the options say so; everything else behaves as
// TCP on Linux does: bounded buffers, half-close, resets, a backlog that drops the SYN when it is full.
package memory

import (
	"math"
	"strconv"
	"time"

	"overlap/engine"
	"overlap/engine/network"
)

// Options say how a memory network differs from an ideal loopback. The zero value costs nothing.
type Options struct {
	Latency   time.Duration // how long a byte, a SYN or a FIN takes, one way
	Back      time.Duration // the same from the service back to the dialler; 0 is the same as Latency, negative none
	Connect   time.Duration // how long it takes to make a connection, besides its round trip
	Bandwidth int           // bytes a second that each direction of a connection carries; 0 is no bound
	Buffer    int           // bytes that one direction of a connection holds; 0 is 64 KiB, as a socket's; see Undrained
	// Ports is how many ports there are to dial one service from. A port is taken while its connection is open, and for
	// 60 s after when the dialler closed first; a dial without a port is a *network.PortsError. 0 is no bound, Linux's
	// default is 28,232.
	Ports  int
	Kernel Kernel // decides when a dropped connection request is sent again; 0 is the newest

	// Connections bounds the accepted connections that are open at once: others wait in the backlog. 0 is no bound.
	Connections int
	// Descriptors bounds the file descriptors of the run, as of a process: each listener and each end of a connection
	// takes one. Dialling and listening without a descriptor is a *network.FilesError, accepting waits. 0 is no bound,
	// Linux's default is 1,024.
	Descriptors int
}

// Undrained, as Options.Buffer, lets no writer ever wait, as asyncio's StreamWriter.write does without drain: bytes that a
// slow reader has not read pile up until the run's bound on bytes in flight ends the run.
const Undrained = -1

const (
	defaultBuffer = 64 << 10
	// largestBacklog is the backlog of a listener that asked for none: as many connections as TCP has ports.
	largestBacklog = 1<<16 - 1
)

// Network is a memory network. It belongs to one loop.
type Network struct {
	loop      *engine.Loop
	opts      Options
	listeners []*listener // without the closed ones
	files     files
	ports     map[string]*ports // by the service dialled
	stats     Stats
	exceeded  error // set when bytes in flight passed their bound: it also stops a writer that never waits

	burstAt   time.Duration // the instant of the latest handshake
	burstSize int           // how many handshakes that instant had
}

// Stats is what a memory network has carried so far.
type Stats struct {
	Connections int // made
	Dropped     int // SYNs, and last packets of handshakes, that found a full backlog
	InFlight    int // bytes written and not yet read
	Peak        int // the largest InFlight so far
	Open        int // descriptors in use
}

// New returns the network of a loop.
func New(l *engine.Loop, o Options) *Network {
	o.Latency, o.Connect = max(o.Latency, 0), max(o.Connect, 0)
	if o.Back == 0 {
		o.Back = o.Latency
	}
	o.Back = max(o.Back, 0)
	switch {
	case o.Buffer == 0:
		o.Buffer = defaultBuffer
	case o.Buffer <= Undrained:
		o.Buffer = math.MaxInt / 2
	}
	return &Network{loop: l, opts: o, files: newFiles(l, o)}
}

// Stats returns what the network has carried so far.
func (n *Network) Stats() Stats {
	n.stats.Open = n.files.open
	return n.stats
}

// Listen makes a listener; see network.Network.
func (n *Network) Listen(_ *engine.Task, at network.Address, backlog int) (network.Listener, error) {
	for _, ln := range n.listeners {
		if ln.at.Name == at.Name || at.Port != 0 && ln.at.Port == at.Port {
			return nil, network.ErrInUse
		}
	}
	if err := n.files.acquire(); err != nil {
		return nil, err
	}
	if backlog <= 0 || backlog > largestBacklog {
		backlog = largestBacklog
	}
	ln := newListener(n, at, backlog)
	n.listeners = append(n.listeners, ln)
	return ln, nil
}

// lookup returns the listener of that name, nil when nobody listens. A run has a handful of services.
func (n *Network) lookup(name string) *listener {
	for _, ln := range n.listeners {
		if ln.at.Name == name {
			return ln
		}
	}
	return nil
}

// addInFlight counts bytes written, and ends the run when too many are in flight.
func (n *Network) addInFlight(bytes int) {
	n.stats.InFlight += bytes
	n.stats.Peak = max(n.stats.Peak, n.stats.InFlight)
	if limit := n.loop.Limits().Bytes; n.stats.InFlight > limit {
		n.exceeded = &engine.LimitError{What: "bytes in flight", Limit: strconv.Itoa(limit)}
		n.loop.Fail(n.exceeded)
	}
}

// removeInFlight counts bytes that were read or lost.
func (n *Network) removeInFlight(bytes int) { n.stats.InFlight -= bytes }
