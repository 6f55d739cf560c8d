package memory

import (
	"io"
	"time"

	"overlap/engine"
	"overlap/engine/network"
	"overlap/engine/trace"
)

// end is one side of a connection: what it reads from and what it writes to.
type end struct {
	net     *Network
	at      trace.End
	in, out *pipe
	user    *engine.Task // who used it last, for deadlock reports
	closed  bool
	holds   holding
	first   bool   // it ended its direction before the peer's end had come
	port    *ports // that it was dialled from, nil when those have no bound
}

// conn is a connection, in one piece: a page's memory is better spent on more of them.
type conn struct {
	dialler, acceptor end
	request, reply    pipe
}

// connect makes a connection to a listener and returns the dialler's end and the acceptor's.
func (n *Network) connect(ln *listener, ref int32) (dialler, acceptor *end) {
	n.stats.Connections++
	c := &conn{}
	c.dialler = end{net: n, at: trace.End(ref), in: &c.reply, out: &c.request, holds: diallerEnd}
	c.acceptor = end{net: n, at: trace.End(-ref), in: &c.request, out: &c.reply}
	client, server := side{&c.dialler, ln.client}, side{&c.acceptor, ln.at.Name}
	there, back := n.opts.Latency, n.opts.Back
	c.request = pipe{net: n, latency: there, back: back, endAt: never, brokenAt: never, from: client, to: server}
	c.reply = pipe{net: n, latency: back, back: there, endAt: never, brokenAt: never, from: server, to: client}
	if n.opts.Nagle {
		withNagle(&c.request, &c.reply)
	}
	return &c.dialler, &c.acceptor
}

// Read waits for bytes; see network.Stream.
func (e *end) Read(t *engine.Task, p []byte, deadline time.Duration) (int, error) {
	e.user = t
	return e.in.read(t, p, deadline)
}

// Write waits until all of p is taken; see network.Stream.
func (e *end) Write(t *engine.Task, p []byte, deadline time.Duration) (int, error) {
	e.user = t
	return e.out.write(t, p, deadline)
}

// CloseWrite ends the stream that the peer reads.
func (e *end) CloseWrite() error {
	if e.closed {
		return network.ErrClosed
	}
	e.ends()
	e.out.finish(io.EOF)
	return nil
}

// ends notes which of the two ends sends its FIN first.
func (e *end) ends() {
	e.first = e.first || !e.in.ended()
}

// Close ends both directions; bytes already written still arrive.
func (e *end) Close() error {
	if e.in.arrivals() > 0 {
		return e.Reset()
	}
	e.ends()
	e.shut(io.EOF)
	return nil
}

// Reset ends both directions as a failure.
func (e *end) Reset() error {
	if !e.closed {
		e.in.notice(e.out.latency)
	}
	e.shut(network.ErrReset)
	return nil
}

func (e *end) shut(err error) {
	if !e.closed {
		e.closed = true
		e.out.finish(err)
		e.in.abandon()
		e.net.files.drop(e.holds)
		e.port.release(e.net.loop.Now(), e.first && err == io.EOF)
	}
}
