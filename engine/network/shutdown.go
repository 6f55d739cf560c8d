package network

import (
	"time"

	"overlap/engine"
)

// Shutdown stops accepting and waits until the handlers of Serve have ended, as net/http's Server.Shutdown.
// When grace has passed it cancels those that still run and returns engine.ErrDeadline without waiting for
// them: a handler may refuse to be cancelled, the run's end does not wait for it either.
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

// Drain shuts servers down one after another in the order given, all within grace, and returns the first
// error; servers after it get no grace. Those that use others come before them: a request under way still needs what is behind it.
func Drain(t *engine.Task, grace time.Duration, servers ...*Server) (err error) {
	until := t.Now() + max(grace, 0)
	for _, s := range servers {
		if e := s.Shutdown(t, until-t.Now()); e != nil && err == nil {
			err, until = e, t.Now()
		}
	}
	return err
}
