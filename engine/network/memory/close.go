package memory

import (
	"io"
	"time"
)

// finish ends the writer's side: after the last byte the reader gets err. Only the first call counts, because after a FIN
// nobody reads on.
func (p *pipe) finish(err error) {
	if p.finished {
		return
	}
	p.finished = true
	if p.nagle != nil {
		p.nagle.release(p, p.net.loop.Now()) // a FIN takes the bytes held back with it
	}
	p.end, p.endAt = err, max(p.net.loop.Now(), p.sentAt)+p.latency()
	if p.readers != nil {
		p.readers.WakeAt(p.endAt)
	}
	if p.writers != nil {
		p.writers.WakeAll()
	}
}

// deafen has the reader take what has arrived for all there is.
func (p *pipe) deafen() {
	p.end, p.endAt = io.EOF, p.net.loop.Now()
	if p.readers != nil {
		p.readers.WakeAll()
	}
}

// abandon ends the reader's side: bytes under way are lost. Their arrival is answered with a reset, so that the writer
// learns of it one way back later.
func (p *pipe) abandon() {
	if p.arrived(); p.flying > 0 {
		p.breakAfter(p.flights[0].due - p.net.loop.Now() + p.roundTrip() - p.latency())
	}
	p.abandoned = true
	if p.nagle != nil {
		p.nagle.held = false
	}
	p.net.removeInFlight(p.buf.len())
	p.buf, p.flights, p.flying = buffer{}, nil, 0
	if p.readers != nil {
		p.readers.WakeAll()
	}
}

// breakAfter has writes fail after delay, when the writer has been told that nobody reads.
func (p *pipe) breakAfter(delay time.Duration) {
	p.brokenAt = earlier(p.brokenAt, p.net.loop.Now()+delay)
	if p.writers != nil {
		p.writers.WakeAt(p.brokenAt)
	}
}
