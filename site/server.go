package site

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"log"
	"net"
	"net/http"
	"time"
)

const (
	headerTimeout = 5 * time.Second
	readTimeout   = 10 * time.Second
	writeTimeout  = time.Minute // enough for the wasm binary over a slow line
	idleTimeout   = time.Minute
	drainTimeout  = 5 * time.Second
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
// seconds at most. It returns nil after such a stop. It closes l.
func Serve(ctx context.Context, s *http.Server, l net.Listener) error {
	failed := make(chan error, 1)
	go func() { failed <- s.Serve(l) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	drain, cancel := context.WithTimeout(context.WithoutCancel(ctx), drainTimeout)
	defer cancel()
	err := s.Shutdown(drain)
	if errors.Is(err, context.DeadlineExceeded) {
		err = s.Close()
	}
	<-failed // http.ErrServerClosed: Shutdown was called
	return err
}
