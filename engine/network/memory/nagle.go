package memory

import (
	"time"

	"overlap/engine/network"
)

const (
	segment    = 1460                  // bytes of one packet on Ethernet
	delayedAck = 40 * time.Millisecond // Linux's TCP_DELACK_MIN
)

// nagle is one direction of a connection of which an end does without TCP_NODELAY: a sender that does holds a small write
// back while an earlier small segment is not acknowledged. The receiver acknowledges after delayedAck, or with the bytes that
// it sends itself.
type nagle struct {
	on      bool          // this direction's sender holds small writes back
	back    *pipe         // the other direction
	arrives time.Duration // when the latest small segment sent arrives
	acked   time.Duration // when its acknowledgement is back at the sender
	held    bool          // the pipe's last flight is held back until acked
	due     time.Duration // when the flight held back arrives
}

// SetNoDelay has this end send small writes at once, also those that it holds back, or hold them back; see network.Stream.
func (e *end) SetNoDelay(on bool) error {
	if e.closed {
		return network.ErrClosed
	}
	if e.out.nagle == nil && !on {
		e.out.nagle, e.in.nagle = &nagle{back: e.in}, &nagle{back: e.out}
	}
	if g := e.out.nagle; g != nil {
		g.on = !on
		if on {
			g.release(e.out, e.out.net.loop.Now())
		}
	}
	return nil
}

// send sends the last n bytes of the buffer, or holds them back.
func (g *nagle) send(p *pipe, n int) {
	now := p.net.loop.Now()
	g.back.nagle.acknowledge(g.back)
	g.settle(p)
	switch {
	case g.held:
		last := &p.flights[len(p.flights)-1]
		last.bytes += n
		p.flying += n
		if last.bytes >= segment {
			g.release(p, now)
		}
	case g.on && n < segment && g.acked > now:
		g.held, g.due = true, g.acked+p.latency()
		p.arriveAt(g.due, n)
	default:
		due := p.depart(n)
		p.arriveAt(due, n)
		if n < segment {
			g.arrives, g.acked = due, due+delayedAck+g.back.latency()
		}
	}
}

// settle turns the flight held back into the latest segment sent, once the acknowledgement that it waits for has come.
func (g *nagle) settle(p *pipe) {
	if g.held && g.acked <= p.net.loop.Now() {
		g.held = false
		g.arrives, g.acked = g.due, g.due+delayedAck+g.back.latency()
	}
}

// acknowledge has bytes that leave in the other direction now carry the acknowledgement of what has arrived over p.
func (g *nagle) acknowledge(p *pipe) {
	g.settle(p)
	now := p.net.loop.Now()
	if g.arrives > now || g.acked <= now+g.back.latency() {
		return
	}
	g.acked = now + g.back.latency()
	if g.held {
		g.reschedule(p, g.acked)
	}
}

// release sends the bytes that are still held back.
func (g *nagle) release(p *pipe, now time.Duration) {
	if g.settle(p); g.held {
		g.held = false
		g.reschedule(p, now)
	}
}

// reschedule has the last flight depart at an instant. It cannot arrive before the flight ahead of it, whose bytes may
// still be leaving over a slow line.
func (g *nagle) reschedule(p *pipe, at time.Duration) {
	g.due = max(at+p.latency(), g.arrives)
	p.flights[len(p.flights)-1].due = g.due
	if p.readers != nil {
		p.readers.WakeAt(g.due)
	}
}
