package network

import "overlap/engine"

// Kill has the process behind the server die at this instant, as kill -9: nobody listens any more, the system
// closes its connections, and its handlers end with a cancellation that finds them closed. Clients get what
// was sent before, then io.EOF, or ErrReset where the server had not read what they sent; writing to it is
// ErrReset once the answer has come back. To lose a server at an instant, a task sleeps until then.
func (s *Server) Kill(t *engine.Task) {
	t.Mark(s.at.Name + " is killed")
	s.Close()
	for c := s.book.first; c != nil; {
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
