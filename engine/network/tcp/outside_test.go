//go:build !js

package tcp_test

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
	"strconv"
	"strings"
	"testing"
	"time"

	"overlap/engine"
	"overlap/engine/network"
	"overlap/engine/network/tcp"
	"overlap/engine/trace"
)

const ms = time.Millisecond

var api = network.Address{Name: "api", Port: 9000}

// run runs main over TCP and fails the test with the run.
func run(t *testing.T, o tcp.Options, main func(*engine.Task) error) {
	t.Helper()
	l := engine.NewLoop(engine.Config{Clock: engine.NewMonotonic()})
	defer l.Close()
	engine.Attach[network.Network](l, tcp.New(l, o))
	l.Main("main", main)
	if err := l.Run(); err != nil {
		t.Fatal(err)
	}
	if err := trace.Validate(l.Trace()); err != nil {
		t.Error(err)
	}
}

// outside makes calls as another program would, while the loop goes on.
func outside(t *engine.Task, call func() error) (err error) {
	blocked := t.Block(t.Loop().NewLot(trace.WhyEvent, "another program", 0), func() { err = call() }, func() {})
	return errors.Join(blocked, err)
}

// freePort returns a port that nobody listens on.
func freePort(t *testing.T) int {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer ln.Close()
	return ln.Addr().(*net.TCPAddr).Port
}

func number(_ *engine.Task, c *network.Conn) error { return c.WriteLine(strconv.Itoa(int(c.Ref()))) }

// Other programs find a service on its own port plus the offset, and their connections get numbers that none
// of the run's own has.
func TestOutsideClient(t *testing.T) {
	port := freePort(t)
	run(t, tcp.Options{Fixed: true, Offset: port - api.Port}, func(task *engine.Task) error {
		s, err := network.Serve(task, api, 0, number)
		if err != nil {
			return err
		}
		if want := "127.0.0.1:" + strconv.Itoa(port); s.Endpoint() != want {
			t.Errorf("the endpoint is %s, want %s", s.Endpoint(), want)
		}
		own, err := network.Dial(task, "api")
		if err != nil {
			return err
		}
		defer own.Close()
		line, err := own.ReadLine()
		if err != nil || line != "1" {
			t.Errorf("the run's own client: got %q and %v, want 1", line, err)
		}
		return outside(task, func() error {
			for want := 2; want < 5; want++ {
				conn, err := net.Dial("tcp", s.Endpoint())
				if err != nil {
					return err
				}
				reply, err := io.ReadAll(conn)
				if err != nil || string(reply) != strconv.Itoa(want)+"\n" {
					return fmt.Errorf("another program's client: got %q and %v, want %d", reply, err, want)
				}
				conn.Close()
			}
			return nil
		})
	})
}

func TestBadPorts(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	port := taken.Addr().(*net.TCPAddr).Port
	for _, k := range []struct {
		options tcp.Options
		is      error
		says    string
	}{
		{tcp.Options{Fixed: true, Offset: port - api.Port}, network.ErrInUse, "address already in use: listen for api"},
		{tcp.Options{Fixed: true, Offset: 60000}, nil, "network: api would listen on port 69000: 1 to 65535 are allowed"},
		{tcp.Options{Fixed: true, Offset: -9000}, nil, "network: api would listen on port 0: 1 to 65535 are allowed"},
		{tcp.Options{Host: "192.0.2.1"}, nil, "network: listen for api: "},
	} {
		run(t, k.options, func(task *engine.Task) error {
			_, err := network.Listen(task, api, 0)
			if err == nil || k.is != nil && !errors.Is(err, k.is) || !strings.Contains(err.Error(), k.says) {
				t.Errorf("%+v: got error %v, want %q", k.options, err, k.says)
			}
			return nil
		})
	}
}

// With as many clients as allowed, the next waits until one has gone.
func TestConnectionsAreBounded(t *testing.T) {
	run(t, tcp.Options{Connections: 2}, func(task *engine.Task) error {
		s, err := network.Serve(task, api, 0, func(_ *engine.Task, c *network.Conn) error {
			c.WriteLine("welcome")
			_, err := c.ReadLine()
			return err
		})
		if err != nil {
			return err
		}
		var clients []*network.Conn
		for i := range 3 {
			c, err := network.Dial(task, "api")
			if err != nil {
				return err
			}
			clients = append(clients, c)
			c.SetTimeout(20 * ms)
			if _, err := c.ReadLine(); (err == engine.ErrDeadline) != (i == 2) {
				t.Errorf("client %d: got error %v", i, err)
			}
		}
		if got := s.Stats().Serving; got != 2 {
			t.Errorf("%d clients are served, 2 are allowed", got)
		}
		clients[0].Close()
		clients[2].SetTimeout(0)
		if line, err := clients[2].ReadLine(); line != "welcome" {
			t.Errorf("the client that waited: got %q and %v", line, err)
		}
		clients[1].Close()
		return clients[2].Close()
	})
}

// A client that is silent for too long is the handler's deadline, though the handler set none.
func TestIdleIsBounded(t *testing.T) {
	run(t, tcp.Options{Idle: 10 * ms}, func(task *engine.Task) error {
		s, err := network.Serve(task, api, 0, func(_ *engine.Task, c *network.Conn) error {
			if _, err := c.ReadLine(); err == engine.ErrDeadline {
				return c.WriteLine("too slow")
			}
			return nil
		})
		if err != nil {
			return err
		}
		return outside(task, func() error {
			conn, err := net.Dial("tcp", s.Endpoint())
			if err != nil {
				return err
			}
			defer conn.Close()
			line, err := bufio.NewReader(conn).ReadString('\n')
			if line != "too slow\n" {
				return fmt.Errorf("got %q and %w", line, err)
			}
			return nil
		})
	})
}

func TestVirtualClockIsRefused(t *testing.T) {
	l := engine.NewLoop(engine.Config{})
	defer l.Close()
	engine.Attach[network.Network](l, tcp.New(l, tcp.Options{}))
	l.Main("main", func(t *engine.Task) error {
		if _, err := network.Serve(t, api, 0, number); err != nil {
			return err
		}
		_, err := network.Dial(t, "api")
		return err
	})
	if err := l.Run(); err == nil || !strings.Contains(err.Error(), "use the real clock") {
		t.Fatal(err)
	}
}
