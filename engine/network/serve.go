package network

import (
	"time"

	"overlap/engine"
	"overlap/engine/trace"
)

// Handler serves one connection, which is closed when the handler returns, after the bytes that the client has still
// sent are read (see Conn.ReadOn). An error ends the handler's task only: the trace has it, and the server goes on.
type Handler func(t *engine.Task, c *Conn) error

// Serve makes a server and has a task of its own serve each connection, until the server is closed. The
// accepting task and the handlers are daemons.
func Serve(t *engine.Task, at Address, backlog int, h Handler) (*Server, error) {
	s, err := Listen(t, at, backlog)
	if err != nil {
		return nil, err
	}
	t.Go(at.Name, func(t *engine.Task) error {
		t.Daemon()
		t.Group(at.String())
		defer s.Close()
		return s.serve(t, h)
	})
	return s, nil
}

// serve makes a task for each connection until the server is closed.
func (s *Server) serve(t *engine.Task, h Handler) error {
	for {
		stream, ref, err := s.accept(t)
		if err == ErrClosed {
			return nil
		}
		if err != nil {
			return err
		}
		began := t.Now()
		task := t.Go(s.at.Name, func(t *engine.Task) error {
			t.Deepen()
			c := newConn(t, stream, trace.End(-ref), s.at.Name, s)
			defer c.Close()
			err := h(t, c)
			c.linger(t)
			return err
		})
		s.handlerStarted(task)
		task.OnDone(func() {
			stream.Close() // the handler may have been cancelled before it began
			s.handlerEnded(task)
			if s.observe != nil {
				s.observe(Served{stream, s.registry.loop.Now() - began, task.Err()})
			}
		})
	}
}

// Bounds on what linger reads from a client that has its answer.
const (
	lingerTime  = time.Second
	lingerBytes = 2 << 20
)

// ReadOn says that the handler answers before the client has sent all of its request. The connection is then read for
// up to a second before it is closed, even when no byte is there yet.
func (c *Conn) ReadOn() { c.answeredEarly = true }

// linger reads what a client still sends after its answer, as nginx's lingering_close: a close with bytes unread is a
// reset, which can take the answer away before the client has read it. It waits only when bytes are there already, or
// ReadOn was called.
func (c *Conn) linger(t *engine.Task) {
	if c.closed || !c.wrote || c.reader != t {
		return
	}
	rest := c.buf[:cap(c.buf)]
	if len(rest) == 0 {
		rest = make([]byte, 64)
	}
	if !c.answeredEarly {
		if n, _ := c.fetch(rest, t.Now()); n == 0 {
			return
		}
	}
	c.CloseWrite()
	until := t.Now() + lingerTime
	rest = make([]byte, 32<<10)
	for got := 0; got < lingerBytes; {
		n, err := c.fetch(rest, until)
		if err != nil {
			return
		}
		got += n
	}
}

// Served is a connection whose handler has ended.
type Served struct {
	Stream Stream
	Took   time.Duration // since it was accepted
	Err    error         // of the handler
}

// Observe has fn called with each connection that Serve has served.
func (s *Server) Observe(fn func(Served)) { s.observe = fn }

func (s *Server) handlerStarted(handler *engine.Task) {
	if len(s.handlers) > 64 && len(s.handlers) > 2*s.stats.Serving {
		s.dropEnded()
	}
	s.handlers = append(s.handlers, handler)
	s.stats.Serving++
}

func (s *Server) handlerEnded(handler *engine.Task) {
	s.stats.Serving--
	if err := handler.Err(); err != nil && !engine.IsCancelled(err) {
		s.stats.Failed++
	}
	if s.stats.Serving == 0 {
		s.idle.WakeAll()
	}
}

// dropEnded removes handlers that have ended, of which a long run has many.
func (s *Server) dropEnded() {
	live := s.handlers[:0]
	for _, h := range s.handlers {
		if !h.Done() {
			live = append(live, h)
		}
	}
	clear(s.handlers[len(live):])
	s.handlers = live
}
