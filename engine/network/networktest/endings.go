package networktest

import (
	"io"
	"strings"

	"overlap/engine"
	"overlap/engine/network"
)

var endings = []program{
	{"end of the stream", endOfStream},
	{"reset while reading", resetReading},
	{"reset while writing", resetWriting},
	{"reset told to the writer", resetReportedOnce},
	{"reset after data", resetAfterData},
	{"close with bytes in flight", closeInFlight},
	{"close with bytes unread", closeUnread},
	{"write to a closed peer", writeToClosed},
	{"use after close", useAfterClose},
	{"close wakes the reader", closeWakes},
}

func endOfStream(t *engine.Task, c *check) error {
	client, server, err := pair(t)
	if err != nil {
		return err
	}
	server.Close()
	for range 2 {
		_, err := client.Read(make([]byte, 10))
		c.error("end", err, io.EOF)
	}
	return client.Close()
}

// parked starts a task that waits in call and returns it when it does.
func parked(t *engine.Task, conn *network.Conn, call func() error) *engine.Task {
	task := t.Go("parked", func(*engine.Task) error { return call() })
	conn.HandTo(task)
	pause(t)
	return task
}

func readOne(conn *network.Conn) func() error {
	return func() error {
		_, err := conn.Read(make([]byte, 1))
		return err
	}
}

// writeFull writes until something ends it: the network's buffers are full soon enough.
func writeFull(conn *network.Conn) func() error {
	return func() error {
		_, err := writeAll(conn)
		return err
	}
}

func writeAll(conn *network.Conn) (sent int, err error) {
	for p := make([]byte, 64<<10); err == nil; {
		var n int
		n, err = conn.Write(p)
		sent += n
	}
	return sent, err
}

func resetReading(t *engine.Task, c *check) error {
	client, server, err := pair(t)
	if err != nil {
		return err
	}
	reading := parked(t, client, readOne(client))
	server.Reset()
	c.error("reading", t.Await(reading), network.ErrReset)
	client.HandTo(t)
	c.error("reading again", readOne(client)(), network.ErrReset)
	_, err = client.Write([]byte("x"))
	c.error("writing", err, network.ErrReset)
	return client.Close()
}

func resetWriting(t *engine.Task, c *check) error {
	client, server, err := pair(t)
	if err != nil {
		return err
	}
	writing := parked(t, client, writeFull(client))
	server.Reset()
	c.error("writing", t.Await(writing), network.ErrReset)
	return client.Close()
}

// resetReportedOnce writes before it reads: the system reports a reset to one call only.
func resetReportedOnce(t *engine.Task, c *check) error {
	client, server, err := pair(t)
	if err != nil {
		return err
	}
	server.Reset()
	pause(t)
	_, err = client.Write([]byte("x"))
	c.error("writing", err, network.ErrReset)
	c.error("reading", readOne(client)(), network.ErrReset)
	return client.Close()
}

func resetAfterData(t *engine.Task, c *check) error {
	client, server, err := pair(t)
	if err != nil {
		return err
	}
	server.Write([]byte("data"))
	pause(t)
	server.Reset()
	pause(t)
	got, err := drain(client)
	c.text("what arrived before the reset", got, "data")
	c.error("its end", err, network.ErrReset)
	return client.Close()
}

func closeInFlight(t *engine.Task, c *check) error {
	client, server, err := pair(t)
	if err != nil {
		return err
	}
	text := strings.Repeat("0123456789abcdef", 2<<10) // 32 KiB: fits every buffer
	server.Write([]byte(text))
	server.Close()
	got, err := drain(client)
	c.text("what was in flight", got, text)
	c.error("its end", err, io.EOF)
	return client.Close()
}

// closeUnread has a server answer and close before it has read everything: the client learns that its request was not
// read.
func closeUnread(t *engine.Task, c *check) error {
	client, server, err := pair(t)
	if err != nil {
		return err
	}
	client.Write([]byte("a long request"))
	pause(t)
	readOne(server)()
	server.Write([]byte("reply"))
	pause(t)
	server.Close()
	pause(t)
	got, err := drain(client)
	c.text("reply", got, "reply")
	c.error("its end", err, network.ErrReset)
	return client.Close()
}

func writeToClosed(t *engine.Task, c *check) error {
	client, server, err := pair(t)
	if err != nil {
		return err
	}
	server.Close()
	pause(t)
	_, err = client.Write([]byte("lost"))
	c.error("the first write", err, nil)
	pause(t)
	_, err = client.Write([]byte("refused"))
	c.error("the second write", err, network.ErrReset)
	c.error("reading", readOne(client)(), io.EOF)
	return client.Close()
}

func useAfterClose(t *engine.Task, c *check) error {
	client, server, err := pair(t)
	if err != nil {
		return err
	}
	for _, conn := range []*network.Conn{client, server} {
		c.error("closing", conn.Close(), nil)
		c.error("closing again", conn.Close(), nil)
		c.error("resetting", conn.Reset(), nil)
		_, err := conn.Write([]byte("x"))
		c.error("writing", err, network.ErrClosed)
		_, err = conn.ReadLine()
		c.error("reading a line", err, network.ErrClosed)
		c.error("reading", readOne(conn)(), network.ErrClosed)
		c.error("half-closing", conn.CloseWrite(), network.ErrClosed)
	}
	return nil
}

func closeWakes(t *engine.Task, c *check) error {
	for _, call := range []func(*network.Conn) func() error{readOne, writeFull} {
		client, server, err := pair(t)
		if err != nil {
			return err
		}
		waiting := parked(t, client, call(client))
		client.Close()
		c.error("the call that waited", t.Await(waiting), network.ErrClosed)
		server.Close()
	}
	return nil
}
