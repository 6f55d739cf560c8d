package tcp

import (
	"time"

	"overlap/engine"
	"overlap/engine/trace"
)

// connect makes a connection to a door.
func (n *Network) connect(t *engine.Task, d *door, name string, ref int32, deadline time.Duration) (socket, error) {
	d.mu.Lock() // nobody may accept the connection before its number is known
	s, from, done, err := connectNow(d.dialAddress())
	if err == nil {
		d.refs.expect(from, ref)
	}
	d.mu.Unlock()
	if err != nil {
		return nil, networkError(err, "dial "+name)
	}
	n.sockets.add(s)
	if done {
		if ln := n.listeners[name]; ln.waiting.Len() > 0 {
			ln.look()
		}
		return s, nil
	}
	if err := n.awaitConnect(t, s, name, ref, deadline); err != nil {
		d.refs.forget(from)
		n.sockets.closeOne(s)
		return nil, err
	}
	return s, nil
}

// awaitConnect waits for a connection that the listener's system has not let in yet.
func (n *Network) awaitConnect(t *engine.Task, s *fdSocket, name string, ref int32, deadline time.Duration) (failed error) {
	s.waits()
	if deadline >= 0 {
		s.SetWriteDeadline(wallTime(t, deadline))
	}
	err := t.Block(n.loop.NewLot(trace.WhyConnect, name, ref), func() { failed = s.awaitConnect() }, func() { s.SetWriteDeadline(past) })
	if err == nil {
		err = networkError(failed, "dial "+name)
	}
	if err == nil {
		s.SetWriteDeadline(time.Time{})
	}
	return err
}
