package fault

import (
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"overlap/engine"
	"overlap/engine/network"
	"overlap/engine/trace"
)

// Network is a network with faults.
type Network struct {
	network.Network
	loop   *engine.Loop
	faults []Fault
}

// New returns the network with the faults, which begin and end by the loop's clock.
func New(l *engine.Loop, of network.Network, faults []Fault) *Network { return &Network{of, l, faults} }

// Listen makes a listener, which has the faults of its service; see network.Network.
func (n *Network) Listen(t *engine.Task, at network.Address, backlog int) (network.Listener, error) {
	inner, err := n.Network.Listen(t, at, backlog)
	if err != nil {
		return nil, err
	}
	ln := &listener{net: n, at: at, backlog: backlog, task: t, inner: inner, endpoint: inner.Endpoint()}
	for _, f := range n.faults {
		if f.Service == at.Name {
			ln.faults = append(ln.faults, &active{f, n.loop.Chance(f.stream()), false})
		}
	}
	if len(ln.faults) == 0 {
		return inner, nil
	}
	ln.back = n.loop.NewLot(trace.WhyAccept, at.String(), 0)
	ln.schedule()
	return ln, nil
}

// listener is a service that has faults.
type listener struct {
	net      *Network
	at       network.Address
	backlog  int
	task     *engine.Task // that has made it
	faults   []*active
	inner    network.Listener // as the backend has it; the latest of several
	endpoint string
	shown    string        // what the trace says is wrong with the service
	down     bool          // inner is closed, for a while
	failed   error         // why the service could not listen again
	back     *engine.Lot   // where acceptors wait until it listens again
	open     []*stream     // accepted and not closed
	spoke    time.Duration // when the service has last read or written
	delaying int           // writes that a slow service holds back
	closed   bool          // by the service; faults go on for the connections that are open
}

// active is a fault of a listener's service.
type active struct {
	Fault
	chance *rand.Rand
	begun  bool
}

// schedule begins the faults that are there now and has the clock begin and end all others.
func (ln *listener) schedule() {
	now := ln.net.loop.Now()
	for _, f := range ln.faults {
		if f.From > now {
			ln.net.loop.CallAt(f.From, ln.change)
		}
		if f.To > now && f.To > f.From {
			ln.net.loop.CallAt(f.To, ln.change)
		}
	}
	ln.change()
}

// change does what begins and ends at this instant.
func (ln *listener) change() {
	now := ln.net.loop.Now()
	ln.setDown(ln.has(Kill) || ln.has(Refuse))
	for _, f := range ln.faults {
		if f.begun || f.From > now {
			continue
		}
		if f.begun = true; f.From == f.To {
			ln.show(f.Name(), trace.Bad)
		}
		if f.Kind == Kill || f.Kind == Reset {
			ln.resetAll()
		}
		if f.Kind == Kill {
			ln.cancelHandlers()
		}
	}
	ln.show(ln.state(now))
}

// resetAll resets the connections that the service has accepted.
func (ln *listener) resetAll() {
	for _, s := range slices.Clone(ln.open) {
		s.reset()
	}
}

func (ln *listener) cancelHandlers() {
	for _, s := range network.Servers(ln.net.loop) {
		if s.Address() == ln.at {
			s.CancelHandlers()
		}
	}
}

// has reports whether a fault of that kind is there now.
func (ln *listener) has(k Kind) bool {
	return slices.ContainsFunc(ln.faults, func(f *active) bool { return f.Kind == k && f.at(ln.net.loop.Now()) })
}

// setDown closes the backend's listener, or opens another at the same address.
func (ln *listener) setDown(down bool) {
	if ln.closed || down == ln.down {
		return
	}
	if ln.down = down; down {
		ln.inner.Close()
		return
	}
	inner, err := ln.net.Network.Listen(ln.task, ln.at, ln.backlog)
	if ln.failed = err; err == nil {
		ln.inner = inner
	}
	ln.back.WakeAll()
}

// state returns what is wrong with the service, and how bad that is for its clients.
func (ln *listener) state(now time.Duration) (text string, tone trace.Tone) {
	var names []string // each once
	tone = trace.Good
	for _, f := range ln.faults {
		if !f.at(now) {
			continue
		}
		if !slices.Contains(names, f.Name()) {
			names = append(names, f.Name())
		}
		if f.Kind != Slow && f.Kind != Drop {
			tone = trace.Bad
		} else if tone == trace.Good {
			tone = trace.Limited
		}
	}
	if names == nil {
		return "well", tone
	}
	return strings.Join(names, ", "), tone
}

// show has the trace say what is wrong with the service from now on.
func (ln *listener) show(text string, tone trace.Tone) {
	if ln.shown != text {
		ln.shown = text
		ln.net.loop.Status(ln.at.Name, text, tone)
	}
}

// Accept waits for the next connection, while the service is up; see network.Listener.
func (ln *listener) Accept(t *engine.Task) (network.Stream, int32, error) {
	for {
		switch {
		case ln.closed:
			return nil, 0, network.ErrClosed
		case ln.failed != nil:
			return nil, 0, ln.failed
		case ln.down:
			if err := ln.back.Park(t); err != nil {
				return nil, 0, err
			}
			continue
		}
		from := ln.inner
		inner, ref, err := from.Accept(t)
		switch {
		case err == network.ErrClosed && (ln.down || from != ln.inner): // by a fault
		case err != nil:
			return nil, 0, err
		case ln.has(Reset):
			markReset(t)
			inner.Reset()
		default:
			return ln.newStream(inner, ref), ref, nil
		}
	}
}

// Endpoint returns where outside clients find the listener, also while it is down.
func (ln *listener) Endpoint() string { return ln.endpoint }

// Close ends the listener.
func (ln *listener) Close() error {
	if ln.closed {
		return nil
	}
	ln.closed = true
	ln.back.WakeAll()
	return ln.inner.Close()
}

// markReset notes that a fault has reset a connection, on the lane of the task that uses the connection.
func markReset(t *engine.Task) {
	if t != nil && !t.Done() {
		t.Record(trace.Record{Kind: trace.Mark, Text: t.Loop().Trace().Intern(Reset.String())})
	}
}
