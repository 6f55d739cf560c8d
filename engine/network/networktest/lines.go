package networktest

import (
	"io"
	"strings"

	"overlap/engine"
	"overlap/engine/network"
)

var lines = []program{
	{"lines", readLines},
	{"longest line", longestLine},
	{"line too long", tooLong},
	{"line too long without its end", tooLongEndless},
	{"lines and bytes", linesAndBytes},
}

func readLines(t *engine.Task, c *check) error {
	for _, k := range []struct {
		sent []string // in one write each
		want []string
	}{
		{[]string{}, nil},
		{[]string{"\n"}, []string{""}},
		{[]string{"one\ntwo\n"}, []string{"one", "two"}},
		{[]string{"one\r\n\r\n"}, []string{"one\r", "\r"}},
		{[]string{"one\nlast"}, []string{"one", "last"}},
		{[]string{"o", "n", "e\ntw", "o", "\n"}, []string{"one", "two"}},
		{[]string{"café\n", "\x00\xff\n"}, []string{"café", "\x00\xff"}},
	} {
		client, server, err := pair(t)
		if err != nil {
			return err
		}
		for _, part := range k.sent {
			if _, err := client.Write([]byte(part)); err != nil {
				return err
			}
			if err := t.Sleep(0); err != nil {
				return err
			}
		}
		client.Close()
		for _, want := range k.want {
			got, err := server.ReadLine()
			c.error("reading", err, nil)
			c.text("line", got, want)
		}
		for range 2 {
			_, err = server.ReadLine()
			c.error("end", err, io.EOF)
		}
		server.Close()
	}
	return nil
}

// sendAndRead has one task send a text while another reads it.
func sendAndRead(t *engine.Task, text string, read func(*network.Conn) error) error {
	client, server, err := pair(t)
	if err != nil {
		return err
	}
	sending := t.Go("sender", func(*engine.Task) error {
		defer client.Close()
		_, err := client.Write([]byte(text))
		return err
	})
	client.HandTo(sending)
	if err := read(server); err != nil {
		return err
	}
	if err := t.Await(sending); err != nil {
		return err
	}
	return server.Close()
}

func longestLine(t *engine.Task, c *check) error {
	long := strings.Repeat("x", network.MaxLine)
	return sendAndRead(t, long+"\nnext\n", func(conn *network.Conn) error {
		line, err := conn.ReadLine()
		c.error("reading the longest line", err, nil)
		c.text("line", line, long)
		line, err = conn.ReadLine()
		c.text("the line after it", line, "next")
		return err
	})
}

func tooLong(t *engine.Task, c *check) error {
	return sendAndRead(t, strings.Repeat("x", network.MaxLine+1)+"\nnext\n", func(conn *network.Conn) error {
		for range 2 {
			_, err := conn.ReadLine()
			c.error("reading", err, network.ErrTooLong)
		}
		return nil
	})
}

func tooLongEndless(t *engine.Task, c *check) error {
	return sendAndRead(t, strings.Repeat("x", network.MaxLine+1), func(conn *network.Conn) error {
		_, err := conn.ReadLine()
		c.error("reading", err, network.ErrTooLong)
		return nil
	})
}

// linesAndBytes reads a head by lines and what follows it as bytes, as HTTP does.
func linesAndBytes(t *engine.Task, c *check) error {
	return sendAndRead(t, "head\n"+strings.Repeat("body", 1000), func(conn *network.Conn) error {
		line, err := conn.ReadLine()
		c.error("head", err, nil)
		c.text("head", line, "head")
		body, err := drain(conn)
		c.error("end", err, io.EOF)
		c.text("body", body, strings.Repeat("body", 1000))
		return nil
	})
}
