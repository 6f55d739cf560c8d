package memory_test

import (
	"io"
	"testing"
	"time"

	"overlap/engine"
	"overlap/engine/network"
	"overlap/engine/network/memory"
)

// A reset and a close take the latency, too, and do not overtake what was sent before.
func TestLatencyOfEndings(t *testing.T) {
	for _, k := range []struct {
		name string
		end  func(*network.Conn) error
		want error
	}{{"close", (*network.Conn).Close, io.EOF}, {"reset", (*network.Conn).Reset, network.ErrReset}} {
		t.Run(k.name, func(t *testing.T) {
			l, _ := run(t, memory.Options{Latency: 10 * ms}, func(task *engine.Task) error {
				if _, err := network.Serve(task, db, 0, func(t *engine.Task, c *network.Conn) error {
					if err := c.WriteLine("sent before"); err != nil {
						return err
					}
					return k.end(c)
				}); err != nil {
					return err
				}
				c, err := network.Dial(task, "db")
				if err != nil {
					return err
				}
				defer c.Close()
				line, err := c.ReadLine()
				if err != nil || line != "sent before" {
					return err
				}
				if _, err = c.ReadLine(); err != k.want {
					t.Errorf("got %v, want %v", err, k.want)
				}
				return nil
			})
			if end := l.Report().Ended; end != 40*ms { // 20 to connect, 10 to arrive, 10 back
				t.Errorf("the end came at %v, want 40 ms", end)
			}
		})
	}
}

// A writer learns that its peer has closed when the peer's reset can have reached it.
func TestWriterLearnsOfACloseAfterARoundTrip(t *testing.T) {
	run(t, memory.Options{Latency: 10 * ms}, func(task *engine.Task) error {
		if _, err := network.Serve(task, db, 0, func(t *engine.Task, c *network.Conn) error { return nil }); err != nil {
			return err
		}
		c, err := network.Dial(task, "db") // accepted and closed at 30 ms
		if err != nil {
			return err
		}
		defer c.Close()
		if err := task.Sleep(80 * ms); err != nil {
			return err
		}
		for at := 100 * ms; at < 130*ms; at += 5 * ms { // the first write arrives at 110, the answer at 120 ms
			_, err := c.Write([]byte("x"))
			if want := at >= 120*ms; (err == network.ErrReset) != want {
				t.Errorf("writing at %v: got error %v", at, err)
			}
			if err := task.Sleep(5 * ms); err != nil {
				return err
			}
		}
		return nil
	})
}

// A peer that closes while bytes are on their way to it answers them with a reset when they arrive.
func TestBytesUnderWayToAClosedPeerAreReset(t *testing.T) {
	run(t, memory.Options{Latency: 10 * ms}, func(task *engine.Task) error {
		if _, err := network.Serve(task, db, 0, func(t *engine.Task, c *network.Conn) error { return nil }); err != nil {
			return err
		}
		c, err := network.Dial(task, "db") // at 20 ms, accepted and closed at 30 ms
		if err != nil {
			return err
		}
		defer c.Close()
		if err := task.Sleep(5 * ms); err != nil {
			return err
		}
		if _, err := c.Write([]byte("arrives at 35 ms")); err != nil {
			return err
		}
		if err := task.Sleep(20 * ms); err != nil { // 45 ms
			return err
		}
		if _, err := c.Write([]byte("x")); err != network.ErrReset {
			t.Errorf("writing when the reset is back: got error %v", err)
		}
		return nil
	})
}

// Of two tasks that accept, each gets the connection that arrives in its turn, and a task that leaves has the other
// woken for the next arrival.
func TestLatencyWithTwoAcceptors(t *testing.T) {
	for _, cancel := range []bool{false, true} {
		var accepted []time.Duration
		run(t, memory.Options{Latency: 10 * ms}, func(t *engine.Task) error {
			s, err := network.Listen(t, db, 0)
			if err != nil {
				return err
			}
			accept := func(t *engine.Task) error {
				c, err := s.Accept(t)
				if err != nil {
					return err
				}
				accepted = append(accepted, t.Now())
				return c.Close()
			}
			dial := func(after time.Duration) func(*engine.Task) error {
				return func(t *engine.Task) error {
					if err := t.Sleep(after); err != nil {
						return err
					}
					c, err := network.Dial(t, "db")
					if err != nil {
						return err
					}
					return c.Close()
				}
			}
			first, second := t.Go("first", accept), t.Go("second", accept)
			t.Go("early", dial(0))   // arrives at 30 ms
			t.Go("late", dial(5*ms)) // arrives at 35 ms
			if err := t.Sleep(27 * ms); err != nil {
				return err
			}
			if cancel {
				first.Cancel("enough")
				if err := t.Await(second); err != nil {
					return err
				}
				return accept(t)
			}
			if err := t.Await(first); err != nil {
				return err
			}
			return t.Await(second)
		})
		if len(accepted) != 2 || accepted[0] != 30*ms || accepted[1] != 35*ms {
			t.Errorf("with the first cancelled %v: accepted at %v, want 30 ms and 35 ms", cancel, accepted)
		}
	}
}
