package memory

import "time"

const (
	segment    = 1460                  // bytes of one packet on Ethernet
	delayedAck = 40 * time.Millisecond // Linux's TCP_DELACK_MIN
)

// nagle is one direction of a connection whose sender holds a small write back while an earlier one is not
// acknowledged. Acknowledgements come late, or with what the other direction sends.
type nagle struct {
	back    *pipe         // the other direction
	arrives time.Duration // when the latest small segment that was sent is there,
	acked   time.Duration // and when the sender knows it
	held    bool          // the pipe's last flight waits for that,
	due     time.Duration // and arrives then
}

// withNagle has both directions of a connection hold small writes back.
func withNagle(there, back *pipe) {
	there.nagle, back.nagle = &nagle{back: back}, &nagle{back: there}
}

// send sends bytes that are in the buffer, or holds them back.
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
	case n < segment && g.acked > now:
		g.held, g.due = true, g.acked+p.latency
		p.fly(g.due, n)
	default:
		due := p.depart(n)
		p.fly(due, n)
		if n < segment {
			g.arrives, g.acked = due, due+delayedAck+p.back
		}
	}
}

// settle notes that what was held back has been sent, when it has.
func (g *nagle) settle(p *pipe) {
	if g.held && g.acked <= p.net.loop.Now() {
		g.held = false
		g.arrives, g.acked = g.due, g.due+delayedAck+p.back
	}
}

// acknowledge has the other direction's bytes, which are sent now, tell p's sender what has arrived.
func (g *nagle) acknowledge(p *pipe) {
	g.settle(p)
	now := p.net.loop.Now()
	if g.arrives > now || g.acked <= now+p.back {
		return
	}
	g.acked = now + p.back
	if g.held {
		g.reschedule(p, g.acked)
	}
}

// release sends what is still held back.
func (g *nagle) release(p *pipe, now time.Duration) {
	if g.settle(p); g.held {
		g.held = false
		g.reschedule(p, now)
	}
}

// reschedule has the last flight depart at an instant. It cannot overtake the one before it, which a narrow line may
// still be sending.
func (g *nagle) reschedule(p *pipe, at time.Duration) {
	g.due = max(at+p.latency, g.arrives)
	p.flights[len(p.flights)-1].due = g.due
	if p.readers != nil {
		p.readers.WakeAt(g.due)
	}
}
