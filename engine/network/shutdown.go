package network

import (
	"time"

	"overlap/engine"
)

// Shutdown stops accepting and waits until the handlers of Serve have ended, as net/http's Server.Shutdown.
// When grace has passed it cancels the handlers that still run and returns engine.ErrDeadline without waiting for
// them: a handler may refuse to be cancelled, and the run's end does not wait for daemons.
func (s *Server) Shutdown(t *engine.Task, grace time.Duration) error {
	until := t.Now() + max(grace, 0)
	s.Close()
	for s.stats.Serving > 0 {
		err := s.idle.ParkUntil(t, until)
		if err == engine.ErrDeadline {
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
	for c := s.registry.first; c != nil; {
		next := c.next
		if c.server == s {
			c.Close()
		}
		c = next
	}
	for _, h := range s.handlers {
		h.Cancel(s.at.Name + " is killed")
	}
}
