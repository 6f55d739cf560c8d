// Package fault makes a service misbehave as services do: it stalls, is killed, resets or refuses connections, answers late or
// not at all. New decorates a network, so that pipes in memory and real sockets get the same faults, at the service's end of
// each connection: clients of the run and clients from outside meet them alike. What a fault does is decided by the loop's
// clock and by a source of chance of its own, so that the same seed has the same faults and a run without any has the bytes
// that it always had.
package fault

import (
	"strconv"
	"time"
)

// Kind says what is wrong with a service. No kind makes a client wait for ever: a client gets its answer, or an error.
type Kind uint8

const (
	// Stall has nothing come or go on the service's connections, as when a process is stopped, collects garbage or lost its
	// network for a moment. Bytes wait, none is lost, and connections are still made, because the system makes them.
	// A stall has an end: TCP itself would let a client wait for ever.
	Stall Kind = iota + 1
	// Kill ends the service's process: nobody listens, connections are reset, handlers are cancelled. It listens again, on the
	// same port, at the end of the range, if there is one. A process that ends in good order closes its connections
	// instead, which network.Server.Kill does: a client that reads to the end would then take half an answer for the whole.
	Kill
	// Reset ends the connections that the service has accepted by an instant, or also those that come within a range, as a
	// firewall or a load balancer does that forgets them. The service goes on.
	Reset
	// Refuse has nobody listen. Connections that are open stay open, as when a service stops accepting before it ends.
	Refuse
	// Slow has answers take a number of times as long. The time is counted at the service, from the first byte of a request, or
	// from the answer before when that came later: a computation, a sleep and a wait for another service are all slow, and the
	// delay itself is not counted again. The time of what a service says unasked begins when the service last read or wrote.
	Slow
	// Drop loses a share of the answers, by chance: the service has done its work, and the connection is reset in the place of
	// the answer, as when a process crashes that has just committed. The client cannot know whether its request was done.
	// With packets lost instead, TCP would send them again, and a client without a timeout would learn of it after minutes.
	Drop
	kinds
)

var kindNames = [kinds]string{Stall: "stall", Kill: "kill", Reset: "reset", Refuse: "refuse", Slow: "slow", Drop: "drop"}

// Kinds returns all kinds, in the order in which help names them.
func Kinds() (all []Kind) {
	for k := Stall; k < kinds; k++ {
		all = append(all, k)
	}
	return all
}

// String returns the kind's name as flags and addresses spell it.
func (k Kind) String() string {
	if k >= kinds {
		return ""
	}
	return kindNames[k]
}

// Never is the end of a fault that lasts as long as the run does.
const Never = time.Duration(-1)

// Fault is something wrong with a service for a time.
type Fault struct {
	Service  string
	Kind     Kind
	Amount   float64       // of Slow, the factor; of Drop, the share in percent; else 0
	From, To time.Duration // instants of the run; To is Never without an end, and equals From when a Reset happens once
}

// Name returns the kind with its amount, as charts show it: "slow:3x".
func (f Fault) Name() string {
	switch amount := strconv.FormatFloat(f.Amount, 'f', -1, 64); f.Kind {
	case Slow:
		return "slow:" + amount + "x"
	case Drop:
		return "drop:" + amount + "%"
	}
	return f.Kind.String()
}

// String returns the fault as Parse reads it: "db:stall@200ms..1s".
func (f Fault) String() string {
	text := f.Service + ":" + f.Name()
	switch {
	case f.To == f.From:
		return text + "@" + f.From.String()
	case f.To != Never:
		return text + "@" + f.From.String() + ".." + f.To.String()
	case f.From > 0 && f.Kind == Reset:
		return text + "@" + f.From.String() + ".."
	case f.From > 0:
		return text + "@" + f.From.String()
	}
	return text
}

// Format returns faults as Parse reads them, separated by commas.
func Format(list []Fault) (text string) {
	for i, f := range list {
		if i > 0 {
			text += ","
		}
		text += f.String()
	}
	return text
}

// at reports whether the fault is there at an instant.
func (f Fault) at(now time.Duration) bool { return f.From <= now && (f.To == Never || now < f.To) }

// stream numbers the fault's source of chance: FNV-1a of its text, so that one fault's chance does not depend on others.
func (f Fault) stream() uint64 {
	h := uint64(14695981039346656037)
	for _, c := range []byte(f.String()) {
		h = (h ^ uint64(c)) * 1099511628211
	}
	return h
}
