// Package echo is the scenario of a server that many clients ask at once: with one thread for all of them, with
// a thread for each, and on an event loop.
package echo

import (
	"time"

	"overlap/engine"
	"overlap/engine/network"
	"overlap/scenarios"
)

// Scenario is the echo server.
var Scenario = &scenarios.Scenario{
	ID:       "echo",
	Title:    "Echo: one server, many clients",
	Question: "A server needs 100 ms for a reply, and ten clients ask at once. How long do they wait if it serves one at a time, has a thread for each, or runs an event loop? And if there are ten thousand of them?",
	Topic:    scenarios.TheNetwork,
	Level:    2,
	Declare:  declare,
}

type echo struct {
	clients, silent, backlog int
	handshake, delay, idle   time.Duration
	machine                  string
}

func declare(d *scenarios.Declaration) {
	e := &echo{}
	d.Int(&e.clients, "clients", 10, scenarios.Between(1, 10_000), "Clients", "how many connect, one after another")
	d.SampleUpTo("clients", 300)
	d.Duration(&e.delay, "delay", 100*time.Millisecond, scenarios.Between(0, 2*time.Second),
		"Reply after", "how long the server waits before it replies")
	d.Duration(&e.handshake, "handshake", 0, scenarios.Between(0, 100*time.Millisecond),
		"Connecting", "how long each connection takes to be made, before the next")
	d.Formerly("handshake", "connect")
	d.Int(&e.backlog, "backlog", 4096, scenarios.Between(1, 4096),
		"Listen backlog", "how many connections the server keeps waiting before the next is dropped")
	d.Int(&e.silent, "silent", 0, scenarios.Between(0, 10), "Silent clients", "how many clients, after the first, connect and send nothing")
	d.Duration(&e.idle, "idle", 10*time.Second, scenarios.Between(100*time.Millisecond, 30*time.Second),
		"Idle timeout", "how long the server waits for a client that sends nothing")
	d.Computer(&e.machine, "machine", scenarios.Choice{Value: "cpython-3.11", Label: "CPython 3.11, measured"}, measured)
	d.Live("delay")

	d.OwnService(address.Name, address.Port, e.answer).Takes("hello").Heeds("delay", "idle", "backlog")
	d.Backlog(&e.backlog)
	d.MainTask("clients")
	d.Variant("single", "One thread, one client at a time", e.variant(serverKind{onThread, e.single}))
	d.Variant("threads", "A thread per client", e.variant(serverKind{onThread, e.threads}))
	d.Variant("loop", "Event loop", e.variant(serverKind{onLoop, e.loop}))
	d.Headline(e.headline)
	d.Guess("loop", "When has every client its reply, if one event loop serves them all?")

	d.MainParams("clients", "delay", "backlog")
	d.Preset("100 clients, backlog 5: threads 14.5 s, loop 0.1 s", "clients=100&backlog=5")
	d.Preset("A silent client", "silent=1&idle=2s")
	d.Preset("A thousand clients", "clients=1000")
	d.Preset("Nothing but overhead", "clients=20&delay=0s")
	d.Preset("A computer that costs nothing", "machine=ideal")
	scenarios.Claims(d, e)
}

// single serves each client to its end before it accepts the next.
func (e *echo) single(t *engine.Task, s *network.Server) error {
	for {
		c, err := s.Accept(t) // [1]
		if err != nil {
			return err
		}
		if err := e.serve(t, c); engine.IsCancelled(err) {
			return err
		} else if err != nil {
			t.Log("a client is lost: " + err.Error())
		}
	}
}

// threads starts a thread for each client.
func (e *echo) threads(t *engine.Task, s *network.Server) error {
	for {
		c, err := s.Accept(t) // [2]
		if err != nil {
			return err
		}
		c.HandTo(t.Thread("thread", gil(t), func(t *engine.Task) error { return e.serve(t, c) }))
	}
}

// loop starts a task for each client.
func (e *echo) loop(t *engine.Task, s *network.Server) error {
	for {
		c, err := s.Accept(t) // [3]
		if err != nil {
			return err
		}
		c.HandTo(t.Go("task", func(t *engine.Task) error { return e.serve(t, c) }))
	}
}

// answer sends one message back in capitals. What comes
// during the delay belongs to it.
func (e *echo) answer(t *engine.Task, c *network.Conn) error {
	message, err := receive(c, e.idle) // [4]
	if err != nil {
		return unlessSilent(t, err)
	}
	t.Label(label(message))
	if err := t.Sleep(e.delay); err != nil { // [5]
		return err
	}
	_, err = c.Write(upper(withRest(c, message)))
	return err
}

// serve answers a client and closes its connection.
func (e *echo) serve(t *engine.Task, c *network.Conn) error {
	defer c.Close()
	return e.answer(t, c)
}
