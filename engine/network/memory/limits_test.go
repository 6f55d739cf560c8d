package memory_test

import (
	"errors"
	"io"
	"testing"
	"time"

	"overlap/engine"
	"overlap/engine/network"
	"overlap/engine/network/memory"
)

// serveFor serves with handlers that take a while each.
func serveFor(t *engine.Task, d time.Duration) (*network.Server, error) {
	return network.Serve(t, db, 0, func(t *engine.Task, c *network.Conn) error {
		if err := t.Sleep(d); err != nil {
			return err
		}
		return c.WriteLine("done")
	})
}

// askTogether has n clients ask at once, and returns the instants at which they had their answers.
func askTogether(t *engine.Task, n int) (at []time.Duration, err error) {
	var clients []*engine.Task
	for range n {
		clients = append(clients, t.Go("client", func(t *engine.Task) error {
			c, err := network.Dial(t, "db")
			if err != nil {
				return err
			}
			defer c.Close()
			if _, err := c.ReadLine(); err != nil {
				return err
			}
			at = append(at, t.Now())
			return nil
		}))
	}
	for _, c := range clients {
		err = errors.Join(err, t.Await(c))
	}
	return at, err
}

// More clients than connections allowed wait in the backlog until others have gone.
func TestConnectionsAreBounded(t *testing.T) {
	var at []time.Duration
	_, n := run(t, memory.Options{Connections: 2}, func(t *engine.Task) (err error) {
		if _, err := serveFor(t, 10*ms); err != nil {
			return err
		}
		at, err = askTogether(t, 6)
		return err
	})
	want := []time.Duration{10 * ms, 10 * ms, 20 * ms, 20 * ms, 30 * ms, 30 * ms}
	if len(at) != len(want) {
		t.Fatalf("%d of %d clients had an answer", len(at), len(want))
	}
	for i := range want {
		if at[i] != want[i] {
			t.Errorf("client %d had its answer at %v, want %v", i, at[i], want[i])
		}
	}
	if s := n.Stats(); s.Dropped != 0 {
		t.Errorf("statistics: %+v", s)
	}
}

// A server without a descriptor waits for one, and the trace says so.
func TestServerIsShortOfFiles(t *testing.T) {
	var at []time.Duration
	l, n := run(t, memory.Options{Descriptors: 10}, func(t *engine.Task) (err error) {
		if _, err = serveFor(t, 10*ms); err != nil { // one for the listener,
			return err
		}
		at, err = askTogether(t, 7) // seven for clients, which leaves two for the server: four when two clients have gone
		return err
	})
	if len(at) != 7 || at[1] != 10*ms || at[2] != 20*ms || at[6] != 30*ms {
		t.Errorf("clients had their answers at %v", at)
	}
	if got := marks(l, "too many open files"); len(got) == 0 || got[0] != 0 {
		t.Errorf("the trace says that the server was short of files at %v", got)
	}
	if s := n.Stats(); s.Open != 0 {
		t.Errorf("%d descriptors are open after the end", s.Open)
	}
}

// Without a descriptor a dial fails and says how many there are; a failed dial and a close give theirs back.
func TestDialIsShortOfFiles(t *testing.T) {
	run(t, memory.Options{Descriptors: 4}, func(t *engine.Task) error {
		s, err := network.Listen(t, db, 0)
		if err != nil {
			return err
		}
		for range 5 {
			if _, err := network.Dial(t, "nobody"); err != network.ErrRefused {
				return errors.Join(errors.New("the dial was not refused"), err)
			}
		}
		var conns []*network.Conn
		for range 3 {
			c, err := network.Dial(t, "db")
			if err != nil {
				return err
			}
			conns = append(conns, c)
		}
		_, err = network.Dial(t, "db")
		var short *network.FilesError
		if !errors.As(err, &short) || err.Error() != "network: too many open files: 4 are allowed at once" {
			return errors.Join(errors.New("the fourth dial was not told"), err)
		}
		for _, c := range conns {
			c.Close()
		}
		c, err := network.Dial(t, "db")
		if err != nil {
			return err
		}
		return errors.Join(c.Close(), s.Close())
	})
}

// A listener needs one too, and gives it back.
func TestListenerTakesADescriptor(t *testing.T) {
	run(t, memory.Options{Descriptors: 1}, func(t *engine.Task) error {
		s, err := network.Listen(t, db, 0)
		if err != nil {
			return err
		}
		short := (*network.FilesError)(nil)
		if _, err := network.Listen(t, network.Address{Name: "cache"}, 0); !errors.As(err, &short) {
			return errors.Join(errors.New("a second listener found a descriptor"), err)
		}
		if err := s.Close(); err != nil {
			return err
		}
		again, err := network.Listen(t, network.Address{Name: "cache"}, 0)
		if err != nil {
			return err
		}
		return again.Close()
	})
}

// 1,000 bytes at 100,000 a second take 10 ms, the next 1,000 come behind them, and so does the end.
func TestBandwidth(t *testing.T) {
	var at []time.Duration
	run(t, memory.Options{Bandwidth: 100_000, Latency: 5 * ms}, func(t *engine.Task) error {
		s, err := network.Listen(t, db, 0)
		if err != nil {
			return err
		}
		t.Go("sender", func(t *engine.Task) error {
			c, err := s.Accept(t) // at 15 ms
			if err != nil {
				return err
			}
			defer c.Close()
			for range 2 {
				if _, err := c.Write(make([]byte, 1000)); err != nil {
					return err
				}
			}
			return nil
		})
		c, err := network.Dial(t, "db")
		if err != nil {
			return err
		}
		defer c.Close()
		for p := make([]byte, 4096); err == nil; {
			_, err = c.Read(p)
			at = append(at, t.Now())
		}
		if err != io.EOF {
			return err
		}
		return nil
	})
	want := []time.Duration{30 * ms, 40 * ms, 40 * ms}
	if len(at) != len(want) || at[0] != want[0] || at[1] != want[1] || at[2] != want[2] {
		t.Errorf("two messages and the end came at %v, want %v", at, want)
	}
}

// The way there and the way back may take different times.
func TestLatencyOfEachDirection(t *testing.T) {
	for _, c := range []struct{ there, back, answered time.Duration }{
		{10 * ms, 0, 40 * ms},        // there and back twice: the handshake, then the request and its reply
		{10 * ms, 3 * ms, 26 * ms},   //
		{10 * ms, -1, 20 * ms},       // nothing on the way back
		{0, 7 * ms, 14 * ms},         // nothing on the way there
		{0, 0, 0},                    //
		{-5 * ms, -5 * ms, 0},        // less than nothing is nothing
		{1 * ms, 100 * ms, 202 * ms}, //
	} {
		l, _ := run(t, memory.Options{Latency: c.there, Back: c.back}, func(t *engine.Task) error {
			if _, err := network.Serve(t, db, 0, func(t *engine.Task, c *network.Conn) error {
				line, err := c.ReadLine()
				if err != nil {
					return err
				}
				return c.WriteLine(line)
			}); err != nil {
				return err
			}
			conn, err := network.Dial(t, "db")
			if err != nil {
				return err
			}
			defer conn.Close()
			if err := conn.WriteLine("x"); err != nil {
				return err
			}
			_, err = conn.ReadLine()
			return err
		})
		if got := l.Report().Ended; got != c.answered {
			t.Errorf("%v there and %v back: answered at %v, want %v", c.there, c.back, got, c.answered)
		}
	}
}
