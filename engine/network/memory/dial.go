package memory

import (
	"time"

	"overlap/engine"
	"overlap/engine/network"
	"overlap/engine/trace"
)

// Linux sends a SYN that was not answered again after 1, 2, 4, 8, 16 and 32 s (tcp_syn_retries is 6) and
// gives up 64 s after the last, 127 s after the first.
const (
	firstRetry = time.Second
	retries    = 6
)

// dialling is one attempt to connect, from its first SYN to the end of the handshake.
type dialling struct {
	net      *Network
	task     *engine.Task
	name     string
	ref      int32
	deadline time.Duration
	lot      *engine.Lot
}

// Dial connects to a service; see network.Network. Where that takes no time it still gives the others a turn,
// as a real one does: a program that dials in a row must not fill a backlog that the server could empty.
func (n *Network) Dial(t *engine.Task, name string, ref int32, deadline time.Duration) (network.Stream, error) {
	if err := n.files.take(); err != nil {
		return nil, err
	}
	s, err := n.dial(t, name, ref, deadline)
	if err != nil {
		n.files.give()
	}
	return s, err
}

func (n *Network) dial(t *engine.Task, name string, ref int32, deadline time.Duration) (network.Stream, error) {
	if n.opts.Latency+n.opts.Back+n.opts.Connect == 0 {
		if err := t.Sleep(0); err != nil {
			return nil, err
		}
	}
	d := dialling{net: n, task: t, name: name, ref: ref, deadline: deadline}
	retry := firstRetry
	for sent := t.Now(); ; sent = t.Now() {
		ln, err := d.knock()
		if err != nil {
			return nil, err
		}
		if ln != nil {
			return d.shake(ln, sent)
		}
		if err := d.wait(sent + retry); err != nil {
			return nil, err
		}
		if retry == firstRetry<<retries {
			return nil, network.ErrTimeout
		}
		retry *= 2
	}
}

// knock sends a SYN and returns the listener that has a place for the connection, nil when it has none.
func (d *dialling) knock() (*listener, error) {
	arrives := d.task.Now() + d.net.opts.Latency
	if err := d.wait(arrives); err != nil {
		return nil, err
	}
	ln := d.net.lookup(d.name)
	switch {
	case ln == nil:
		if err := d.wait(arrives + d.net.opts.Back); err != nil {
			return nil, err
		}
		return nil, network.ErrRefused
	case ln.full():
		d.net.stats.Dropped++
		d.task.Mark("SYN dropped")
		return nil, nil
	default:
		return ln, nil
	}
}

// shake completes the handshake that began with a SYN at the instant sent.
func (d *dialling) shake(ln *listener, sent time.Duration) (network.Stream, error) {
	ln.coming++
	err := d.wait(sent + d.net.opts.Latency + d.net.opts.Back + d.net.opts.Connect)
	ln.coming--
	if err != nil {
		return nil, err
	}
	if ln.closed {
		return nil, network.ErrRefused
	}
	here, there := d.net.connect(ln, d.ref)
	ln.push(there)
	return here, nil
}

// wait lets the handshake take until an instant, no time when that has come.
func (d *dialling) wait(until time.Duration) error {
	if until <= d.task.Now() {
		return nil
	}
	if d.lot == nil {
		d.lot = d.net.loop.NewLot(trace.WhyConnect, d.name, d.ref)
	}
	early := d.deadline >= 0 && d.deadline < until
	err := d.lot.ParkUntil(d.task, sooner(until, d.deadline))
	if err == engine.ErrDeadline && !early {
		return nil
	}
	return err
}
