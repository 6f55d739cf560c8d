package networktest

import (
	"errors"
	"strings"

	"overlap/engine"
	"overlap/engine/network"
	"overlap/engine/trace/summary"
)

var owners = []program{
	{"owner", owner},
	{"reader and writer", readerAndWriter},
	{"one child dials, another uses", siblings},
}

func owner(t *engine.Task, c *check) error {
	client, server, err := pair(t)
	if err != nil {
		return err
	}
	thief := t.Go("thief", func(*engine.Task) error {
		_, err := client.ReadLine()
		return errors.Join(err, client.WriteLine("mine"))
	})
	var e *network.OwnerError
	if err := t.Await(thief); !errors.As(err, &e) || e.Owner != "main" || e.User != "thief" || e.Peer != "peer" {
		c.t.Errorf("using another task's connection: got error %v", err)
	}
	namesake := t.Go("main", func(*engine.Task) error { return client.WriteLine("mine") })
	if err := t.Await(namesake); !errors.As(err, &e) || e.Owner == e.User || !strings.HasPrefix(e.User, "main (task ") {
		c.t.Errorf("two tasks of one name: got error %v", err)
	}
	heir := t.Go("heir", func(*engine.Task) error { return client.WriteLine("handed over") })
	client.HandTo(heir)
	c.error("the new owner's use", t.Await(heir), nil)
	if err := client.WriteLine("mine"); !errors.As(err, &e) || e.Owner != "heir" || e.User != "main" {
		c.t.Errorf("using a connection after handing it over: got error %v", err)
	}
	line, err := server.ReadLine()
	c.text("line", line, "handed over")
	client.Close()
	server.Close()
	return err
}

func readerAndWriter(t *engine.Task, c *check) error {
	client, server, err := pair(t)
	if err != nil {
		return err
	}
	reading := t.Go("reader", func(*engine.Task) error {
		line, err := client.ReadLine()
		c.text("line", line, "reply")
		var e *network.OwnerError
		if err := client.WriteLine("mine"); !errors.As(err, &e) || e.Owner != "main" || e.User != "reader" {
			c.t.Errorf("writing with the reading side: got error %v", err)
		}
		return err
	})
	client.HandReadsTo(reading)
	pause(t)
	c.error("writing while another reads", client.WriteLine("request"), nil)
	line, err := server.ReadLine()
	c.error("reading", err, nil)
	c.text("line", line, "request")
	server.WriteLine("reply")
	c.error("the reader", t.Await(reading), nil)
	client.Close()
	return server.Close()
}

// siblings has one child dial and another use the connection: the trace shows both of its messages as received.
func siblings(t *engine.Task, c *check) error {
	if _, err := network.Serve(t, peer, 0, upperLines); err != nil {
		return err
	}
	var conn *network.Conn
	err := t.Await(t.Go("dials", func(t *engine.Task) (err error) {
		conn, err = network.Dial(t, "peer")
		return err
	}))
	if err != nil {
		return err
	}
	user := t.Go("uses", func(*engine.Task) error {
		conn.WriteLine("a")
		line, err := conn.ReadLine()
		c.text("reply", line, "A")
		return err
	})
	conn.HandTo(user)
	c.error("using it", t.Await(user), nil)
	received := 0
	for _, m := range summary.Of(t.Loop().Trace()).Messages {
		if m.ReceivedAt != summary.Never {
			received++
		}
	}
	c.number("messages received", received, 2)
	return conn.Close()
}
