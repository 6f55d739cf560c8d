package memory_test

import (
	"strings"
	"testing"
	"time"

	"overlap/engine"
	"overlap/engine/network"
	"overlap/engine/network/memory"
)

var echo = network.Address{Name: "echo", Port: 9090}

// shoutLater is the echo server's handler: what it reads comes back in capitals after 100 ms.
func shoutLater(t *engine.Task, c *network.Conn) error {
	b := make([]byte, 256)
	n, err := c.Read(b)
	if err != nil {
		return err
	}
	if err := t.Sleep(100 * ms); err != nil {
		return err
	}
	_, err = c.Write([]byte(strings.ToUpper(string(b[:n]))))
	return err
}

// load is a server, and n clients of it.
type load func(t *engine.Task, n, backlog int) (replies int, err error)

// echoLoad is a server with a task for each client.
func echoLoad(t *engine.Task, n, backlog int) (replies int, err error) {
	if _, err := network.Serve(t, echo, backlog, shoutLater); err != nil {
		return 0, err
	}
	return clients(t, n)
}

// clients is n of them that connect one after another, ask, and then await all replies.
func clients(t *engine.Task, n int) (replies int, err error) {
	conns := make([]*network.Conn, 0, n)
	for range n {
		c, err := network.Dial(t, "echo")
		if err != nil {
			return 0, err
		}
		defer c.Close()
		if _, err := c.Write([]byte("hello")); err != nil {
			return 0, err
		}
		conns = append(conns, c)
	}
	for b := make([]byte, 16); len(conns) > 0; conns = conns[1:] {
		if k, err := conns[0].Read(b); err != nil || string(b[:k]) != "HELLO" {
			return replies, err
		}
		replies++
	}
	return replies, nil
}

// threadLoad is echoLoad with a thread for each client on the server's side and the clients on the loop's, all
// under one interpreter lock.
func threadLoad(t *engine.Task, n, backlog int) (replies int, err error) {
	lock := t.Loop().GIL()
	s, err := network.Listen(t, echo, backlog)
	if err != nil {
		return 0, err
	}
	t.Thread("server", lock, func(t *engine.Task) error {
		t.Daemon()
		for {
			c, err := s.Accept(t)
			if err != nil {
				return err
			}
			h := t.Thread("handler", lock, func(t *engine.Task) error {
				defer c.Close()
				return shoutLater(t, c)
			})
			c.HandTo(h)
		}
	})
	return clients(t, n)
}

// echoTotal runs the load in the model and returns how long it took.
func echoTotal(t testing.TB, play load, costs engine.Costs, n int) time.Duration {
	t.Helper()
	l := engine.NewLoop(engine.Config{Costs: costs})
	defer l.Close()
	engine.Attach[network.Network](l, memory.New(l, memory.Options{}))
	replies := 0
	l.Main("main", func(t *engine.Task) (err error) {
		replies, err = play(t, n, 4096)
		return err
	})
	if err := l.Run(); err != nil || replies != n {
		t.Fatalf("%d of %d clients had their reply: %v", replies, n, err)
	}
	return l.Report().Ended
}

// The profiles are made of costs that were measured one by one. Together they must come out at what whole
// programs took with CPython 3.11 on two quiet cores, backlog 4096, within a factor of 1.5.
func TestEchoAsMeasured(t *testing.T) {
	for _, c := range []struct {
		profile string
		play    load
		clients int
		took    time.Duration
	}{
		{"cpython-3.11-asyncio", echoLoad, 100, 116 * ms},
		{"cpython-3.11-asyncio", echoLoad, 1000, 244 * ms},
		{"cpython-3.11-asyncio", echoLoad, 10_000, 935 * ms},
		{"cpython-3.11-threads", echoLoad, 100, 190 * ms}, // a task is a thread
		{"cpython-3.11-threads", echoLoad, 1000, 760 * ms},
		{"cpython-3.11-threads", echoLoad, 10_000, 4650 * ms},
		{"cpython-3.11-threads", threadLoad, 100, 190 * ms}, // and a thread is one
		{"cpython-3.11-threads", threadLoad, 1000, 760 * ms},
		{"cpython-3.11-threads", threadLoad, 10_000, 4650 * ms},
	} {
		costs, _ := engine.Profile(c.profile)
		got := echoTotal(t, c.play, costs, c.clients)
		if ratio := float64(got) / float64(c.took); ratio > 1.5 || ratio < 1/1.5 {
			t.Errorf("%s, %d clients: %v in the model, %v measured: %.2f times as long", c.profile, c.clients, got, c.took, ratio)
		} else {
			t.Logf("%s, %d clients: %v, %v measured: %.2f", c.profile, c.clients, got, c.took, ratio)
		}
	}
}

// Without costs only waiting counts, however many clients there are.
func TestEchoIsFreeWithoutCosts(t *testing.T) {
	if got := echoTotal(t, echoLoad, engine.Costs{}, 1000); got != 100*ms {
		t.Errorf("1000 clients took %v, want 100 ms", got)
	}
}

// What a connection is charged, one by one.
func TestConnectionsAreCharged(t *testing.T) {
	costs := engine.Costs{Connect: 1 * ms, Accept: 20 * ms, Write: 300 * ms, Read: 4000 * ms}
	if got, want := echoTotal(t, echoLoad, costs, 1), 1*ms+20*ms+2*300*ms+2*4000*ms+100*ms; got != want {
		t.Errorf("one client took %v, want %v", got, want)
	}
}

// BenchmarkEcho is the budget for 10,000 clients, the trace on: on a loop, and one client at a time.
func BenchmarkEcho(b *testing.B) {
	for b.Loop() {
		echoTotal(b, echoLoad, engine.Costs{}, 10_000)
		inTurn(b, 10_000)
	}
}

// inTurn has each client wait for the one before it.
func inTurn(b *testing.B, n int) {
	l := engine.NewLoop(engine.Config{})
	defer l.Close()
	engine.Attach[network.Network](l, memory.New(l, memory.Options{}))
	l.Main("main", func(t *engine.Task) error {
		if _, err := network.Serve(t, echo, 0, shoutLater); err != nil {
			return err
		}
		for p := make([]byte, 16); n > 0; n-- {
			c, err := network.Dial(t, "echo")
			if err != nil {
				return err
			}
			c.Write([]byte("hello"))
			if _, err := c.Read(p); err != nil {
				return err
			}
			c.Close()
		}
		return nil
	})
	if err := l.Run(); err != nil {
		b.Fatal(err)
	}
}
