package memory

import (
	"bytes"
	"time"
)

// finish is the writer's end: after the last byte the reader gets err. The first end stands: what comes after
// a FIN finds nobody who reads on.
func (p *pipe) finish(err error) {
	if p.finished {
		return
	}
	p.finished = true
	if p.nagle != nil {
		p.nagle.release(p, p.net.loop.Now()) // the end pushes what is held back
	}
	p.end, p.endAt = err, max(p.net.loop.Now(), p.sentAt)+p.latency
	if p.readers != nil {
		p.readers.WakeAt(p.endAt)
	}
	if p.writers != nil {
		p.writers.WakeAll()
	}
}

// abandon is the reader's end: what is under way is lost, which the writer learns when it has arrived.
func (p *pipe) abandon() {
	if p.arrivals(); p.flying > 0 {
		p.notice(p.flights[0].due - p.net.loop.Now() + p.back)
	}
	p.gone = true
	if p.nagle != nil {
		p.nagle.held = false
	}
	p.net.gave(p.buf.Len())
	p.buf, p.flights, p.flying = bytes.Buffer{}, nil, 0
	if p.readers != nil {
		p.readers.WakeAll()
	}
}

// notice has the writer know in a while that nobody reads.
func (p *pipe) notice(in time.Duration) {
	p.brokenAt = sooner(p.brokenAt, p.net.loop.Now()+in)
	if p.writers != nil {
		p.writers.WakeAt(p.brokenAt)
	}
}
