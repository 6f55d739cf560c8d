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

// echoLoad is n clients that connect one after another, ask, and then await all replies.
func echoLoad(t *engine.Task, n, backlog int) (replies int, err error) {
	if _, err := network.Serve(t, echo, backlog, shoutLater); err != nil {
		return 0, err
	}
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

// echoTotal runs the load in the model and returns how long it took.
func echoTotal(t testing.TB, costs engine.Costs, n, backlog int) time.Duration {
	t.Helper()
	l := engine.NewLoop(engine.Config{Costs: costs})
	defer l.Close()
	engine.Attach[network.Network](l, memory.New(l, memory.Options{}))
	replies := 0
	l.Main("main", func(t *engine.Task) (err error) {
		replies, err = echoLoad(t, n, backlog)
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
		clients int
		took    time.Duration
	}{
		{"cpython-3.11-asyncio", 100, 116 * ms}, {"cpython-3.11-asyncio", 1000, 244 * ms}, {"cpython-3.11-asyncio", 10_000, 935 * ms},
		{"cpython-3.11-threads", 100, 190 * ms}, {"cpython-3.11-threads", 1000, 760 * ms}, {"cpython-3.11-threads", 10_000, 4650 * ms},
	} {
		costs, _ := engine.Profile(c.profile)
		got := echoTotal(t, costs, c.clients, 4096)
		if ratio := float64(got) / float64(c.took); ratio > 1.5 || ratio < 1/1.5 {
			t.Errorf("%s, %d clients: %v in the model, %v measured: %.2f times as long", c.profile, c.clients, got, c.took, ratio)
		} else {
			t.Logf("%s, %d clients: %v, %v measured: %.2f", c.profile, c.clients, got, c.took, ratio)
		}
	}
}

// Without costs only waiting counts, however many clients there are.
func TestEchoIsFreeWithoutCosts(t *testing.T) {
	if got := echoTotal(t, engine.Costs{}, 1000, 4096); got != 100*ms {
		t.Errorf("1000 clients took %v, want 100 ms", got)
	}
}

// What a connection is charged, one by one.
func TestConnectionsAreCharged(t *testing.T) {
	costs := engine.Costs{Connect: 1 * ms, Accept: 20 * ms, Write: 300 * ms, Read: 4000 * ms}
	if got, want := echoTotal(t, costs, 1, 0), 1*ms+20*ms+2*300*ms+2*4000*ms+100*ms; got != want {
		t.Errorf("one client took %v, want %v", got, want)
	}
}

// BenchmarkEcho is the budget for 10,000 clients, the trace on: on a loop, and one client at a time.
func BenchmarkEcho(b *testing.B) {
	for b.Loop() {
		echoTotal(b, engine.Costs{}, 10_000, 4096)
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
