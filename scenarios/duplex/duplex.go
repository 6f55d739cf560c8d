// Package duplex is the scenario of a client that sends and receives on one connection: in turns, and with a task
// for each.
package duplex

import (
	"time"

	"overlap/engine"
	"overlap/engine/async"
	"overlap/engine/network"
	"overlap/scenarios"
)

// Scenario is the connection in both directions.
var Scenario = &scenarios.Scenario{
	ID:       "duplex",
	Title:    "Duplex: talking and listening at once",
	Question: "A client sends 55 bytes every second over one connection, and everything comes back a little later. If one task does both in turn, what does it miss while it pauses?",
	Topic:    scenarios.TheNetwork,
	Level:    3,
	Declare:  declare,
}

type duplex struct {
	messages, size, chunk int
	interval, delay, gone time.Duration
}

func declare(d *scenarios.Declaration) {
	x := &duplex{}
	d.Int(&x.messages, "messages", 5, scenarios.Between(1, 8), "Messages", "how many messages the client sends")
	d.Duration(&x.interval, "interval", time.Second, scenarios.Between(0, time.Minute),
		"Interval", "how long the client pauses between two messages")
	d.Duration(&x.delay, "delay", 300*time.Millisecond, scenarios.Between(0, 5*time.Second),
		"Back after", "how long the server keeps what it got before it sends it back")
	d.Int(&x.size, "size", 55, scenarios.Between(1, 20_000), "Message size", "how many bytes a message has")
	d.Int(&x.chunk, "chunk", 16384, scenarios.Between(64, 16384), "Chunk", "how many bytes one read may bring")
	d.Duration(&x.gone, "gone", 0, scenarios.Between(0, time.Minute), "Server gone", "when the server dies; 0: never")
	d.Live("interval", "delay")

	d.Service("echo", 12345, x.serve).Takes("hello").Heeds("delay").StoppedBy("gone")
	d.MainTask("client")
	d.Variant("alternating", "One task, in turns", x.alternating)
	d.Variant("both", "Two tasks in a nursery", x.both)
	d.Headline(x.headline)
	d.Guess("both", "When is everything back, if one task talks and another one listens?")

	d.Preset("The server goes away", "gone=2.2s")
	d.Preset("No message framing", "size=200&chunk=64")
	d.Preset("A long silence", "interval=1m0s")
	scenarios.Claims(d, x)
}

// alternating sends a message, waits until all of it is back, pauses, and sends the next.
func (x *duplex) alternating(t *engine.Task) (string, error) {
	c, err := x.connect(t) // [8]
	if err != nil {
		return "", err
	}
	defer c.Close()
	var got []byte
	for i := range x.messages {
		if i > 0 {
			if err := t.Sleep(x.interval); err != nil { // [1]
				return "", err
			}
		}
		if err := x.send(t, c, i); err != nil { // [2]
			return x.connectionEnded(got, err)
		}
		for len(got) < (i+1)*x.size { // a read may bring less than a message
			if got, err = x.receive(t, c, got); err != nil { // [3]
				return x.connectionEnded(got, err)
			}
		}
	}
	return x.result(got, nil)
}

// both has a task that sends and a task that receives. When the server is gone, the sender is cancelled.
func (x *duplex) both(t *engine.Task) (string, error) {
	c, err := x.connect(t) // [8]
	if err != nil {
		return "", err
	}
	defer c.Close()
	var got []byte
	err = async.OpenNursery(t, func(n *async.Nursery) error { // [4]
		sender := n.Go("sender", func(t *engine.Task) error { return x.sendAll(t, c) })
		receiver := n.Go("receiver", func(t *engine.Task) (err error) {
			for err == nil {
				got, err = x.receive(t, c, got) // [5]
			}
			if !sender.Done() {
				n.Cancel("the server is gone")
			}
			return network.UnlessEnded(err)
		})
		c.HandTo(sender)
		c.HandReadsTo(receiver)
		return nil
	})
	return x.result(got, err)
}

// sendAll sends one message after another, and then ends its direction of the connection.
func (x *duplex) sendAll(t *engine.Task, c *network.Conn) error {
	for i := range x.messages {
		if i > 0 {
			if err := t.Sleep(x.interval); err != nil { // [6]
				return err
			}
		}
		if err := x.send(t, c, i); err != nil { // [7]
			return network.UnlessEnded(err)
		}
	}
	return c.CloseWrite()
}
