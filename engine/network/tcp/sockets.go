//go:build !js

package tcp

import (
	"io"
	"sync"
)

// sockets lists the open sockets of a network, to close them with the loop: their tasks may have ended without doing so.
// A call that blocks adds its new socket itself, because its task may be cancelled and never see the socket.
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

// closeOne closes a socket and takes it off the list.
func (s *sockets) closeOne(c io.Closer) error {
	s.mu.Lock()
	delete(s.open, c)
	s.mu.Unlock()
	return c.Close()
}

// closeAll closes every socket; add then closes those that come later.
func (s *sockets) closeAll() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed = true
	for c := range s.open {
		c.Close()
	}
	s.open = nil
}
