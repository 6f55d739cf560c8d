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
	net     *Network
	at      network.Address
	backlog int
	queue   []arrival // in the order they were made
	waiting *engine.Lot
	takers  int    // tasks that wait in Accept
	client  string // what the accepted ends call their peer
	closed  bool
}

// arrival is a connection that can be accepted from an instant on.
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

// full reports whether the queue has no room. One more than the backlog fits, as on Linux, and one for each task that
// waits in Accept: it takes a connection at once, on another core, while a burst of them goes on.
func (ln *listener) full() bool { return len(ln.queue) > ln.backlog+ln.takers }

// push adds a connection that arrives after the latency.
func (ln *listener) push(e *end) {
	due := ln.net.loop.Now() + ln.net.opts.Latency // of the handshake's last packet
	ln.queue = append(ln.queue, arrival{e, due})
	ln.waiting.WakeAt(due)
}

// Accept waits for the next connection; see network.Listener.
func (ln *listener) Accept(t *engine.Task) (network.Stream, int32, error) {
	// Whoever leaves, with a connection or cancelled, passes on the alarm for the next arrival.
	defer ln.rouse()
	for {
		until := time.Duration(-1)
		switch {
		case ln.closed:
			return nil, 0, network.ErrClosed
		case len(ln.queue) > 0 && ln.queue[0].due <= t.Now():
			if waited, err := ln.net.files.room(t); err != nil {
				return nil, 0, err
			} else if waited {
				continue
			}
			e := ln.queue[0].end
			ln.net.files.accept()
			e.holds = acceptedEnd
			ln.queue[0] = arrival{}
			ln.queue = ln.queue[1:]
			return e, e.at.Conn(), nil
		case len(ln.queue) > 0:
			until = ln.queue[0].due
		}
		ln.takers++
		err := ln.waiting.ParkUntil(t, until)
		ln.takers--
		if err != nil && err != engine.ErrDeadline {
			return nil, 0, err
		}
	}
}

func (ln *listener) rouse() {
	if len(ln.queue) > 0 {
		ln.waiting.WakeAt(ln.queue[0].due)
	}
}

// Endpoint is empty: the outside world cannot reach into memory.
func (ln *listener) Endpoint() string { return "" }

// Close refuses further dials and resets what is queued.
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
	ln.net.files.give()
	ln.net.files.wake()
	return nil
}
