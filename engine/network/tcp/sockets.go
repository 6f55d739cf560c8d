//go:build !js

package tcp

import (
	"io"
	"sync"
)

// sockets is what a network has open, so that it can be closed when the tasks that should have done so are
// gone. Calls that block add what they bring home themselves: their task may never see it.
type sockets struct {
	mu     sync.Mutex
	open   map[io.Closer]struct{}
	closed bool
}

func (s *sockets) add(c io.Closer) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		c.Close()
		return
	}
	if s.open == nil {
		s.open = map[io.Closer]struct{}{}
	}
	s.open[c] = struct{}{}
}

// drop closes one socket.
func (s *sockets) drop(c io.Closer) error {
	s.mu.Lock()
	delete(s.open, c)
	s.mu.Unlock()
	return c.Close()
}

// close closes all, and those that are still added.
func (s *sockets) close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed = true
	for c := range s.open {
		c.Close()
	}
	s.open = nil
}
