// Package networktest is the conformance suite of networks: what every backend must do. A backend's test calls
// Run. The cases wait on the run's clock with small durations and never compare the machine's time, so that a slow
// machine fails none of them.
package networktest

import (
	"errors"
	"strings"
	"testing"
	"time"

	"overlap/engine"
	"overlap/engine/network"
	"overlap/engine/trace/tracetest"
)

const ms = time.Millisecond

// Run tests the networks that make returns, each on a loop of its own with a clock from clock.
func Run(t *testing.T, make func(*engine.Loop) network.Network, clock func() engine.Clock) {
	b := backend{make, clock}
	for _, group := range [][]program{exchanges, lines, endings, accepting, waits, owners, servers, losses} {
		for _, p := range group {
			t.Run(p.name, func(t *testing.T) { b.run(t, p) })
		}
	}
	t.Run("left open", b.leftOpen)
	t.Run("abandoned", b.abandoned)
}

// program is one case, run as the main task of a loop of its own.
type program struct {
	name string
	main func(t *engine.Task, c *check) error
}

type backend struct {
	make  func(*engine.Loop) network.Network
	clock func() engine.Clock
}

// loop returns a loop with a network, closed when the test ends.
func (b backend) loop(t *testing.T) *engine.Loop {
	l := engine.NewLoop(engine.Config{Clock: b.clock()})
	t.Cleanup(l.Close)
	engine.Attach(l, b.make(l))
	return l
}

func (b backend) run(t *testing.T, p program) {
	l := b.loop(t)
	l.Main("main", func(task *engine.Task) error { return p.main(task, &check{t}) })
	if err := l.Run(); err != nil {
		t.Fatal(err)
	}
	if err := tracetest.Validate(l.Trace()); err != nil {
		t.Error(err)
	}
}

// check compares without ending the test, which testing allows on the test's own goroutine only.
type check struct{ t *testing.T }

func (c *check) text(what, got, want string) {
	c.t.Helper()
	if got != want {
		c.t.Errorf("%s: got %q, want %q", what, short(got), short(want))
	}
}

func (c *check) number(what string, got, want int) {
	c.t.Helper()
	if got != want {
		c.t.Errorf("%s: got %d, want %d", what, got, want)
	}
}

func (c *check) error(what string, got, want error) {
	c.t.Helper()
	if !errors.Is(got, want) {
		c.t.Errorf("%s: got error %v, want %v", what, got, want)
	}
}

func (c *check) cancelled(what string, err error) {
	c.t.Helper()
	if !engine.IsCancelled(err) {
		c.t.Errorf("%s: got error %v, want a cancellation", what, err)
	}
}

func short(s string) string {
	if len(s) > 200 {
		return s[:200] + "…"
	}
	return s
}

var peer = network.Address{Name: "peer", Port: 9100}

// pair returns both ends of a connection, both owned by the task.
func pair(t *engine.Task) (client, server *network.Conn, err error) {
	s, err := network.Listen(t, peer, 0)
	if err != nil {
		return nil, nil, err
	}
	defer s.Close()
	return connect(t, s)
}

// connect makes one connection to a server that accepts none by itself.
func connect(t *engine.Task, s *network.Server) (client, server *network.Conn, err error) {
	accepting := t.Go("accept", func(t *engine.Task) (err error) {
		server, err = s.Accept(t)
		return err
	})
	if client, err = network.Dial(t, s.Address().Name); err != nil {
		return nil, nil, err
	}
	if err := t.Await(accepting); err != nil {
		return nil, nil, err
	}
	server.HandTo(t)
	return client, server, nil
}

// drain reads up to the end of the stream and returns what came, and the end.
func drain(c *network.Conn) (string, error) {
	var got strings.Builder
	for p := make([]byte, 8<<10); ; {
		n, err := c.Read(p)
		got.Write(p[:n])
		if err != nil {
			return got.String(), err
		}
	}
}

// pause lets bytes under way arrive, for which the machine's network needs some time.
func pause(t *engine.Task) error { return t.Sleep(5 * ms) }
