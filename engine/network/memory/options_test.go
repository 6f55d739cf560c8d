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

// line answers each line with a line.
func line(_ *engine.Task, c *network.Conn) error {
	for {
		got, err := c.ReadLine()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if err := c.WriteLine(got); err != nil {
			return err
		}
	}
}

// exchange sends the parts of a line and returns how long the answer took.
func exchange(t *engine.Task, c *network.Conn, parts ...string) (time.Duration, error) {
	began := t.Now()
	for _, p := range parts {
		if _, err := c.Write([]byte(p)); err != nil {
			return 0, err
		}
	}
	_, err := c.ReadLine()
	return t.Now() - began, err
}

// Two small writes and a read cost a delayed acknowledgement, one write does not (RFC 896 with RFC 1122 4.2.3.2).
func TestNagleAndDelayedAck(t *testing.T) {
	full := string(make([]byte, 1460))
	for _, c := range []struct {
		latency time.Duration
		parts   []string
		want    time.Duration
	}{
		{0, []string{"ab\n"}, 0},
		{0, []string{"a", "b\n"}, 40 * ms},
		{0, []string{"a", "b", "c\n"}, 40 * ms},  // the second packet has both
		{0, []string{full, "b\n"}, 0},            // a full segment is not waited for
		{0, []string{"a", full + "\n"}, 0},       // nor does it wait
		{0, []string{"a", full[:1459], "\n"}, 0}, // what is held back goes when it fills a segment
		{10 * ms, []string{"ab\n"}, 20 * ms},
		{10 * ms, []string{"a", "b\n"}, 80 * ms}, // there, 40 ms, back, there, back
	} {
		run(t, memory.Options{Latency: c.latency}, func(task *engine.Task) error {
			if _, err := network.Serve(task, db, 0, line); err != nil {
				return err
			}
			conn, err := network.Dial(task, "db")
			if err != nil {
				return err
			}
			defer conn.Close()
			conn.SetNoDelay(false)
			for range 3 { // the answer has the last acknowledgement: none of this carries over
				took, err := exchange(task, conn, c.parts...)
				if took != c.want || err != nil {
					t.Errorf("latency %v, %d writes of %d bytes and more: took %v (%v), want %v", c.latency, len(c.parts), len(c.parts[0]), took, err, c.want)
				}
			}
			return nil
		})
	}
}

// Bytes held back go when the option changes.
func TestNoDelaySendsWhatIsHeldBack(t *testing.T) {
	run(t, memory.Options{}, func(task *engine.Task) error {
		if _, err := network.Serve(task, db, 0, line); err != nil {
			return err
		}
		c, err := network.Dial(task, "db")
		if err != nil {
			return err
		}
		defer c.Close()
		for _, wait := range []time.Duration{0, 10 * ms} {
			began := task.Now()
			c.SetNoDelay(false)
			c.Write([]byte("a"))
			c.Write([]byte("b\n"))
			task.Sleep(wait)
			c.SetNoDelay(true)
			if _, err := c.ReadLine(); err != nil || task.Now()-began != wait {
				t.Errorf("answered after %v (%v), want %v", task.Now()-began, err, wait)
			}
			if took, err := exchange(task, c, "a", "b\n"); took != 0 || err != nil {
				t.Errorf("afterwards an exchange takes %v (%v)", took, err)
			}
		}
		return nil
	})
}

// A FIN takes the bytes held back with it.
func TestNagleAtTheEnd(t *testing.T) {
	l, _ := run(t, memory.Options{}, func(t *engine.Task) error {
		got := ""
		if _, err := network.Serve(t, db, 0, func(_ *engine.Task, c *network.Conn) error {
			all, err := io.ReadAll(c)
			got = string(all)
			return err
		}); err != nil {
			return err
		}
		c, err := network.Dial(t, "db")
		if err != nil {
			return err
		}
		c.SetNoDelay(false)
		c.Write([]byte("a"))
		c.Write([]byte("b"))
		c.Close()
		t.Sleep(ms)
		if got != "ab" {
			return errors.New("read " + got)
		}
		return nil
	})
	if end := l.Report().Ended; end != ms {
		t.Errorf("ended at %v, want 1 ms", end)
	}
}

// The end that closes first keeps its port for a minute; one that the server closed gives it back at once.
func TestPortsInTimeWait(t *testing.T) {
	for _, c := range []struct {
		name    string
		service network.Handler
		left    bool
	}{
		{"the client closes first", wait, false},
		{"the server closes first", func(*engine.Task, *network.Conn) error { return nil }, true},
	} {
		run(t, memory.Options{Ports: 3}, func(task *engine.Task) error {
			if _, err := network.Serve(task, db, 0, c.service); err != nil {
				return err
			}
			for range 3 {
				conn, err := network.Dial(task, "db")
				if err != nil {
					return err
				}
				task.Sleep(ms)
				conn.Close()
			}
			_, err := network.Dial(task, "db")
			var none *network.PortsError
			if c.left {
				if err != nil {
					t.Errorf("%s: %v", c.name, err)
				}
				return nil
			}
			if !errors.As(err, &none) || none.Waiting != 3 || none.Limit != 3 || none.To != "db" {
				t.Errorf("%s: got %v, want no port left", c.name, err)
			}
			task.Sleep(time.Minute - 2*ms)
			_, err = network.Dial(task, "db")
			if err != nil {
				t.Errorf("%s: after a minute: %v", c.name, err)
			}
			return nil
		})
	}
}

// Ports are bounded for each service on its own, open connections count, and a dial that fails takes none.
func TestPortsAreOfADestination(t *testing.T) {
	run(t, memory.Options{Ports: 1}, func(task *engine.Task) error {
		for _, name := range []string{"a", "b"} {
			if _, err := network.Serve(task, network.Address{Name: name}, 0, wait); err != nil {
				return err
			}
			if _, err := network.Dial(task, name); err != nil {
				return err
			}
		}
		var none *network.PortsError
		if _, err := network.Dial(task, "a"); !errors.As(err, &none) || none.Waiting != 0 {
			t.Errorf("got %v, want no port left", err)
		}
		for range 2 {
			if _, err := network.Dial(task, "nobody"); err != network.ErrRefused {
				t.Errorf("got %v, want %v", err, network.ErrRefused)
			}
		}
		return nil
	})
}

// A writer that never waits fills memory until the run's bound ends it: write without drain.
func TestUndrainedWriter(t *testing.T) {
	l := engine.NewLoop(engine.Config{Limits: engine.Limits{Bytes: 1 << 20}})
	defer l.Close()
	n := memory.New(l, memory.Options{Buffer: memory.Undrained})
	engine.Attach[network.Network](l, n)
	l.Main("main", func(t *engine.Task) error {
		if _, err := network.Serve(t, db, 0, func(t *engine.Task, _ *network.Conn) error { return t.Sleep(time.Hour) }); err != nil {
			return err
		}
		c, err := network.Dial(t, "db")
		for err == nil {
			_, err = c.Write(make([]byte, 100_000))
		}
		return err
	})
	var limit *engine.LimitError
	if err := l.Run(); !errors.As(err, &limit) || limit.What != "bytes in flight" || n.Stats().Peak <= 1<<20 {
		t.Errorf("got %v at a peak of %d bytes, want the limit on bytes in flight", err, n.Stats().Peak)
	}
	if l.Report().Ended != 0 {
		t.Errorf("the writer waited until %v", l.Report().Ended)
	}
}

func wait(_ *engine.Task, c *network.Conn) error {
	_, err := c.ReadLine()
	return err
}
