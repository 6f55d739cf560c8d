//go:build !js

package tcp_test

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"overlap/engine"
	"overlap/engine/network"
	"overlap/engine/network/tcp"
	"overlap/engine/trace"
	"overlap/engine/trace/tracetest"
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
	if err := tracetest.Validate(l.Trace()); err != nil {
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

// A loop that always has something to run has time for other programs' clients all the same.
func TestOutsideClientOfABusyLoop(t *testing.T) {
	for name, options := range map[string]tcp.Options{"a known port": {Fixed: true, Offset: freePort(t) - api.Port}, "any port": {}} {
		t.Run(name, func(t *testing.T) {
			run(t, options, func(task *engine.Task) error {
				s, err := network.Serve(task, api, 0, number)
				if err != nil {
					return err
				}
				client := task.Go("client", func(task *engine.Task) error {
					for range 3 {
						if o := visit(task, s, time.Minute); o.err != nil {
							return o.err
						}
					}
					return nil
				})
				for !client.Done() {
					if err := task.Sleep(0); err != nil {
						return err
					}
				}
				return client.Err()
			})
		})
	}
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

// welcome greets each client and waits for it to leave.
func welcome(_ *engine.Task, c *network.Conn) error {
	c.WriteLine("welcome")
	_, err := c.ReadLine()
	return network.UnlessEnded(err)
}

// outsider is a client that another program is.
type outsider struct {
	net.Conn
	greeting string
	err      error
}

// visit connects to a server as another program does, and reads a line within d.
func visit(t *engine.Task, s *network.Server, d time.Duration) (o outsider) {
	o.err = outside(t, func() (err error) {
		if o.Conn, err = net.Dial("tcp", s.Endpoint()); err != nil {
			return err
		}
		o.SetReadDeadline(time.Now().Add(d))
		o.greeting, err = bufio.NewReader(o).ReadString('\n')
		return err
	})
	return o
}

// With as many outside clients as allowed, the next waits until one has gone. The run's own clients wait for nobody.
func TestConnectionsAreBounded(t *testing.T) {
	var warnings []string
	bounded := tcp.Options{Fixed: true, Offset: freePort(t) - api.Port, Connections: 2, Warn: func(text string, at network.Address, _ ...any) {
		warnings = append(warnings, at.Name+": "+text)
	}}
	run(t, bounded, func(task *engine.Task) error {
		s, err := network.Serve(task, api, 0, welcome)
		if err != nil {
			return err
		}
		var clients []outsider
		for range 2 {
			clients = append(clients, visit(task, s, time.Minute))
		}
		late := visit(task, s, 20*ms)
		if !errors.Is(late.err, os.ErrDeadlineExceeded) {
			t.Errorf("a third client: got %q and %v, want none", late.greeting, late.err)
		}
		own, err := network.Dial(task, "api")
		if err != nil {
			return err
		}
		defer own.Close()
		if line, err := own.ReadLine(); line != "welcome" {
			t.Errorf("the run's own client: got %q and %v", line, err)
		}
		clients[0].Close()
		err = outside(task, func() error {
			late.SetReadDeadline(time.Time{})
			late.greeting, err = bufio.NewReader(late).ReadString('\n')
			return err
		})
		if late.greeting != "welcome\n" {
			t.Errorf("the client that waited: got %q and %v", late.greeting, err)
		}
		return errors.Join(clients[1].Close(), late.Close())
	})
	if want := []string{"api: all connections are taken, clients wait"}; !slices.Equal(warnings, want) {
		t.Errorf("warnings: %q, want %q", warnings, want)
	}
}

// An address that has as many connections as allowed gets no more, and no other client waits for it.
func TestConnectionsOfAnAddressAreBounded(t *testing.T) {
	run(t, tcp.Options{Fixed: true, Offset: freePort(t) - api.Port, PerAddress: 1}, func(task *engine.Task) error {
		s, err := network.Serve(task, api, 0, welcome)
		if err != nil {
			return err
		}
		first := visit(task, s, time.Minute)
		if first.greeting != "welcome\n" {
			t.Errorf("the first: got %q and %v", first.greeting, first.err)
		}
		if second := visit(task, s, time.Minute); second.greeting != "" || errors.Is(second.err, os.ErrDeadlineExceeded) {
			t.Errorf("the second: got %q and %v, want a reset", second.greeting, second.err)
		}
		return first.Close()
	})
}

// The run's own dials wait while as many of its connections are open as are allowed.
func TestCallsAreBounded(t *testing.T) {
	run(t, tcp.Options{Calls: 1, Idle: time.Minute}, func(task *engine.Task) error {
		if _, err := network.Serve(task, api, 0, welcome); err != nil {
			return err
		}
		first, err := network.Dial(task, "api")
		if err != nil {
			return err
		}
		if _, err := network.DialTimeout(task, "api", ms); err != engine.ErrDeadline {
			t.Errorf("the second: got %v, want no connection yet", err)
		}
		second := task.Loop().Go("second", func(task *engine.Task) error {
			c, err := network.Dial(task, "api")
			if err != nil {
				return err
			}
			return c.Close()
		})
		if err := task.Sleep(0); err != nil {
			return err
		}
		first.Close()
		return task.Await(second)
	})
}

// A client that stops in the middle of a request has only so long for the rest, however often it sends a byte.
func TestRequestsAreBounded(t *testing.T) {
	run(t, tcp.Options{}, func(task *engine.Task) error {
		s, err := network.Serve(task, api, 0, func(_ *engine.Task, c *network.Conn) error {
			if _, err := c.ReadLine(); err == engine.ErrDeadline {
				return c.WriteLine("too slow")
			}
			return nil
		})
		if err != nil {
			return err
		}
		s.Bound(20 * ms)
		c, err := network.Dial(task, "api")
		if err != nil {
			return err
		}
		defer c.Close()
		for err = engine.ErrDeadline; err == engine.ErrDeadline; {
			var line string
			c.Write([]byte("x"))
			c.SetTimeout(ms)
			if line, err = c.ReadLine(); err == nil && line != "too slow" {
				t.Errorf("got %q", line)
			}
		}
		return network.UnlessEnded(err)
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
