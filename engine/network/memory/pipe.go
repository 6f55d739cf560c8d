package memory

import (
	"bytes"
	"time"

	"overlap/engine"
	"overlap/engine/network"
	"overlap/engine/trace"
)

const never = time.Duration(-1)

// pipe is one direction of a connection. What is under way (bytes, the end, a reset) becomes visible to the
// other side at its instant, looked at when a task asks or is woken: nothing happens in between.
type pipe struct {
	net      *Network
	from, to side
	latency  time.Duration // of this direction,
	back     time.Duration // and of the other
	buf      bytes.Buffer
	flights  []flight      // of the bytes at the buffer's end that have not arrived, oldest first; none without latency and bandwidth
	flying   int           // how many bytes those are
	sentAt   time.Duration // when the last of them is on the line
	nagle    *nagle        // nil: small writes are sent at once

	finished bool          // the writer sends no more
	end      error         // what the reader gets after the last byte,
	endAt    time.Duration // from this instant on
	gone     bool          // the reader closed its end: what is written now is lost,
	brokenAt time.Duration // and from this instant on the writer knows

	readers, writers *engine.Lot // made when somebody first waits
}

// side is an end of the connection as the other one calls it.
type side struct {
	end  *end
	name string
}

// flight is bytes that arrive together.
type flight struct {
	due   time.Duration
	bytes int
}

// lot returns a place to wait for the other side.
func (p *pipe) lot(lot **engine.Lot, why trace.Why, other side) *engine.Lot {
	if *lot == nil {
		*lot = p.net.loop.NewLot(why, other.name, int32(other.end.at.Peer()))
		(*lot).EndedBy(func() *engine.Task { return other.end.user })
	}
	return *lot
}

// read waits for bytes, or the end.
func (p *pipe) read(t *engine.Task, b []byte, deadline time.Duration) (int, error) {
	for {
		switch arrived := p.arrivals(); {
		case p.gone:
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
		if err := lot.ParkUntil(t, sooner(deadline, p.next())); err != nil && err != engine.ErrDeadline {
			return 0, err
		}
	}
}

// write waits until all of b has found room.
func (p *pipe) write(t *engine.Task, b []byte, deadline time.Duration) (n int, err error) {
	for n < len(b) {
		room := p.net.opts.Buffer - p.buf.Len()
		switch {
		case p.net.over != nil:
			return n, p.net.over
		case p.finished:
			return n, network.ErrClosed
		case p.brokenAt >= 0 && p.brokenAt <= t.Now():
			return n, network.ErrReset
		case p.gone:
			p.notice(p.latency + p.back)
			return len(b), nil
		case room > 0:
			n += p.put(b[n:min(n+room, len(b))])
			continue
		case expired(t, deadline):
			return n, engine.ErrDeadline
		}
		lot := p.lot(&p.writers, trace.WhyWrite, p.to)
		if err := lot.ParkUntil(t, sooner(deadline, p.brokenAt)); err != nil && err != engine.ErrDeadline {
			return n, err
		}
	}
	return n, nil
}

// put sends bytes, for which there is room. They arrive together, when the last of them has: a read in the middle
// of a write would show more switches and teach nothing.
func (p *pipe) put(b []byte) int {
	p.buf.Write(b)
	p.net.took(len(b))
	if p.nagle != nil {
		p.nagle.send(p, len(b))
	} else {
		p.fly(p.depart(len(b)), len(b))
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
	return at + p.latency
}

// fly has the last n bytes of the buffer arrive at an instant.
func (p *pipe) fly(due time.Duration, n int) {
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

// take receives bytes that have arrived. The writer is woken when half the buffer is free and not for every
// byte, which would cost a switch each.
func (p *pipe) take(b []byte) int {
	n, _ := p.buf.Read(b)
	p.net.gave(n)
	if p.writers != nil && p.buf.Len() <= p.net.opts.Buffer/2 {
		p.writers.WakeAll()
	}
	return n
}

// arrivals returns how many bytes have arrived and were not read.
func (p *pipe) arrivals() int {
	for len(p.flights) > 0 && p.flights[0].due <= p.net.loop.Now() {
		p.flying -= p.flights[0].bytes
		p.flights = p.flights[1:]
	}
	return p.buf.Len() - p.flying
}

// next returns when the next thing arrives at the reader.
func (p *pipe) next() time.Duration {
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

// sooner returns the earlier of two instants, of which each may be never.
func sooner(a, b time.Duration) time.Duration {
	if a < 0 || b >= 0 && b < a {
		return b
	}
	return a
}
