package network

import (
	"overlap/engine"
	"overlap/engine/trace"
)

// Handler serves one connection, which is closed when it returns.
type Handler func(t *engine.Task, c *Conn) error

// Serve listens at an address and has a task of its own serve each connection. It returns when the
// listener stands, so that a client made after it finds the service. The server and its tasks are daemons.
func Serve(t *engine.Task, at Address, backlog int, h Handler) (Listener, error) {
	n, ok := engine.Attached[Network](t.Loop())
	if !ok {
		return nil, ErrNone
	}
	ln, err := n.Listen(t, at, backlog)
	if err != nil {
		return nil, err
	}
	t.Go(at.Name, func(t *engine.Task) error {
		t.Daemon()
		t.Group(at.String())
		defer ln.Close()
		return accept(t, at, ln, h)
	})
	return ln, nil
}

// accept makes a task for each connection until the listener is closed.
func accept(t *engine.Task, at Address, ln Listener, h Handler) error {
	for {
		s, ref, err := ln.Accept(t)
		if err == ErrClosed {
			return nil
		}
		if err != nil {
			return err
		}
		t.Go(at.Name, func(t *engine.Task) error {
			t.Record(trace.Record{Kind: trace.ConnAccepted, Ref: ref, Text: t.Loop().Trace().Intern(at.Name)})
			c := newConn(t, s, ref, at.Name)
			defer c.Close()
			return h(t, c)
		})
	}
}
