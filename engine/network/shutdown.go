package network

import (
	"iter"
	"time"

	"overlap/engine"
)

// Shutdown stops accepting and waits until the handlers of Serve have ended, as net/http's Server.Shutdown. Who waits for
// the next request of a client, or for its first, reads io.EOF at once. When grace has passed it cancels the handlers that
// still run and returns engine.ErrDeadline without waiting for them: a handler may refuse to be cancelled, and the run's end
// does not wait for daemons.
func (s *Server) Shutdown(t *engine.Task, grace time.Duration) error {
	until := t.Now() + max(grace, 0)
	s.Close()
	s.draining = true
	for c := range s.connections() {
		if c.resting() {
			c.stream.CloseRead()
		}
	}
	for s.stats.Serving > 0 {
		err := s.idle.ParkUntil(t, until)
		if err == engine.ErrDeadline {
			s.stats.Cut += s.UnderWay()
			for _, h := range s.handlers {
				h.Cancel("the server shuts down")
			}
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// UnderWay returns how many handlers owe their clients an answer: those of which no client is awaited with a request.
func (s *Server) UnderWay() int {
	n := s.stats.Serving
	for c := range s.connections() {
		if c.resting() {
			n--
		}
	}
	return n
}

// resting reports whether the connection's task waits for a client that has had all its answers.
func (c *Conn) resting() bool { return c.receiving && c.asked < 0 }

// connections goes through the open connections that the server has accepted, of which the caller may close the latest.
func (s *Server) connections() iter.Seq[*Conn] {
	return func(yield func(*Conn) bool) {
		for c := s.registry.first; c != nil; {
			next := c.next
			if c.server == s && !yield(c) {
				return
			}
			c = next
		}
	}
}

// Drain shuts servers down one after another in the order given, all within grace, and returns the first error; the
// servers after a failed one get no grace. A server comes before the servers that it asks: its last requests need them.
func Drain(t *engine.Task, grace time.Duration, servers ...*Server) (err error) {
	until := t.Now() + max(grace, 0)
	for _, s := range servers {
		if e := s.Shutdown(t, until-t.Now()); e != nil && err == nil {
			err, until = e, t.Now()
		}
	}
	return err
}

// Kill ends the server at this instant as kill -9 ends a process: nobody listens any more, its connections are closed,
// and its handlers are cancelled with their connections already closed. Clients get what was sent before, then io.EOF,
// or ErrReset where the server had not read what they sent; writing to it is ErrReset once the system's reset has come
// back. To lose a server at a later instant, a task sleeps and then calls Kill.
func (s *Server) Kill(t *engine.Task) {
	t.Mark(s.at.Name + " is killed")
	s.Close()
	for c := range s.connections() {
		c.Close()
	}
	s.CancelHandlers()
}

// CancelHandlers cancels the handlers of Serve, as a process that is killed ends them. The server goes on.
func (s *Server) CancelHandlers() {
	for _, h := range s.handlers {
		h.Cancel(s.at.Name + " is killed")
	}
}
