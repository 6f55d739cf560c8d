package tcp

import (
	"net/netip"
	"time"

	"overlap/engine"
	"overlap/engine/trace"
)

// connect makes a connection to a door of this run, or to an address of another program, where d is nil.
func (n *Network) connect(t *engine.Task, d *door, to netip.AddrPort, name string, ref int32, deadline time.Duration) (socket, error) {
	s, from, done, err := d.begin(to, ref)
	if err != nil {
		return nil, networkError(err, "dial "+name)
	}
	n.sockets.add(s)
	if done {
		if ln := n.listeners[name]; ln != nil && ln.waiting.Len() > 0 {
			ln.look()
		}
		return s, nil
	}
	if err := n.awaitConnect(t, s, name, ref, deadline); err != nil {
		if d != nil {
			d.refs.forget(from)
		}
		n.sockets.closeOne(s)
		return nil, err
	}
	return s, nil
}

// begin begins to connect as connectNow does, and tells the door the number.
func (d *door) begin(to netip.AddrPort, ref int32) (s *fdSocket, from netip.AddrPort, done bool, err error) {
	if s, from, done, err = connectNow(to); err == nil && d != nil {
		d.refs.expect(from, ref)
	}
	return s, from, done, err
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
