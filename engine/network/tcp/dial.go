//go:build !js

package tcp

import (
	"net/netip"
	"time"

	"overlap/engine"
	"overlap/engine/network"
	"overlap/engine/trace"
)

// Dial connects by name to a service of this run, or to the program that Options.Elsewhere names for it; see
// network.Network. A name with neither is refused without asking the system: another program may listen on a closed
// listener's port by now.
func (n *Network) Dial(t *engine.Task, name string, ref int32, asked time.Duration) (network.Stream, error) {
	ln, at := n.listeners[name], n.opts.Elsewhere[name]
	if ln == nil && at == "" {
		return nil, network.ErrRefused
	}
	deadline := within(t, n.patience(at), asked)
	if err := n.takeCall(t, deadline); err != nil {
		return nil, err
	}
	var conn socket
	var err error
	if at == "" {
		conn, err = n.connect(t, ln.own, ln.own.dialAddress(), name, ref, deadline)
	} else if conn, err = n.dialElsewhere(t, at, name, ref, deadline); err != nil && !engine.IsCancelled(err) {
		err = n.explain(t, name, asked, err)
	}
	if err == nil {
		err = t.Sleep(0) // as in memory: a program that dials in a row must not fill a backlog that the server could empty
	}
	if err != nil {
		if conn != nil {
			n.sockets.closeOne(conn)
		}
		n.releaseCall()
		return nil, err
	}
	s := newStream(n, conn, name, trace.End(ref))
	if s.elsewhere = at; at != "" && n.opts.Longest > 0 {
		s.until = t.Now() + n.opts.Longest
	}
	return s, nil
}

// takeCall waits until fewer connections are open that the run has dialled than are allowed.
func (n *Network) takeCall(t *engine.Task, deadline time.Duration) error {
	for n.opts.Calls > 0 && n.calls >= n.opts.Calls {
		if err := n.room.ParkUntil(t, deadline); err != nil {
			if n.calls < n.opts.Calls {
				n.room.Wake() // this task may have been woken, too
			}
			return err
		}
	}
	n.calls++
	return nil
}

func (n *Network) releaseCall() {
	n.calls--
	n.room.Wake()
}

// patience returns how long a dial, read or write may take: one to a program elsewhere, which is at a place, or one without.
func (n *Network) patience(elsewhere string) time.Duration {
	if elsewhere != "" && n.opts.Patience > 0 {
		return n.opts.Patience
	}
	return n.opts.Idle
}

// within returns the deadline of a call that begins now: idle from now at the latest, where that is not 0.
func within(t *engine.Task, idle, deadline time.Duration) time.Duration {
	if idle > 0 && (deadline < 0 || deadline > t.Now()+idle) {
		return t.Now() + idle
	}
	return deadline
}

// dialAddress returns the address at which the run's own tasks dial a door: loopback when it listens on every address.
func (d *door) dialAddress() netip.AddrPort {
	at := d.addr()
	switch {
	case at.Addr() == netip.IPv4Unspecified():
		return netip.AddrPortFrom(netip.AddrFrom4([4]byte{127, 0, 0, 1}), at.Port())
	case at.Addr().IsUnspecified():
		return netip.AddrPortFrom(netip.IPv6Loopback(), at.Port())
	}
	return at
}
