package network

import (
	"time"

	"overlap/engine"
	"overlap/engine/trace"
)

// Dial connects to a service by its name.
func Dial(t *engine.Task, name string) (*Conn, error) { return dial(t, name, -1) }

// DialTimeout connects as Dial does, and returns engine.ErrDeadline when that takes longer than d.
func DialTimeout(t *engine.Task, name string, d time.Duration) (*Conn, error) {
	return dial(t, name, t.Now()+max(d, 0))
}

func dial(t *engine.Task, name string, deadline time.Duration) (*Conn, error) {
	n, ok := engine.Attached[Network](t.Loop())
	if !ok {
		return nil, ErrNone
	}
	t.Charge(t.Loop().Costs().Connect)
	ref := t.Loop().NextRef()
	s, err := n.Dial(t, name, ref, deadline)
	if err != nil {
		return nil, err
	}
	c := newConn(t, s, trace.End(ref), name, nil)
	c.line = t.Line()
	return c, nil
}
