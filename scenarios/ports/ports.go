// Package ports is the scenario of a client that runs out of ports to dial from.
package ports

import (
	"errors"
	"time"

	"overlap/engine"
	"overlap/engine/network"
	"overlap/scenarios"
)

// Scenario is the client without a port.
var Scenario = &scenarios.Scenario{
	ID:       "ports",
	Title:    "Ports: a minute of TIME_WAIT",
	Question: "A client makes 400 requests in a minute, one after another, each over a connection of its own, which it closes at once. No more than one is ever open. What can run out?",
	Topic:    scenarios.TheNetwork,
	Level:    12,
	Declare:  declare,
}

type client struct {
	requests, ports int
	every           time.Duration
	closes          string
}

func declare(d *scenarios.Declaration) {
	x := &client{}
	d.Int(&x.requests, "requests", 400, scenarios.Between(1, 40_000), "Requests", "how many there are, one after another")
	d.SampleUpTo("requests", 300)
	d.Duration(&x.every, "every", 150*time.Millisecond, scenarios.Between(100*time.Microsecond, 10*time.Second), "One every", "how long after a request the next one is made")
	d.Int(&x.ports, "ports", 282, scenarios.Between(1, 64_512), "Ports", "how many ports there are to dial one service from; Linux has 28,232, from 32768 to 60999")
	d.SampleUpTo("ports", 300)
	d.Choice(&x.closes, "closes", scenarios.Words("client=the client", "server=the server"), "Who closes first is", "which end closes a connection when the answer is there")
	d.Live("every")

	d.OwnService(address.Name, address.Port, x.serve).Takes("question").InEach()
	d.Ports(&x.ports)
	d.MainTask("client")
	d.Variant("each", "A connection each", x.each)
	d.Variant("kept", "Kept alive", x.kept)
	d.Undetermined("each")
	d.Incomparable()
	d.Headline(x.headline)
	d.GuessWhich("400 connections in a minute, one at a time, each closed at once; 282 ports. How many requests fail?", x.failedWithEach, "None", "118", "282", "399")

	d.Preset("Linux's 28,232 ports", "requests=40000&every=1.5ms&ports=28232")
	d.Preset("The server closes first", "closes=server")
	d.Preset("A little slower", "every=220ms")
	d.Preset("Fewer requests than ports", "requests=200")
	scenarios.Claims(d, x)
}

// each makes a connection for each request. A dial without a port fails, and the next may do better.
func (x *client) each(t *engine.Task) (string, error) {
	if err := x.listen(t); err != nil {
		return "", err
	}
	got := x.outcomes()
	due := t.Now()
	for range x.requests {
		c, err := network.Dial(t, address.Name) // [1]
		if _, none := errors.AsType[*network.PortsError](err); none {
			got.fail(t)
		} else if err != nil {
			return "", err
		} else if err := x.request(t, c, got); err != nil { // [2]
			return "", err
		}
		due += x.every
		if err := t.Sleep(due - t.Now()); err != nil { // [3]
			return "", err
		}
	}
	return got.text(), nil
}

// request makes a request over a connection of its own.
func (x *client) request(t *engine.Task, c *network.Conn, got *outcomes) error {
	defer c.Close()
	if err := got.exchange(t, c, "close"); err != nil { // [4]
		return err
	}
	if x.closes == "server" {
		_, err := c.ReadLine() // [5]
		return network.UnlessEnded(err)
	}
	got.closed = append(got.closed, t.Now())
	return nil
}

// kept makes all requests over one connection.
func (x *client) kept(t *engine.Task) (string, error) {
	if err := x.listen(t); err != nil {
		return "", err
	}
	c, err := network.Dial(t, address.Name) // [6]
	if err != nil {
		return "", err
	}
	defer c.Close()
	got := x.outcomes()
	due := t.Now()
	for range x.requests {
		if err := got.exchange(t, c, keepAlive); err != nil { // [7]
			return "", err
		}
		due += x.every
		if err := t.Sleep(due - t.Now()); err != nil { // [8]
			return "", err
		}
	}
	return got.text(), nil
}

// serve answers requests until the client closes the connection, or closes it after the first answer.
func (x *client) serve(t *engine.Task, c *network.Conn) error {
	for {
		request, err := c.ReadLine() // [9]
		if err != nil {
			return network.UnlessEnded(err)
		}
		if err := c.WriteLine("answer"); err != nil || x.closes == "server" && request != keepAlive {
			return network.UnlessEnded(err)
		}
	}
}
