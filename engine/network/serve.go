package network

import (
	"time"

	"overlap/engine"
	"overlap/engine/trace"
)

// Handler serves one connection, which is closed when it returns, after what the client has still sent is read (see
// Conn.ReadOn). Its error is its own: it is in the trace, and the server goes on.
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
		task := t.Go(s.at.Name, func(t *engine.Task) error {
			c := newConn(t, stream, trace.End(-ref), s.at.Name, s)
			defer c.Close()
			err := h(t, c)
			c.readOn(t)
			return err
		})
		s.add(task)
		task.OnDone(func() {
			stream.Close() // for a handler that was cancelled before it began
			s.ended(task)
		})
	}
}

// Bounds on what is read of a client that has its answer.
const (
	restTime  = time.Second
	restBytes = 2 << 20
)

// ReadOn says that the client was answered before it had sent all of its request, so that more will come although none
// has. A handler's connection is then read on for a while before it is closed.
func (c *Conn) ReadOn() { c.unfinished = true }

// readOn reads what a client that was answered still sends, as nginx's lingering_close: a close with bytes unread is a
// reset, which can take the answer away before the client has read it. When nothing is there it does not wait.
func (c *Conn) readOn(t *engine.Task) {
	if c.closed || !c.answered || c.reader != t {
		return
	}
	rest := c.buf[:cap(c.buf)]
	if len(rest) == 0 {
		rest = make([]byte, 64)
	}
	if !c.unfinished {
		c.deadline = t.Now()
		if n, _ := c.receive(rest); n == 0 {
			return
		}
	}
	c.CloseWrite()
	c.deadline, rest = t.Now()+restTime, make([]byte, 32<<10)
	for got := 0; got < restBytes; {
		n, err := c.receive(rest)
		if err != nil {
			return
		}
		got += n
	}
}

func (s *Server) add(handler *engine.Task) {
	if len(s.handlers) > 64 && len(s.handlers) > 2*s.stats.Serving {
		s.sweep()
	}
	s.handlers = append(s.handlers, handler)
	s.stats.Serving++
}

func (s *Server) ended(handler *engine.Task) {
	s.stats.Serving--
	if err := handler.Err(); err != nil && !engine.IsCancelled(err) {
		s.stats.Failed++
	}
	if s.stats.Serving == 0 {
		s.idle.WakeAll()
	}
}

// sweep drops handlers that have ended.
func (s *Server) sweep() {
	live := s.handlers[:0]
	for _, h := range s.handlers {
		if !h.Done() {
			live = append(live, h)
		}
	}
	clear(s.handlers[len(live):])
	s.handlers = live
}
