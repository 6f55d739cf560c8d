package memory_test

import (
	"errors"
	"testing"

	"overlap/engine"
	"overlap/engine/network"
	"overlap/engine/network/memory"
	"overlap/engine/trace"
)

// A run with more bytes in flight than its limit ends with an error that says so.
func TestBytesInFlightAreBounded(t *testing.T) {
	l := engine.NewLoop(engine.Config{Limits: engine.Limits{Bytes: 100_000}})
	defer l.Close()
	engine.Attach[network.Network](l, memory.New(l, memory.Options{}))
	l.Main("main", func(t *engine.Task) error {
		if _, err := network.Listen(t, db, 0); err != nil {
			return err
		}
		for {
			c, err := network.Dial(t, "db")
			if err != nil {
				return err
			}
			if _, err := c.Write(make([]byte, 30_000)); err != nil {
				return err
			}
		}
	})
	var limit *engine.LimitError
	if err := l.Run(); !errors.As(err, &limit) || err.Error() != "engine: stopped at the limit of 100000 bytes in flight" {
		t.Fatal(err)
	}
}

// What is read, or lost with a connection, is no longer in flight.
func TestBytesInFlightAreGivenBack(t *testing.T) {
	for _, o := range []memory.Options{{}, {Latency: ms}} {
		_, n := run(t, o, func(t *engine.Task) error {
			s, err := network.Listen(t, db, 0)
			if err != nil {
				return err
			}
			for i := range 40 {
				c, err := network.Dial(t, "db")
				if err != nil {
					return err
				}
				peer, err := s.Accept(t)
				if err != nil {
					return err
				}
				c.Write(make([]byte, 3000))
				peer.Write(make([]byte, 2000))
				if err := t.Sleep(ms); err != nil {
					return err
				}
				peer.Read(make([]byte, 1000))
				for k, conn := range []*network.Conn{c, peer} {
					if (i>>k)&1 == 0 {
						conn.Close()
					} else {
						conn.Reset()
					}
				}
			}
			return s.Close()
		})
		if s := n.Stats(); s.InFlight != 0 || s.Peak != 5000 || s.Connections != 40 {
			t.Errorf("statistics with %+v: %+v", o, s)
		}
	}
}

// A write that finds no room waits, and the trace says what for.
func TestBufferIsBounded(t *testing.T) {
	l, n := run(t, memory.Options{Buffer: 1000}, func(t *engine.Task) error {
		s, err := network.Listen(t, db, 0)
		if err != nil {
			return err
		}
		t.Go("reader", func(t *engine.Task) error {
			c, err := s.Accept(t)
			if err != nil {
				return err
			}
			defer c.Close()
			if err := t.Sleep(7 * ms); err != nil {
				return err
			}
			for p := make([]byte, 400); err == nil; {
				_, err = c.Read(p)
			}
			return nil
		})
		c, err := network.Dial(t, "db")
		if err != nil {
			return err
		}
		defer c.Close()
		_, err = c.Write(make([]byte, 5000))
		return err
	})
	if s := n.Stats(); s.Peak != 1000 {
		t.Errorf("%d bytes were in flight at once, the buffer holds 1000", s.Peak)
	}
	waited := false
	for _, r := range l.Trace().All() {
		waited = waited || r.Kind == trace.TaskWaiting && r.Why == trace.WhyWrite && r.Ref == 1 && l.Trace().String(r.Text) == "db"
	}
	if end := l.Report().Ended; !waited || end != 7*ms {
		t.Errorf("the writer waited: %v; the run ended at %v, want 7 ms", waited, end)
	}
}

// Two tasks that each wait for the other's bytes are a deadlock, and the error names both.
func TestDeadlockNamesBothEnds(t *testing.T) {
	l := engine.NewLoop(engine.Config{})
	defer l.Close()
	engine.Attach[network.Network](l, memory.New(l, memory.Options{}))
	l.Main("main", func(t *engine.Task) error {
		if _, err := network.Serve(t, db, 0, func(t *engine.Task, c *network.Conn) error {
			_, err := c.ReadLine()
			return err
		}); err != nil {
			return err
		}
		c, err := network.Dial(t, "db")
		if err != nil {
			return err
		}
		_, err = c.ReadLine()
		return err
	})
	err := l.Run()
	if err == nil || err.Error() != "engine: deadlock: main waits for read db, up to db (cycle: main → db → main)" {
		t.Fatal(err)
	}
}
