package networktest

import (
	"errors"
	"io"
	"time"

	"overlap/engine"
	"overlap/engine/network"
)

var servers = []program{
	{"a handler's error is its own", handlerError},
	{"serving in one task", oneTask},
	{"shutdown waits for handlers", shutdown},
	{"shutdown and clients at rest", shutdownAtRest},
	{"shutdown has a grace", shutdownGrace},
	{"drain", drainServers},
	{"an answer is not lost to bytes unread", answerBeforeRest},
	{"a client that sends for ever", endless},
}

func handlerError(t *engine.Task, c *check) error {
	s, err := network.Serve(t, peer, 0, func(t *engine.Task, conn *network.Conn) error {
		line, _ := conn.ReadLine()
		if line == "bad" {
			return errors.New("a bad request")
		}
		return conn.WriteLine("good")
	})
	if err != nil {
		return err
	}
	for _, word := range []string{"bad", "fine", "bad", "fine"} {
		conn, err := network.Dial(t, "peer")
		if err != nil {
			return err
		}
		conn.WriteLine(word)
		line, err := conn.ReadLine()
		if word == "fine" {
			c.error("reading", err, nil)
			c.text("reply", line, "good")
		} else {
			c.error("reading", err, io.EOF)
		}
		conn.Close()
	}
	pause(t)
	if got, want := s.Stats(), (network.ServerStats{Accepted: 4, Failed: 2}); got != want {
		c.t.Errorf("statistics: got %+v, want %+v", got, want)
	}
	return nil
}

// oneTask serves one client after another in the accepting task.
func oneTask(t *engine.Task, c *check) error {
	s, err := network.Listen(t, peer, 0)
	if err != nil {
		return err
	}
	t.Go("server", func(t *engine.Task) error {
		t.Daemon()
		for {
			conn, err := s.Accept(t)
			if err != nil {
				return err
			}
			if err := upperLines(t, conn); err != nil {
				return err
			}
			conn.Close()
		}
	})
	for range 3 {
		conn, err := network.Dial(t, "peer")
		if err != nil {
			return err
		}
		conn.WriteLine("a")
		line, err := conn.ReadLine()
		c.error("reading", err, nil)
		c.text("reply", line, "A")
		conn.Close()
	}
	return nil
}

// slow replies after d.
func slow(d time.Duration) network.Handler {
	return func(t *engine.Task, conn *network.Conn) error {
		if _, err := conn.ReadLine(); err != nil {
			return err
		}
		if err := t.Sleep(d); err != nil {
			return err
		}
		return conn.WriteLine("done")
	}
}

// ask dials a server and asks, without waiting for the reply.
func ask(t *engine.Task, name string) (*network.Conn, error) {
	conn, err := network.Dial(t, name)
	if err != nil {
		return nil, err
	}
	if err := conn.WriteLine("please"); err != nil {
		return nil, err
	}
	return conn, pause(t)
}

func shutdown(t *engine.Task, c *check) error {
	s, err := network.Serve(t, peer, 0, slow(40*ms))
	if err != nil {
		return err
	}
	conn, err := ask(t, "peer")
	if err != nil {
		return err
	}
	c.number("serving", s.Stats().Serving, 1)
	c.error("shutting down", s.Shutdown(t, time.Minute), nil)
	c.number("serving", s.Stats().Serving, 0)
	line, err := conn.ReadLine()
	c.error("reading", err, nil)
	c.text("reply", line, "done")
	conn.Close()
	_, err = network.Dial(t, "peer")
	c.error("dialling after it", err, network.ErrRefused)
	c.error("shutting down again", s.Shutdown(t, 0), nil)
	return nil
}

// shutdownAtRest has clients that want nothing, one silent and one answered: they delay nothing, and see the end. A
// client in the middle of a request has its answer.
func shutdownAtRest(t *engine.Task, c *check) error {
	s, err := network.Serve(t, peer, 0, func(t *engine.Task, conn *network.Conn) error {
		for {
			if _, err := conn.ReadLine(); err != nil {
				return network.UnlessEnded(err)
			}
			if err := conn.WriteLine("done"); err != nil {
				return err
			}
		}
	})
	if err != nil {
		return err
	}
	silent, err := network.Dial(t, "peer")
	if err != nil {
		return err
	}
	answered, err := ask(t, "peer")
	if err != nil {
		return err
	}
	_, err = answered.ReadLine()
	c.error("reading", err, nil)
	half, err := network.Dial(t, "peer")
	if err != nil {
		return err
	}
	half.Write([]byte("plea"))
	if err := pause(t); err != nil {
		return err
	}
	c.number("under way", s.UnderWay(), 1)
	rest := t.Go("the rest", func(t *engine.Task) error {
		c.error("the end for the silent one", readOne(silent)(), io.EOF)
		c.error("the end for the answered one", readOne(answered)(), io.EOF)
		return half.WriteLine("se")
	})
	silent.HandTo(rest)
	answered.HandTo(rest)
	half.HandTo(rest)
	c.error("shutting down", s.Shutdown(t, time.Minute), nil)
	half.HandTo(t)
	line, err := half.ReadLine()
	c.error("reading", err, nil)
	c.text("reply", line, "done")
	c.error("after it", readOne(half)(), io.EOF)
	c.number("cut off", s.Stats().Cut, 0)
	for _, conn := range []*network.Conn{silent, answered, half} {
		conn.Close()
	}
	return nil
}

func shutdownGrace(t *engine.Task, c *check) error {
	s, err := network.Serve(t, peer, 0, slow(time.Hour))
	if err != nil {
		return err
	}
	conn, err := ask(t, "peer")
	if err != nil {
		return err
	}
	began := t.Now()
	c.error("shutting down", s.Shutdown(t, 10*ms), engine.ErrDeadline)
	if waited := t.Now() - began; waited < 10*ms || waited >= time.Hour {
		c.t.Errorf("the grace of 10 ms took %v", waited)
	}
	c.number("cut off", s.Stats().Cut, 1)
	c.error("reading from a cancelled handler", readOne(conn)(), io.EOF)
	pause(t) // the end is counted in a turn after it
	c.number("serving", s.Stats().Serving, 0)
	c.number("failed", s.Stats().Failed, 0)
	return conn.Close()
}

// drainServers shuts two servers down while the first still needs the second.
func drainServers(t *engine.Task, c *check) error {
	if _, err := network.Serve(t, network.Address{Name: "back", Port: 9102}, 0, slow(20*ms)); err != nil {
		return err
	}
	_, err := network.Serve(t, network.Address{Name: "front", Port: 9101}, 0, func(t *engine.Task, conn *network.Conn) error {
		if err := slow(20*ms)(t, conn); err != nil {
			return err
		}
		back, err := ask(t, "back")
		if err != nil {
			return err
		}
		defer back.Close()
		line, err := back.ReadLine()
		return errors.Join(err, conn.WriteLine("back "+line))
	})
	if err != nil {
		return err
	}
	conn, err := ask(t, "front")
	if err != nil {
		return err
	}
	all := network.Servers(t.Loop())
	c.error("draining", network.Drain(t, time.Minute, all[1], all[0]), nil)
	for _, want := range []string{"done", "back done"} {
		line, err := conn.ReadLine()
		c.error("reading", err, nil)
		c.text("reply", line, want)
	}
	return conn.Close()
}

// answerBeforeRest has clients send more than the server reads. The answer comes all the same, then the end: a close
// with bytes unread would be a reset, which may overtake it.
func answerBeforeRest(t *engine.Task, c *check) error {
	_, err := network.Serve(t, peer, 0, func(_ *engine.Task, conn *network.Conn) error {
		if _, err := conn.ReadLine(); err != nil {
			return err
		}
		return conn.WriteLine("done")
	})
	if err != nil {
		return err
	}
	for _, more := range []int{0, 1, 1000, 30_000, 1 << 20} {
		conn, err := network.Dial(t, "peer")
		if err != nil {
			return err
		}
		conn.Write(append([]byte("please\n"), make([]byte, more)...))
		conn.CloseWrite()
		pause(t)
		got, err := drain(conn)
		c.text("answer", got, "done\n")
		c.error("after it", err, io.EOF)
		conn.Close()
	}
	return nil
}

// endless has a client send without end to a server that has answered: it is cut off.
func endless(t *engine.Task, c *check) error {
	s, err := network.Serve(t, peer, 0, func(_ *engine.Task, conn *network.Conn) error {
		conn.ReadOn()
		return conn.WriteLine("too much")
	})
	if err != nil {
		return err
	}
	conn, err := network.Dial(t, "peer")
	if err != nil {
		return err
	}
	defer conn.Close()
	for sent := 0; err == nil && sent < 64<<20; sent += 1 << 20 {
		if _, err = conn.Write(make([]byte, 1<<20)); err == nil {
			err = t.Sleep(ms)
		}
	}
	c.error("writing on", err, network.ErrReset)
	pause(t)
	c.number("handlers", s.Stats().Serving, 0)
	return nil
}
