package networktest

import (
	"io"

	"overlap/engine"
	"overlap/engine/network"
)

var losses = []program{
	{"a server that is killed has its clients told", killed},
	{"a server that is killed with bytes unread resets", killedUnread},
	{"a server that is killed can be made again", killedAgain},
}

// killed kills a server while a client waits for its answer.
func killed(t *engine.Task, c *check) error {
	var ended error
	s, err := network.Serve(t, peer, 0, func(t *engine.Task, conn *network.Conn) error {
		conn.ReadLine()
		conn.WriteLine("soon")
		ended = t.Sleep(1000 * ms)
		c.error("a dead server's writing", conn.WriteLine("late"), network.ErrClosed)
		return ended
	})
	if err != nil {
		return err
	}
	conn, err := network.Dial(t, "peer")
	if err != nil {
		return err
	}
	defer conn.Close()
	t.Go("killer", func(t *engine.Task) error {
		defer s.Kill(t)
		return pause(t)
	})
	conn.WriteLine("please")
	got, err := drain(conn)
	c.text("what came before", got, "soon\n")
	c.error("reading when it dies", err, io.EOF)
	c.error("the first write after", conn.WriteLine("anybody?"), nil)
	pause(t)
	c.error("the second write after", conn.WriteLine("anybody?"), network.ErrReset)
	_, err = network.Dial(t, "peer")
	c.error("dialling", err, network.ErrRefused)
	c.cancelled("the handler", ended)
	return nil
}

// checkAnswer asks the server that listens now.
func checkAnswer(t *engine.Task, c *check) {
	conn, err := network.Dial(t, "peer")
	c.error("dialling", err, nil)
	if err != nil {
		return
	}
	defer conn.Close()
	conn.WriteLine("a")
	line, err := conn.ReadLine()
	c.error("reading", err, nil)
	c.text("reply", line, "A")
}

func killedUnread(t *engine.Task, c *check) error {
	s, err := network.Serve(t, peer, 0, func(t *engine.Task, _ *network.Conn) error { return t.Sleep(1000 * ms) })
	if err != nil {
		return err
	}
	conn, err := network.Dial(t, "peer")
	if err != nil {
		return err
	}
	defer conn.Close()
	conn.WriteLine("nobody reads this")
	pause(t)
	s.Kill(t)
	_, err = conn.ReadLine()
	c.error("reading", err, network.ErrReset)
	pause(t)
	c.number("handlers", s.Stats().Serving, 0)
	return nil
}

func killedAgain(t *engine.Task, c *check) error {
	for range 3 {
		s, err := network.Serve(t, peer, 0, upperLines)
		if err != nil {
			return err
		}
		checkAnswer(t, c)
		s.Kill(t)
		s.Kill(t)
		_, err = network.Dial(t, "peer")
		c.error("dialling a dead server", err, network.ErrRefused)
	}
	return nil
}
