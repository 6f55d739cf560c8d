package memory

import (
	"time"

	"overlap/engine"
	"overlap/engine/network"
	"overlap/engine/trace"
)

// Kernel is the version of Linux whose TCP decides when a dropped connection request is sent again.
type Kernel uint8

const (
	Linux65 Kernel = iota // Linux since 6.5: after 1, 2, 3, 4, 5, 7, 11, 19, 35 and 67 s, given up after 131 s
	Linux31               // Linux 3.1 to 6.4: after 1, 3, 7, 15, 31 and 63 s, given up after 127 s
)

// retries returns how often a request is sent again, and how many of the first waits do not double (tcp_syn_retries,
// tcp_syn_linear_timeouts).
func (k Kernel) retries() (n, linear int) {
	return [...]int{Linux65: 10, Linux31: 6}[k], [...]int{Linux65: 4, Linux31: 0}[k]
}

// A client whose last packet of the handshake was dropped takes itself for connected and sends its data again, the first
// time as a probe for a lost tail, until there is room or the kernel gives up (tcp_retries2).
const (
	firstResend = 200 * time.Millisecond
	resends     = 15
)

// wheel is the precision of Linux's timers of about a second, 8 jiffies of 4 ms, rounded so that whole seconds are
// multiples. Requests sent within that time are sent again together.
const wheel = time.Second / 32

// burst is how many handshakes a kernel completes before tasks run again: it handles 300 packets at once
// (net.core.netdev_budget), three for each handshake.
const burst = 100

// handshake is one attempt to connect, from its first SYN to its last packet.
type handshake struct {
	net      *Network
	task     *engine.Task
	name     string
	ref      int32
	deadline time.Duration
	lot      *engine.Lot // where it waits for an answer
	retry    *engine.Lot // where it waits until a packet that was dropped is sent again
}

// Dial connects to a service; see network.Network. A dial that takes no time still lets other tasks run, as a real dial
// does: a program that dials in a row must not fill a backlog that the server could empty.
func (n *Network) Dial(t *engine.Task, name string, ref int32, deadline time.Duration) (network.Stream, error) {
	if err := n.files.acquire(); err != nil {
		return nil, err
	}
	port, err := n.takePort(name)
	if err != nil {
		n.files.release()
		return nil, err
	}
	e, err := n.dial(t, name, ref, deadline)
	if err != nil {
		port.release(t.Now(), false)
		n.files.release()
		return nil, err
	}
	e.port = port
	return e, nil
}

func (n *Network) dial(t *engine.Task, name string, ref int32, deadline time.Duration) (*end, error) {
	if n.opts.Latency+n.opts.Back+n.opts.Connect == 0 {
		if err := t.Sleep(0); err != nil {
			return nil, err
		}
	}
	d := handshake{net: n, task: t, name: name, ref: ref, deadline: deadline}
	retries, linear := n.opts.Kernel.retries()
	for try := 0; ; try++ {
		sent := t.Now()
		ln, err := d.request()
		if err != nil {
			return nil, err
		}
		if ln != nil {
			return d.complete(ln, sent, try > 0)
		}
		if err := d.waitIn(&d.retry, trace.WhyRetry, roundUp(sent+time.Second<<max(try-linear, 0), wheel)); err != nil {
			return nil, err
		}
		if try == retries {
			return nil, network.ErrTimeout
		}
	}
}

func roundUp(d, to time.Duration) time.Duration { return (d + to - 1) / to * to }

// request sends a SYN and returns the listener that answers it, nil when its queue is full.
func (d *handshake) request() (*listener, error) {
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
		d.countDrop(trace.SYNDropped)
		return nil, nil
	default:
		return ln, nil
	}
}

func (d *handshake) countDrop(what string) {
	d.net.stats.Dropped++
	d.task.Mark(what)
}

// complete ends the handshake that began with a SYN at the instant sent. On loopback a first attempt happens within
// connect(2), and is over before the next begins. SYNs that a timer sends again, or that a network delays, come in
// bursts: the kernel answers all SYNs of a burst before the first handshake ends, more than fit into the queue, and drops
// the last packet of the handshakes for which there is no room.
func (d *handshake) complete(ln *listener, sent time.Duration, again bool) (*end, error) {
	err := d.wait(sent + d.net.opts.Latency + d.net.opts.Back + d.net.opts.Connect)
	if err == nil && again && d.task.Now() == sent {
		err = d.task.Sleep(0)
	}
	inBurst, resend := again || d.task.Now() > sent, firstResend
	for n := 0; err == nil; n++ {
		if inBurst {
			err = d.net.joinBurst(d.task)
		}
		switch {
		case err != nil:
			return nil, err
		case ln.closed:
			return nil, network.ErrRefused
		case !ln.full():
			here, there := d.net.connect(ln, d.ref)
			ln.push(there)
			return here, nil
		case n == resends:
			return nil, network.ErrTimeout
		}
		d.countDrop(trace.ACKDropped)
		inBurst = true
		err = d.waitIn(&d.retry, trace.WhyRetry, d.task.Now()+resend)
		if n > 0 {
			resend = min(2*resend, 2*time.Minute)
		}
	}
	return nil, err
}

// joinBurst counts a handshake of this instant. After each burst of handshakes it lets other tasks run once more.
func (n *Network) joinBurst(t *engine.Task) error {
	if n.burstAt != t.Now() {
		n.burstAt, n.burstSize = t.Now(), 0
	}
	turns := n.burstSize / burst
	n.burstSize++
	for range turns {
		if err := t.Sleep(0); err != nil {
			return err
		}
	}
	return nil
}

// wait parks the task until an instant of the handshake, not at all when that instant has come.
func (d *handshake) wait(until time.Duration) error { return d.waitIn(&d.lot, trace.WhyConnect, until) }

func (d *handshake) waitIn(lot **engine.Lot, why trace.Why, until time.Duration) error {
	if until <= d.task.Now() {
		return nil
	}
	if *lot == nil {
		*lot = d.net.loop.NewLot(why, d.name, d.ref)
	}
	early := d.deadline >= 0 && d.deadline < until
	err := (*lot).ParkUntil(d.task, earlier(until, d.deadline))
	if err == engine.ErrDeadline && !early {
		return nil
	}
	return err
}
