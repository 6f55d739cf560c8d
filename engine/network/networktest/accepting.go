package networktest

import (
	"errors"
	"runtime"
	"strconv"

	"overlap/engine"
	"overlap/engine/network"
)

var accepting = []program{
	{"accept order", acceptOrder},
	{"two accept", twoAccept},
	{"accept after close", acceptAfterClose},
	{"close resets the queue", closeResets},
	{"dial refused", dialRefused},
	{"address in use", inUse},
	{"dials in a row", dialsInARow},
	{"full backlog", fullBacklog},
}

func acceptOrder(t *engine.Task, c *check) error {
	s, err := network.Listen(t, peer, 0)
	if err != nil {
		return err
	}
	for i := range 20 {
		conn, err := network.Dial(t, "peer")
		if err != nil {
			return err
		}
		conn.WriteLine(strconv.Itoa(i))
		conn.Close()
	}
	for i := range 20 {
		conn, err := s.Accept(t)
		if err != nil {
			return err
		}
		line, err := conn.ReadLine()
		c.error("reading", err, nil)
		c.text("client", line, strconv.Itoa(i))
		conn.Close()
	}
	return s.Close()
}

func twoAccept(t *engine.Task, c *check) error {
	s, err := network.Listen(t, peer, 0)
	if err != nil {
		return err
	}
	accept := func(t *engine.Task) error {
		conn, err := s.Accept(t)
		if err != nil {
			return err
		}
		return conn.Close()
	}
	tasks := []*engine.Task{t.Go("first", accept), t.Go("second", accept)}
	for range 2 {
		conn, err := network.Dial(t, "peer")
		if err != nil {
			return err
		}
		defer conn.Close()
	}
	if err := awaitAll(t, tasks); err != nil {
		return err
	}
	return s.Close()
}

func acceptAfterClose(t *engine.Task, c *check) error {
	s, err := network.Listen(t, peer, 0)
	if err != nil {
		return err
	}
	accept := func(t *engine.Task) error {
		_, err := s.Accept(t)
		return err
	}
	tasks := []*engine.Task{t.Go("first", accept), t.Go("second", accept)}
	pause(t)
	c.error("closing", s.Close(), nil)
	c.error("closing again", s.Close(), nil)
	for _, task := range tasks {
		c.error("the accept that waited", t.Await(task), network.ErrClosed)
	}
	c.error("accepting after it", accept(t), network.ErrClosed)
	return nil
}

func closeResets(t *engine.Task, c *check) error {
	s, err := network.Listen(t, peer, 0)
	if err != nil {
		return err
	}
	conn, err := network.Dial(t, "peer")
	if err != nil {
		return err
	}
	pause(t)
	s.Close()
	c.error("reading", readOne(conn)(), network.ErrReset)
	return conn.Close()
}

func dialRefused(t *engine.Task, c *check) error {
	_, err := network.Dial(t, "nobody")
	c.error("dialling a name that nobody has", err, network.ErrRefused)
	for range 2 {
		s, err := network.Listen(t, peer, 0)
		if err != nil {
			return err
		}
		client, server, err := connect(t, s)
		if err != nil {
			return err
		}
		s.Close()
		_, err = network.Dial(t, "peer")
		c.error("dialling a closed listener", err, network.ErrRefused)
		client.WriteLine("still here")
		line, err := server.ReadLine()
		c.error("reading", err, nil)
		c.text("over a connection made before", line, "still here")
		server.Close()
		client.Close()
	}
	return nil
}

func inUse(t *engine.Task, c *check) error {
	s, err := network.Listen(t, peer, 0)
	if err != nil {
		return err
	}
	_, err = network.Listen(t, peer, 0)
	c.error("listening twice", err, network.ErrInUse)
	s.Close()
	s, err = network.Listen(t, peer, 0)
	c.error("listening after the first is closed", err, nil)
	return s.Close()
}

// fullBacklog dials a server that does not accept: one more connection than the backlog is made, the next
// waits for the server to take one, which real clients notice a second later.
func fullBacklog(t *engine.Task, c *check) error {
	if runtime.GOOS != "linux" && runtime.GOOS != "js" {
		return nil // other systems have backlogs of their own making
	}
	const backlog = 3
	s, err := network.Listen(t, peer, backlog)
	if err != nil {
		return err
	}
	made := 0
	for err == nil && made < 20 {
		var conn *network.Conn
		if conn, err = network.DialTimeout(t, "peer", 200*ms); err == nil {
			made++
			defer conn.Close()
		}
	}
	c.error("the dial too many", err, engine.ErrDeadline)
	c.number("connections made", made, backlog+1)
	return errors.Join(s.Close())
}

// dialsInARow has a client dial a server that accepts whenever it can, faster than it could in turns of another thread. With
// one loop the backlog of 1 never fills: a dropped request would be sent again after a second.
func dialsInARow(t *engine.Task, c *check) error {
	if _, err := network.Serve(t, peer, 1, upperLines); err != nil {
		return err
	}
	for range 300 {
		conn, err := network.DialTimeout(t, "peer", 900*ms)
		if err != nil {
			return err
		}
		defer conn.Close()
	}
	return nil
}
