package networktest

import (
	"time"

	"overlap/engine"
	"overlap/engine/network"
)

var waits = []program{
	{"deadline while reading", deadlineReading},
	{"deadline while writing", deadlineWriting},
	{"no wait, no deadline", noWait},
	{"cancel a reader", cancelReader},
	{"cancel a writer", cancelWriter},
	{"cancel an acceptor", cancelAcceptor},
	{"cancel a dialler", cancelDialler},
}

func deadlineReading(t *engine.Task, c *check) error {
	client, server, err := pair(t)
	if err != nil {
		return err
	}
	client.Write([]byte("half a "))
	server.SetTimeout(10 * ms)
	began := t.Now()
	_, err = server.ReadLine()
	c.error("reading", err, engine.ErrDeadline)
	if waited := t.Now() - began; waited < 10*ms {
		c.t.Errorf("the deadline of 10 ms came after %v", waited)
	}
	client.Write([]byte("line\n"))
	server.SetTimeout(time.Minute)
	line, err := server.ReadLine()
	c.error("reading with more time", err, nil)
	c.text("line", line, "half a line")
	server.SetTimeout(0)
	client.Close()
	return server.Close()
}

func deadlineWriting(t *engine.Task, c *check) error {
	client, server, err := pair(t)
	if err != nil {
		return err
	}
	client.SetTimeout(10 * ms)
	sent, err := writeAll(client)
	c.error("writing more than fits", err, engine.ErrDeadline)
	client.Close()
	got, _ := drain(server)
	c.number("bytes that arrived", len(got), sent)
	return server.Close()
}

// noWait has a server give up on a silent client, and say so after its deadline.
func noWait(t *engine.Task, c *check) error {
	client, server, err := pair(t)
	if err != nil {
		return err
	}
	server.SetTimeout(ms)
	_, err = server.ReadLine()
	c.error("reading", err, engine.ErrDeadline)
	c.error("saying so", server.WriteLine("too late"), nil)
	server.Close()
	line, err := client.ReadLine()
	c.error("reading", err, nil)
	c.text("line", line, "too late")
	return client.Close()
}

func cancelReader(t *engine.Task, c *check) error {
	client, server, err := pair(t)
	if err != nil {
		return err
	}
	reading := parked(t, server, readOne(server))
	reading.Cancel("enough")
	c.cancelled("reading", t.Await(reading))
	server.HandTo(t)
	client.WriteLine("later")
	line, err := server.ReadLine()
	c.error("reading after it", err, nil)
	c.text("line", line, "later")
	client.Close()
	return server.Close()
}

func cancelWriter(t *engine.Task, c *check) error {
	client, server, err := pair(t)
	if err != nil {
		return err
	}
	sent := 0
	writing := parked(t, client, func() (err error) {
		sent, err = writeAll(client)
		return err
	})
	writing.Cancel("enough")
	c.cancelled("writing", t.Await(writing))
	client.Close()
	got, _ := drain(server)
	c.number("bytes that arrived", len(got), sent)
	return server.Close()
}

func cancelAcceptor(t *engine.Task, c *check) error {
	s, err := network.Listen(t, peer, 0)
	if err != nil {
		return err
	}
	for range 2 { // the second acceptor waits behind the first, also after both were cancelled once
		accept := func(t *engine.Task) error {
			_, err := s.Accept(t)
			return err
		}
		first, second := t.Go("first", accept), t.Go("second", accept)
		pause(t)
		second.Cancel("enough")
		c.cancelled("the second", t.Await(second))
		first.Cancel("enough")
		c.cancelled("the first", t.Await(first))
	}
	client, server, err := connect(t, s)
	if err != nil {
		return err
	}
	client.Close()
	server.Close()
	return s.Close()
}

func cancelDialler(t *engine.Task, c *check) error {
	s, err := network.Listen(t, peer, 0)
	if err != nil {
		return err
	}
	dialling := t.Go("dialler", func(t *engine.Task) error {
		for { // until one is cancelled while it waits
			conn, err := network.Dial(t, "peer")
			if err != nil {
				return err
			}
			conn.Close()
		}
	})
	accepting := t.Go("acceptor", func(t *engine.Task) error {
		for {
			conn, err := s.Accept(t)
			if err != nil {
				return err
			}
			conn.Close()
		}
	})
	if err := t.Sleep(0); err != nil {
		return err
	}
	dialling.Cancel("enough")
	c.cancelled("dialling", t.Await(dialling))
	pause(t)
	s.Close()
	c.error("accepting", t.Await(accepting), network.ErrClosed)
	return nil
}
