//go:build !js

package tcp_test

import (
	"bufio"
	"errors"
	"io"
	"net"
	"testing"

	"overlap/engine"
	"overlap/engine/network"
	"overlap/engine/network/tcp"
)

// program listens as another program does, and has serve answer each connection, which it then closes.
func program(t *testing.T, serve func(net.Conn)) (port string) {
	t.Helper()
	ln, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { ln.Close() })
	go func() {
		for {
			c, err := ln.Accept()
			if err != nil {
				return
			}
			go func() {
				defer c.Close()
				serve(c)
			}()
		}
	}()
	_, port, _ = net.SplitHostPort(ln.Addr().String())
	return port
}

// ask sends a line to a service and returns the line that comes back.
func ask(t *engine.Task, service string) (string, error) {
	c, err := network.Dial(t, service)
	if err != nil {
		return "", err
	}
	defer c.Close()
	if err := c.WriteLine("hello"); err != nil {
		return "", err
	}
	return c.ReadLine()
}

// Who dials a service that is elsewhere reaches the other program, though the run listens for it, too. Of a host's addresses the
// first that answers is taken: localhost has one more where there is IPv6.
func TestElsewhere(t *testing.T) {
	port := program(t, func(c net.Conn) {
		line, _ := bufio.NewReader(c).ReadString('\n')
		io.WriteString(c, "other "+line)
	})
	for _, host := range []string{"127.0.0.1:", "localhost:"} {
		run(t, tcp.Options{Elsewhere: map[string]string{"api": host + port}}, func(task *engine.Task) error {
			s, err := network.Serve(task, api, 0, number)
			if err != nil {
				return err
			}
			if s.Endpoint() != host+port {
				t.Errorf("the endpoint is %s, want %s", s.Endpoint(), host+port)
			}
			if got, err := ask(task, "api"); got != "other hello" || err != nil {
				t.Errorf("%s got %q and %v", host, got, err)
			}
			if s.Stats().Accepted > 0 {
				t.Error("the run's own server has had a client")
			}
			return s.Shutdown(task, 0)
		})
	}
}

// What goes wrong elsewhere is said with the place, and no wait for another program is without a bound.
func TestElsewhereFails(t *testing.T) {
	silent := "127.0.0.1:" + program(t, func(c net.Conn) { io.Copy(io.Discard, c) })
	closed, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	nobody := closed.Addr().String()
	closed.Close()
	for _, k := range []struct {
		at   string
		is   error
		want string
	}{
		{nobody, network.ErrRefused, "network: api at " + nobody + ": connection refused: nobody listens"},
		{"no host:1", nil, "network: api at no host:1: there is no such host"},
		{silent, engine.ErrDeadline, "network: api at " + silent + ": no answer within 50ms"},
	} {
		run(t, tcp.Options{Elsewhere: map[string]string{"api": k.at}, Idle: 50 * ms}, func(task *engine.Task) error {
			_, err := ask(task, "api")
			if err == nil || err.Error() != k.want || k.is != nil && !errors.Is(err, k.is) {
				t.Errorf("got %v, want %s", err, k.want)
			}
			return nil
		})
	}
}

// A task's own deadline stays what it is, also where another program is slow.
func TestOwnDeadlineElsewhere(t *testing.T) {
	silent := "127.0.0.1:" + program(t, func(c net.Conn) { io.Copy(io.Discard, c) })
	run(t, tcp.Options{Elsewhere: map[string]string{"api": silent}, Idle: engine.DefaultLimits().Time}, func(task *engine.Task) error {
		c, err := network.Dial(task, "api")
		if err != nil {
			return err
		}
		defer c.Close()
		c.SetTimeout(20 * ms)
		if _, err := c.ReadLine(); err != engine.ErrDeadline {
			t.Errorf("got %v, want %v", err, engine.ErrDeadline)
		}
		return nil
	})
}

// Who accepts for a service that is elsewhere keeps no run alive that has nothing else to wait for.
func TestNobodyComesFromElsewhere(t *testing.T) {
	l := engine.NewLoop(engine.Config{Clock: engine.NewMonotonic()})
	defer l.Close()
	engine.Attach[network.Network](l, tcp.New(l, tcp.Options{Elsewhere: map[string]string{"api": "127.0.0.1:9"}}))
	l.Main("main", func(task *engine.Task) error {
		s, err := network.Listen(task, api, 0)
		if err != nil {
			return err
		}
		_, err = s.Accept(task)
		return err
	})
	var stuck *engine.DeadlockError
	if err := l.Run(); !errors.As(err, &stuck) {
		t.Errorf("got %v, want a deadlock", err)
	}
}
