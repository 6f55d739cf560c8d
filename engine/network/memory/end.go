package memory

import (
	"io"
	"time"

	"overlap/engine"
	"overlap/engine/network"
	"overlap/engine/trace"
)

// end is one end of a connection: the pipe it reads from and the pipe it writes to.
type end struct {
	listener    *listener // at which the connection was dialled
	id          trace.End
	in, out     *pipe
	user        *engine.Task // the task that used this end last, for deadlock reports
	closed      bool
	kind        endKind
	closedFirst bool   // this end sent its FIN before the peer's had come
	port        *ports // to which the dialler's port is given back, nil when ports have no bound
}

// conn is a connection in one allocation: it takes less of a page's memory, which then has room for more connections.
type conn struct {
	dialler, acceptor end
	request, reply    pipe
	short             [2][shortMessage]byte // where the buffers of both pipes begin
}

const shortMessage = 16

// connect makes a connection to a listener and returns the dialler's end and the acceptor's.
func (n *Network) connect(ln *listener, ref int32) (dialler, acceptor *end) {
	n.stats.Connections++
	c := &conn{}
	dialler, acceptor = &c.dialler, &c.acceptor
	dialler.init(ln, trace.End(ref), &c.reply, &c.request)
	acceptor.init(ln, trace.End(-ref), &c.request, &c.reply)
	dialler.kind = diallerEnd
	c.request.init(n, dialler, acceptor, c.short[0][:0])
	c.reply.init(n, acceptor, dialler, c.short[1][:0])
	return dialler, acceptor
}

// init sets the fields one by one, as pipe.init does: of a literal the compiler makes a copy on the stack first, which would then
// have to grow for every task that dials.
func (e *end) init(ln *listener, id trace.End, in, out *pipe) {
	e.listener, e.id, e.in, e.out = ln, id, in, out
}

// name returns the end's name in charts of the other end.
func (e *end) name() string {
	if e.id.Accepted() {
		return e.listener.at.Name
	}
	return e.listener.client
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

// SetBuffer bounds both directions; see network.Stream.
func (e *end) SetBuffer(bytes int) error {
	if e.closed {
		return network.ErrClosed
	}
	e.in.size, e.out.size = bytes, bytes
	return nil
}

// CloseWrite ends the stream that the peer reads.
func (e *end) CloseWrite() error {
	if e.closed {
		return network.ErrClosed
	}
	e.noteClose()
	e.out.finish(io.EOF)
	return nil
}

// CloseRead ends reading as if the peer had sent all.
func (e *end) CloseRead() error {
	if e.closed {
		return network.ErrClosed
	}
	e.in.deafen()
	return nil
}

// noteClose notes whether this end sends its FIN first: its port then stays in TIME_WAIT.
func (e *end) noteClose() {
	e.closedFirst = e.closedFirst || !e.in.ended()
}

// Close ends both directions; bytes already written still arrive. Bytes received and not read turn it into a reset.
func (e *end) Close() error {
	if e.in.arrived() > 0 {
		return e.Reset()
	}
	e.noteClose()
	e.closeBoth(io.EOF)
	return nil
}

// Reset ends both directions as a failure.
func (e *end) Reset() error {
	if !e.closed {
		e.in.breakAfter(e.out.latency())
	}
	e.closeBoth(network.ErrReset)
	return nil
}

// closeBoth ends both directions, err being what the peer reads at last, and releases what this end occupied.
func (e *end) closeBoth(err error) {
	if !e.closed {
		e.closed = true
		e.out.finish(err)
		e.in.abandon()
		e.listener.net.files.releaseEnd(e.kind)
		e.port.release(e.listener.net.loop.Now(), e.closedFirst && err == io.EOF)
	}
}
