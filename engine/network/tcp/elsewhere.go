//go:build !js

package tcp

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"strconv"
	"strings"
	"time"

	"overlap/engine"
	"overlap/engine/network"
	"overlap/engine/trace"
)

// elsewhereError says what went wrong with a service that another program serves, and where that program was looked for.
type elsewhereError struct {
	name, at string
	err      error
}

func (e *elsewhereError) Error() string {
	return "network: " + e.name + " at " + e.at + ": " + strings.TrimPrefix(e.err.Error(), "network: ")
}

func (e *elsewhereError) Unwrap() error { return e.err }

// silence is the engine.ErrDeadline of a wait that Options ended, not the deadline of the task that waited.
type silence struct {
	lacks  string
	within time.Duration
}

func (s silence) Error() string        { return "no " + s.lacks + " within " + s.within.String() }
func (s silence) Is(target error) bool { return target == engine.ErrDeadline }

// ended reports whether Options ended a wait, and not the deadline that the task asked for.
func ended(t *engine.Task, asked time.Duration, err error) bool {
	return err == engine.ErrDeadline && (asked < 0 || t.Now() < asked)
}

// explain returns the error of a dial that failed.
func (n *Network) explain(t *engine.Task, name string, asked time.Duration, err error) error {
	at := n.opts.Elsewhere[name]
	if ended(t, asked, err) {
		err = silence{"answer", n.patience(at)}
	}
	return &elsewhereError{name, at, err}
}

// explain returns the error of a read or write: it says which other program did not answer, not to its end, or left.
func (s *stream) explain(t *engine.Task, asked time.Duration, err error) error {
	switch {
	case s.elsewhere == "":
		return err
	case ended(t, asked, err) && s.until > 0 && t.Now() >= s.until:
		err = silence{"end of the answer", s.net.opts.Longest}
	case ended(t, asked, err):
		err = silence{"answer", s.net.patience(s.elsewhere)}
	case err != network.ErrReset:
		return err
	}
	return &elsewhereError{s.name, s.elsewhere, err}
}

// dialElsewhere connects to a service that another program serves. Of the addresses that a host has it takes the first that
// answers, as Python's socket.create_connection does.
func (n *Network) dialElsewhere(t *engine.Task, at, name string, ref int32, deadline time.Duration) (socket, error) {
	list, err := n.resolve(t, at, name, ref, deadline)
	if err != nil {
		return nil, err
	}
	for _, to := range list {
		var conn socket
		if conn, err = n.connect(t, nil, to, name, ref, deadline); err == nil || engine.IsCancelled(err) {
			return conn, err
		}
	}
	return nil, err
}

// resolve returns the addresses of a host and port.
func (n *Network) resolve(t *engine.Task, at, name string, ref int32, deadline time.Duration) (list []netip.AddrPort, err error) {
	if to, err := netip.ParseAddrPort(at); err == nil {
		return []netip.AddrPort{to}, nil
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	if deadline >= 0 {
		ctx, cancel = context.WithDeadline(ctx, wallTime(t, deadline))
		defer cancel()
	}
	blocked := t.Block(n.loop.NewLot(trace.WhyConnect, name, ref), func() { list, err = Resolve(ctx, at) }, cancel)
	if blocked != nil {
		return nil, blocked
	}
	return list, err
}

// Resolve returns the addresses of a host and port, such as "db.example:9002". The error does not repeat the host.
func Resolve(ctx context.Context, at string) (list []netip.AddrPort, err error) {
	host, text, err := net.SplitHostPort(at)
	if err != nil {
		return nil, err
	}
	port, err := strconv.ParseUint(text, 10, 16)
	if err != nil {
		return nil, err
	}
	ips, err := net.DefaultResolver.LookupNetIP(ctx, "ip", host)
	var unknown *net.DNSError
	switch {
	case errors.As(err, &unknown) && unknown.IsNotFound:
		return nil, errors.New("there is no such host")
	case errors.As(err, &unknown) && unknown.IsTimeout:
		return nil, engine.ErrDeadline
	case errors.As(err, &unknown):
		return nil, errors.New("the host cannot be looked up: " + unknown.Err)
	case err != nil:
		return nil, err
	}
	for _, ip := range ips {
		list = append(list, netip.AddrPortFrom(ip.Unmap(), uint16(port)))
	}
	return list, nil
}

// absent is the listener of a service that another program serves. No client comes, because Dial goes to that program.
type absent struct {
	net     *Network
	at      network.Address
	waiting *engine.Lot
	closed  bool
}

// Accept waits until the listener is closed.
func (a *absent) Accept(t *engine.Task) (network.Stream, int32, error) {
	for !a.closed {
		if err := a.waiting.Park(t); err != nil {
			return nil, 0, err
		}
	}
	return nil, 0, network.ErrClosed
}

// Endpoint returns where the other program is.
func (a *absent) Endpoint() string { return a.net.opts.Elsewhere[a.at.Name] }

// Close ends the Accepts that wait.
func (a *absent) Close() error {
	a.closed = true
	a.waiting.WakeAll()
	return nil
}
