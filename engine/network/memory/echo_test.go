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

// upperAfterDelay is the echo server's handler: what it reads comes back in capitals after 100 ms.
func upperAfterDelay(t *engine.Task, c *network.Conn) error {
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

// echoLoad is a server with a task for each client.
func echoLoad(t *engine.Task, n, backlog int) (replies int, err error) {
	if _, err := network.Serve(t, echo, backlog, upperAfterDelay); err != nil {
		return 0, err
	}
	return clients(t, n)
}

// clients has n clients connect and ask one after another, and then awaits all replies.
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

// echoTotal runs the load in the model and returns how long it took.
func echoTotal(t testing.TB, costs engine.Costs, n int) time.Duration {
	t.Helper()
	l := engine.NewLoop(engine.Config{Costs: costs})
	defer l.Close()
	engine.Attach[network.Network](l, memory.New(l, memory.Options{}))
	replies := 0
	l.Main("main", func(t *engine.Task) (err error) {
		replies, err = echoLoad(t, n, 4096)
		return err
	})
	if err := l.Run(); err != nil || replies != n {
		t.Fatalf("%d of %d clients had their reply: %v", replies, n, err)
	}
	return l.Report().Ended
}

// Without costs only waiting counts, however many clients there are.
func TestEchoIsFreeWithoutCosts(t *testing.T) {
	if got := echoTotal(t, engine.Costs{}, 1000); got != 100*ms {
		t.Errorf("1000 clients took %v, want 100 ms", got)
	}
}

// What a connection is charged, one by one.
func TestConnectionsAreCharged(t *testing.T) {
	costs := engine.Costs{Connect: 1 * ms, Accept: 20 * ms, Write: 300 * ms, Read: 4000 * ms}
	if got, want := echoTotal(t, costs, 1), 1*ms+20*ms+2*300*ms+2*4000*ms+100*ms; got != want {
		t.Errorf("one client took %v, want %v", got, want)
	}
}
