package memory

import (
	"slices"
	"time"

	"overlap/engine"
	"overlap/engine/network"
	"overlap/engine/trace"
)

// listener is a service's queue of connections that nobody has accepted yet.
type listener struct {
	net       *Network
	at        network.Address
	backlog   int
	queue     []arrival // in the order they were made
	waiting   *engine.Lot
	acceptors int    // tasks that wait in Accept
	client    string // the peer's name at accepted ends
	closed    bool
}

// arrival is a connection that can be accepted from the instant due on.
type arrival struct {
	end *end
	due time.Duration
}

func newListener(n *Network, at network.Address, backlog int) *listener {
	return &listener{
		net: n, at: at, backlog: backlog, client: "client of " + at.Name,
		waiting: n.loop.NewLot(trace.WhyAccept, at.String(), 0),
	}
}

// full reports whether the queue has no room. It holds one connection more than the backlog, as on Linux, and one for each
// task that waits in Accept: on another core that task takes its connection while the burst goes on.
func (ln *listener) full() bool { return len(ln.queue) > ln.backlog+ln.acceptors }

// push adds a connection that arrives after the latency.
func (ln *listener) push(e *end) {
	due := ln.net.loop.Now() + ln.net.opts.Latency // of the handshake's last packet
	ln.queue = append(ln.queue, arrival{e, due})
	ln.waiting.WakeAt(due)
}

// Accept waits for the next connection; see network.Listener.
func (ln *listener) Accept(t *engine.Task) (network.Stream, int32, error) {
	// A task that leaves, with a connection or cancelled, has the next acceptor woken for the next arrival.
	defer ln.wakeForNext()
	for {
		until := time.Duration(-1)
		switch {
		case ln.closed:
			return nil, 0, network.ErrClosed
		case len(ln.queue) > 0 && ln.queue[0].due <= t.Now():
			if waited, err := ln.net.files.waitForRoom(t); err != nil {
				return nil, 0, err
			} else if waited {
				continue
			}
			e := ln.queue[0].end
			ln.net.files.acquireAccepted()
			e.kind = acceptedEnd
			ln.queue[0] = arrival{}
			ln.queue = ln.queue[1:]
			return e, e.id.Conn(), nil
		case len(ln.queue) > 0:
			until = ln.queue[0].due
		}
		ln.acceptors++
		err := ln.waiting.ParkUntil(t, until)
		ln.acceptors--
		if err != nil && err != engine.ErrDeadline {
			return nil, 0, err
		}
	}
}

func (ln *listener) wakeForNext() {
	if len(ln.queue) > 0 {
		ln.waiting.WakeAt(ln.queue[0].due)
	}
}

// Endpoint is empty: the outside world cannot reach into memory.
func (ln *listener) Endpoint() string { return "" }

// Close refuses further dials and resets the connections that nobody has accepted.
func (ln *listener) Close() error {
	if ln.closed {
		return nil
	}
	ln.closed = true
	ln.net.listeners = slices.DeleteFunc(ln.net.listeners, func(l *listener) bool { return l == ln })
	for _, a := range ln.queue {
		a.end.Reset()
	}
	ln.queue = nil
	ln.waiting.WakeAll()
	ln.net.files.release()
	ln.net.files.wakeAll()
	return nil
}
