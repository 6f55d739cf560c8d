package networktest

import (
	"errors"
	"io"
	"strconv"
	"strings"

	"overlap/engine"
	"overlap/engine/network"
)

var exchanges = []program{
	{"echo", echo},
	{"order", order},
	{"half-close then reply", halfClose},
	{"big writes both ways", bigWrites},
	{"slow reader", slowReader},
	{"small writes", smallWrites},
	{"small buffers", smallBuffers},
	{"empty reads and writes", empty},
	{"1000 connections", manyConnections},
}

// upperLines answers every line in upper case.
func upperLines(_ *engine.Task, c *network.Conn) error {
	for {
		line, err := c.ReadLine()
		if err != nil {
			return ignoreEOF(err)
		}
		if err := c.WriteLine(strings.ToUpper(line)); err != nil {
			return err
		}
	}
}

// smallWrites sends lines in parts, with Nagle's algorithm and without.
func smallWrites(t *engine.Task, c *check) error {
	if _, err := network.Serve(t, peer, 0, upperLines); err != nil {
		return err
	}
	conn, err := network.Dial(t, "peer")
	if err != nil {
		return err
	}
	for _, noDelay := range []bool{false, true, false} {
		c.error("setting the option", conn.SetNoDelay(noDelay), nil)
		for _, part := range []string{"o", "n", "e\n"} {
			if _, err := conn.Write([]byte(part)); err != nil {
				return err
			}
		}
		reply, err := conn.ReadLine()
		c.error("reading", err, nil)
		c.text("reply", reply, "ONE")
	}
	conn.Close()
	c.error("setting the option of a closed connection", conn.SetNoDelay(true), network.ErrClosed)
	return nil
}

// smallBuffers has a write wait for a reader, and arrive whole.
func smallBuffers(t *engine.Task, c *check) error {
	client, server, err := pair(t)
	if err != nil {
		return err
	}
	c.error("setting a buffer", errors.Join(client.SetBuffer(64<<10), server.SetBuffer(64<<10)), nil)
	text := strings.Repeat("photo ", 50_000)
	writing := t.Go("writer", func(t *engine.Task) error {
		n, err := server.Write([]byte(text))
		c.number("bytes written", n, len(text))
		return errors.Join(err, server.Close())
	})
	server.HandTo(writing)
	if err := pause(t); err != nil {
		return err
	}
	if writing.Done() {
		c.t.Error("all was written before anything was read")
	}
	got, err := drain(client)
	c.text("read", got, text)
	c.error("its end", err, io.EOF)
	client.Close()
	c.error("setting the buffer of a closed connection", client.SetBuffer(1), network.ErrClosed)
	return t.Await(writing)
}

func ignoreEOF(err error) error {
	if err == io.EOF {
		return nil
	}
	return err
}

func echo(t *engine.Task, c *check) error {
	if _, err := network.Serve(t, peer, 0, upperLines); err != nil {
		return err
	}
	conn, err := network.Dial(t, "peer")
	if err != nil {
		return err
	}
	defer conn.Close()
	for _, word := range []string{"one", "two"} {
		if err := conn.WriteLine(word); err != nil {
			return err
		}
		reply, err := conn.ReadLine()
		c.error("reading", err, nil)
		c.text("reply", reply, strings.ToUpper(word))
	}
	return nil
}

func order(t *engine.Task, c *check) error {
	client, server, err := pair(t)
	if err != nil {
		return err
	}
	writing := t.Go("writer", func(t *engine.Task) error {
		defer client.Close()
		for i := range 1000 {
			if err := client.WriteLine(strconv.Itoa(i)); err != nil {
				return err
			}
		}
		return nil
	})
	client.HandTo(writing)
	for i := range 1000 {
		line, err := server.ReadLine()
		if err != nil {
			return err
		}
		c.text("line", line, strconv.Itoa(i))
	}
	return t.Await(writing)
}

func halfClose(t *engine.Task, c *check) error {
	client, server, err := pair(t)
	if err != nil {
		return err
	}
	client.Write([]byte("question"))
	c.error("half-close", client.CloseWrite(), nil)
	c.error("half-close again", client.CloseWrite(), nil)
	_, err = client.Write([]byte("more"))
	c.error("writing after half-close", err, network.ErrClosed)
	got, err := drain(server)
	c.text("question", got, "question")
	c.error("its end", err, io.EOF)
	server.Write([]byte("answer"))
	server.Close()
	got, err = drain(client)
	c.text("answer", got, "answer")
	c.error("its end", err, io.EOF)
	return client.Close()
}

func bigWrites(t *engine.Task, c *check) error {
	const size = 3 << 20
	client, server, err := pair(t)
	if err != nil {
		return err
	}
	upload, download := strings.Repeat("upload ", size/7), strings.Repeat("download ", size/9)
	send := func(conn *network.Conn, text string) *engine.Task {
		task := t.Go("sender", func(t *engine.Task) error {
			n, err := conn.Write([]byte(text))
			c.number("bytes written", n, len(text))
			return errors.Join(err, conn.CloseWrite())
		})
		conn.HandTo(task)
		return task
	}
	receive := func(conn *network.Conn, want string) *engine.Task {
		task := t.Go("receiver", func(*engine.Task) error {
			got, err := drain(conn)
			c.error("end", err, io.EOF)
			if got != want {
				c.t.Errorf("%d bytes arrived, not as the %d that were sent", len(got), len(want))
			}
			return conn.Close()
		})
		conn.HandReadsTo(task)
		return task
	}
	up, down := send(client, upload), send(server, download)
	tasks := []*engine.Task{up, down, receive(server, upload), receive(client, download)}
	return awaitAll(t, tasks)
}

// slowReader has a writer wait for room and go on when there is some: what arrives is what was sent, in order.
func slowReader(t *engine.Task, c *check) error {
	client, server, err := pair(t)
	if err != nil {
		return err
	}
	sent, enough := 0, false
	pattern := make([]byte, 65_521) // a prime, so that a piece lost or sent twice shows
	for i := range pattern {
		pattern[i] = byte(i * i >> 8)
	}
	writing := parked(t, client, func() (err error) {
		for n := 0; err == nil && !enough; sent += n {
			n, err = client.Write(pattern)
		}
		return errors.Join(err, client.CloseWrite())
	})
	got := make([]byte, 0, 1<<20)
	for len(got) < cap(got) && err == nil {
		var n int
		n, err = server.Read(got[len(got):cap(got)])
		got = got[:len(got)+n]
	}
	c.error("reading", err, nil)
	enough = true
	rest, err := drain(server)
	c.error("its end", err, io.EOF)
	got = append(got, rest...)
	c.error("writing", t.Await(writing), nil)
	c.number("bytes that arrived", len(got), sent)
	for i := range got {
		if got[i] != pattern[i%len(pattern)] {
			c.t.Errorf("byte %d of %d is not what was sent", i, len(got))
			break
		}
	}
	client.Close()
	return server.Close()
}

func awaitAll(t *engine.Task, tasks []*engine.Task) (err error) {
	for _, task := range tasks {
		err = errors.Join(err, t.Await(task))
	}
	return err
}

func empty(t *engine.Task, c *check) error {
	client, server, err := pair(t)
	if err != nil {
		return err
	}
	n, err := client.Write(nil)
	c.error("writing nothing", err, nil)
	c.number("bytes written", n, 0)
	n, err = server.Read(nil)
	c.error("reading into nothing", err, nil)
	c.number("bytes read", n, 0)
	client.Close()
	_, err = server.Read(make([]byte, 1))
	c.error("end", err, io.EOF)
	return server.Close()
}

// manyConnections also shows that both ends of a connection have the same number.
func manyConnections(t *engine.Task, c *check) error {
	server, err := network.Serve(t, peer, 0, func(t *engine.Task, c *network.Conn) error {
		if _, err := c.ReadLine(); err != nil {
			return err
		}
		return c.WriteLine(strconv.Itoa(int(c.Ref())))
	})
	if err != nil {
		return err
	}
	var clients []*engine.Task
	for range 1000 {
		clients = append(clients, t.Go("client", func(t *engine.Task) error {
			conn, err := network.Dial(t, "peer")
			if err != nil {
				return err
			}
			defer conn.Close()
			if err := conn.WriteLine("who am I?"); err != nil {
				return err
			}
			reply, err := conn.ReadLine()
			c.text("number at the other end", reply, strconv.Itoa(int(conn.Ref())))
			return err
		}))
	}
	if err := awaitAll(t, clients); err != nil {
		return err
	}
	c.number("accepted", server.Stats().Accepted, 1000)
	return nil
}
