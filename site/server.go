package site

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"log"
	"net"
	"net/http"
	"sync"
	"time"
)

const (
	headerTimeout = 5 * time.Second
	readTimeout   = 10 * time.Second
	writeTimeout  = time.Minute // enough for the wasm binary over a slow line
	idleTimeout   = time.Minute
	drainTimeout  = 5 * time.Second
	noticeTimeout = time.Second
	maxHeader     = 16 << 10 // bytes
)

// NewServer returns a server of the pages in fsys that listens on addr, bounded in header size and time. errs receives the
// errors of single connections; nil discards them.
func NewServer(addr string, fsys fs.FS, errs *log.Logger) *http.Server {
	if errs == nil {
		errs = log.New(io.Discard, "", 0) // net/http would write to standard error
	}
	return &http.Server{
		Addr: addr, Handler: Handler(fsys, addr), ErrorLog: errs,
		ReadHeaderTimeout: headerTimeout, ReadTimeout: readTimeout, WriteTimeout: writeTimeout, IdleTimeout: idleTimeout,
		MaxHeaderBytes: maxHeader,
	}
}

// Serve answers l's connections with s until ctx ends, then stops accepting and lets requests under way finish, for five
// seconds at most. Clients that ask nothing it waits for no longer. It returns nil after such a stop, and how many requests it
// has cut off. waits is called with the number of requests under way when they take more than a second. It closes l.
func Serve(ctx context.Context, s *http.Server, l net.Listener, waits func(int)) (cutOff int, err error) {
	states := &states{of: map[net.Conn]http.ConnState{}}
	s.ConnState = states.changed
	failed := make(chan error, 1)
	go func() { failed <- s.Serve(l) }()
	select {
	case err := <-failed:
		return 0, err
	case <-ctx.Done():
	}
	drain, cancel := context.WithTimeout(context.WithoutCancel(ctx), drainTimeout)
	defer cancel()
	s.RegisterOnShutdown(states.closeNew)
	notice := time.AfterFunc(noticeTimeout, func() { waits(states.active()) })
	defer notice.Stop()
	err = s.Shutdown(drain)
	if errors.Is(err, context.DeadlineExceeded) {
		cutOff = states.active()
		err = s.Close()
	}
	<-failed // http.ErrServerClosed: Shutdown was called
	return cutOff, err
}

// states knows what a server's connections do.
type states struct {
	mu       sync.Mutex
	of       map[net.Conn]http.ConnState
	stopping bool
}

// changed is a server's ConnState.
func (s *states) changed(c net.Conn, now http.ConnState) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch now {
	case http.StateClosed, http.StateHijacked:
		delete(s.of, c)
	default:
		s.of[c] = now
		if s.stopping && now == http.StateNew {
			c.Close()
		}
	}
}

// closeNew closes the connections of clients that have not sent anything: http.Server.Shutdown waits for those.
func (s *states) closeNew() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.stopping = true
	for c, now := range s.of {
		if now == http.StateNew {
			c.Close()
		}
	}
}

// active returns how many connections have a request under way.
func (s *states) active() (n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, now := range s.of {
		if now == http.StateActive {
			n++
		}
	}
	return n
}
