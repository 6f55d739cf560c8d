//go:build !js

package tcp_test

import (
	"bufio"
	"errors"
	"io"
	"net"
	"testing"
	"time"

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
	resetting := "127.0.0.1:" + program(t, func(c net.Conn) {
		c.Read(make([]byte, 1))
		c.(*net.TCPConn).SetLinger(0)
	})
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
		{resetting, network.ErrReset, "network: api at " + resetting + ": connection reset by peer"},
	} {
		run(t, tcp.Options{Elsewhere: map[string]string{"api": k.at}, Idle: time.Hour, Patience: 50 * ms}, func(task *engine.Task) error {
			_, err := ask(task, "api")
			if err == nil || err.Error() != k.want || k.is != nil && !errors.Is(err, k.is) {
				t.Errorf("got %v, want %s", err, k.want)
			}
			return nil
		})
	}
}

// A program that goes on for ever, a byte at a time, keeps nobody waiting for ever.
func TestElsewhereNeverEnds(t *testing.T) {
	at := "127.0.0.1:" + program(t, func(c net.Conn) { io.Copy(c, c) })
	run(t, tcp.Options{Elsewhere: map[string]string{"api": at}, Patience: time.Hour, Longest: 50 * ms}, func(task *engine.Task) error {
		c, err := network.Dial(task, "api")
		if err != nil {
			return err
		}
		defer c.Close()
		for n := 0; err == nil; n++ {
			if _, err = c.Write([]byte("x")); err == nil {
				_, err = c.Read(make([]byte, 1))
			}
			if n == 100_000 {
				err = errors.New("it goes on")
			}
		}
		if want := "network: api at " + at + ": no end of the answer within 50ms"; err.Error() != want || !errors.Is(err, engine.ErrDeadline) {
			t.Errorf("got %v, want %s", err, want)
		}
		return nil
	})
}

// How long other programs may take bounds nobody else: who waits for a service of the run's own waits for what that asks elsewhere.
func TestPatienceIsForOthers(t *testing.T) {
	silent := "127.0.0.1:" + program(t, func(c net.Conn) { io.Copy(io.Discard, c) })
	db := network.Address{Name: "db", Port: 9002}
	run(t, tcp.Options{Elsewhere: map[string]string{"db": silent}, Patience: 20 * ms}, func(task *engine.Task) error {
		s, err := network.Serve(task, api, 0, func(task *engine.Task, c *network.Conn) error {
			_, err := ask(task, db.Name)
			return c.WriteLine(err.Error())
		})
		if err != nil {
			return err
		}
		if got, err := ask(task, "api"); got != "network: db at "+silent+": no answer within 20ms" || err != nil {
			t.Errorf("the client of a service that waits got %q, %v", got, err)
		}
		return s.Shutdown(task, time.Minute)
	})
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
