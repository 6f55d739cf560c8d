package memory

import (
	"time"

	"overlap/engine"
	"overlap/engine/network"
	"overlap/engine/trace"
)

const never = time.Duration(-1)

// pipe is one direction of a connection. Bytes, the end and a reset carry the instant at which they arrive; a task that
// reads or writes compares that instant with the clock, so that no event of the loop is needed in between.
type pipe struct {
	net      *Network
	from, to *end
	buf      buffer
	size     int           // how many bytes buf holds before writes wait
	flights  []flight      // the bytes at the buffer's end that have not arrived, oldest first; none without latency and bandwidth
	flying   int           // the bytes of all flights
	sentAt   time.Duration // when the last of them has left, at the line's bandwidth
	nagle    *nagle        // nil: small writes are sent at once

	end      error         // what the reader gets after the last byte
	endAt    time.Duration // the instant at which end arrives
	brokenAt time.Duration // the instant from which writes fail, because the writer knows that nobody reads

	readers, writers *engine.Lot // made when a task first waits

	finished  bool // the writer sends no more
	abandoned bool // the reader closed its end: bytes written now are lost
}

// init makes the pipe ready for bytes from one end to the other; short is where its buffer begins.
func (p *pipe) init(n *Network, from, to *end, short []byte) {
	p.net, p.from, p.to, p.size = n, from, to, n.opts.Buffer
	p.endAt, p.brokenAt = never, never
	p.buf.data = short
}

// latency returns how long bytes take in this direction.
func (p *pipe) latency() time.Duration {
	if p.from.id.Accepted() {
		return p.net.opts.Back
	}
	return p.net.opts.Latency
}

// roundTrip returns how long bytes take in both directions together.
func (p *pipe) roundTrip() time.Duration { return p.net.opts.Latency + p.net.opts.Back }

// flight is bytes that arrive together.
type flight struct {
	due   time.Duration
	bytes int
}

// lot returns where tasks wait for the other end, and makes it at the first wait.
func (p *pipe) lot(lot **engine.Lot, why trace.Why, other *end) *engine.Lot {
	if *lot == nil {
		*lot = p.net.loop.NewLot(why, other.name(), int32(other.id.Peer()))
		(*lot).EndedBy(func() *engine.Task { return other.user })
	}
	return *lot
}

// read waits for bytes or the end.
func (p *pipe) read(t *engine.Task, b []byte, deadline time.Duration) (int, error) {
	for {
		switch arrived := p.arrived(); {
		case p.abandoned:
			return 0, network.ErrClosed
		case arrived > 0:
			return p.take(b[:min(arrived, len(b))]), nil
		case p.ended():
			return 0, p.end
		}
		if expired(t, deadline) {
			return 0, engine.ErrDeadline
		}
		lot := p.lot(&p.readers, trace.WhyRead, p.from)
		if err := lot.ParkUntil(t, earlier(deadline, p.nextArrival())); err != nil && err != engine.ErrDeadline {
			return 0, err
		}
	}
}

// write waits until all of b has found room.
func (p *pipe) write(t *engine.Task, b []byte, deadline time.Duration) (n int, err error) {
	for n < len(b) {
		room := p.size - p.buf.len()
		switch {
		case p.net.exceeded != nil:
			return n, p.net.exceeded
		case p.finished:
			return n, network.ErrClosed
		case p.brokenAt >= 0 && p.brokenAt <= t.Now():
			return n, network.ErrReset
		case p.abandoned:
			p.breakAfter(p.roundTrip())
			return len(b), nil
		case room > 0:
			n += p.put(b[n:min(n+room, len(b))])
			continue
		case expired(t, deadline):
			return n, engine.ErrDeadline
		}
		lot := p.lot(&p.writers, trace.WhyWrite, p.to)
		if err := lot.ParkUntil(t, earlier(deadline, p.brokenAt)); err != nil && err != engine.ErrDeadline {
			return n, err
		}
	}
	return n, nil
}

// put sends bytes, for which there is room. They arrive together, at the instant of the last byte: a read in the middle of
// a write would show more switches and teach nothing.
func (p *pipe) put(b []byte) int {
	p.buf.write(b)
	p.net.addInFlight(len(b))
	if p.nagle != nil {
		p.nagle.send(p, len(b))
	} else {
		p.arriveAt(p.depart(len(b)), len(b))
	}
	return len(b)
}

// depart puts n bytes on the line and returns when they arrive.
func (p *pipe) depart(n int) time.Duration {
	at := p.net.loop.Now()
	if rate := p.net.opts.Bandwidth; rate > 0 {
		p.sentAt = max(p.sentAt, at) + time.Duration(n)*time.Second/time.Duration(rate)
		at = p.sentAt
	}
	return at + p.latency()
}

// arriveAt has the last n bytes of the buffer arrive at the instant due.
func (p *pipe) arriveAt(due time.Duration, n int) {
	if due > p.net.loop.Now() {
		if last := len(p.flights) - 1; last >= 0 && p.flights[last].due == due {
			p.flights[last].bytes += n
		} else {
			p.flights = append(p.flights, flight{due, n})
		}
		p.flying += n
	}
	if p.readers != nil {
		p.readers.WakeAt(due)
	}
}

// take reads bytes that have arrived. It wakes the writer when half the buffer is free, because a wake-up for every byte
// would cost a switch each.
func (p *pipe) take(b []byte) int {
	n := p.buf.read(b)
	p.net.removeInFlight(n)
	if p.writers != nil && p.buf.len() <= p.size/2 {
		p.writers.WakeAll()
	}
	return n
}

// arrived returns how many bytes have arrived and were not read.
func (p *pipe) arrived() int {
	for len(p.flights) > 0 && p.flights[0].due <= p.net.loop.Now() {
		p.flying -= p.flights[0].bytes
		p.flights = p.flights[1:]
	}
	return p.buf.len() - p.flying
}

// nextArrival returns when the next bytes or the end arrive at the reader.
func (p *pipe) nextArrival() time.Duration {
	if len(p.flights) > 0 {
		return p.flights[0].due
	}
	return p.endAt
}

// ended reports whether the writer's end has arrived.
func (p *pipe) ended() bool { return p.end != nil && p.endAt <= p.net.loop.Now() }

func expired(t *engine.Task, deadline time.Duration) bool {
	return deadline >= 0 && deadline <= t.Now()
}

// earlier returns the earlier of two instants, of which each may be never.
func earlier(a, b time.Duration) time.Duration {
	if a < 0 || b >= 0 && b < a {
		return b
	}
	return a
}

// buffer holds the bytes of a pipe that were not read. A bytes.Buffer would begin with 64 bytes of its own, and most messages
// are short: theirs lie in the connection itself.
type buffer struct {
	data []byte
	from int // where the bytes that were not read begin
}

func (b *buffer) len() int { return len(b.data) - b.from }

// write appends bytes. It moves those that are there to the front once that makes at least as much room as it copies.
func (b *buffer) write(p []byte) {
	if b.from > b.len() && len(b.data)+len(p) > cap(b.data) {
		b.data, b.from = b.data[:copy(b.data, b.data[b.from:])], 0
	}
	b.data = append(b.data, p...)
}

func (b *buffer) read(p []byte) int {
	n := copy(p, b.data[b.from:])
	if b.from += n; b.len() == 0 {
		b.data, b.from = b.data[:0], 0
	}
	return n
}
