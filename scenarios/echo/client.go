package echo

import (
	"bytes"
	"errors"
	"io"
	"strconv"
	"strings"

	"overlap/engine"
	"overlap/engine/network"
	"overlap/quantity"
	"overlap/scenarios"
)

var address = network.Address{Name: "echo", Port: 9090}

// onThread runs a server on a thread of its own. The clients stay on the loop's thread.
func onThread(t *engine.Task, fn func(*engine.Task) error) { t.Thread("server", gil(t), fn) }

// gil returns the interpreter's lock, nil for an ideal machine and for Go, which have none.
func gil(t *engine.Task) *engine.GIL {
	if strings.HasPrefix(t.Loop().Costs().Name, "cpython") {
		return t.Loop().GIL()
	}
	return nil
}

// onLoop runs a server in a task of the loop, beside the clients.
func onLoop(t *engine.Task, fn func(*engine.Task) error) { t.Go("server", fn) }

// serverKind is where a server runs, and how it serves its clients.
type serverKind struct {
	start  func(*engine.Task, func(*engine.Task) error)
	accept func(*engine.Task, *network.Server) error
}

// startServer starts a server.
func (e *echo) startServer(t *engine.Task, w serverKind) error {
	server, err := network.Listen(t, address, e.backlog)
	if err != nil {
		return err
	}
	w.start(t, func(t *engine.Task) error {
		t.Daemon()
		t.Group(address.String())
		return w.accept(t, server)
	})
	return nil
}

// variant returns a variant: a server, and all the clients.
func (e *echo) variant(w serverKind) scenarios.Main {
	return func(t *engine.Task) (string, error) {
		if err := e.startServer(t, w); err != nil {
			return "", err
		}
		conns, err := e.connectAll(t)
		defer func() {
			for _, c := range conns {
				c.Close()
			}
		}()
		if err != nil {
			return "", err
		}
		t.Log(strconv.Itoa(len(conns)) + " connected")
		return e.awaitAll(conns)
	}
}

// connectAll makes the connections one after another, and sends a message on each.
func (e *echo) connectAll(t *engine.Task) ([]*network.Conn, error) {
	var conns []*network.Conn
	for i := range e.clients {
		if e.handshake > 0 {
			if err := t.Sleep(e.handshake); err != nil {
				return conns, err
			}
		}
		c, err := network.Dial(t, address.Name)
		if err != nil {
			return conns, err
		}
		conns = append(conns, c)
		if e.isSilent(i) {
			continue
		}
		if _, err := c.Write(message(i)); err != nil {
			return conns, err
		}
	}
	return conns, nil
}

// awaitAll reads the replies, first connected first, and counts those that are right. Another program's server may send one
// that is not.
func (e *echo) awaitAll(conns []*network.Conn) (string, error) {
	right, silent := 0, 0
	for i, c := range conns {
		reply, err := readAll(c)
		switch {
		case err != nil:
			return "", err
		case e.isSilent(i):
			silent++
		case bytes.Equal(reply, upper(message(i))):
			right++
		default:
			return "", errors.New("the server answered " + strconv.Quote(label(reply)) + " to " + string(message(i)))
		}
		c.Close()
	}
	return resultText(right, len(conns), silent), nil
}

// isSilent reports whether a client sends nothing: e.silent clients after the first do not.
func (e *echo) isSilent(i int) bool { return 0 < i && i <= e.silent }

func resultText(right, of, silent int) string {
	text := quantity.Count(right) + " of " + quantity.Count(of) + " replies are right"
	if silent > 0 {
		text += ", " + strconv.Itoa(silent) + " said nothing"
	}
	return text
}

func message(i int) []byte { return []byte("client " + strconv.Itoa(i+1)) }

// readAll returns what comes until the server closes, or so much that it is no reply.
func readAll(c *network.Conn) (all []byte, err error) {
	for buf := make([]byte, 64); len(all) <= maxMessage; {
		n, err := c.Read(buf)
		all = append(all, buf[:n]...)
		if errors.Is(err, io.EOF) {
			return all, nil
		}
		if err != nil {
			return all, err
		}
	}
	return all, nil
}

// measured returns the costs measured for programs with threads, or for programs with an event loop.
func measured(variant string) engine.Costs {
	name := "cpython-3.11-threads"
	if variant == "loop" {
		name = "cpython-3.11-asyncio"
	}
	c, _ := engine.Profile(name)
	return c
}
