package memory_test

import (
	"io"
	"strconv"
	"testing"
	"time"

	"overlap/engine"
	"overlap/engine/network"
	"overlap/engine/network/memory"
	"overlap/engine/trace"
)

// One request over a line of 10 ms: a round trip for the handshake, half of one for the request, half of one
// for the reply, and the end right behind it.
func TestLatency(t *testing.T) {
	type event struct {
		what string
		at   time.Duration
	}
	var got []event
	note := func(t *engine.Task, what string) { got = append(got, event{what, t.Now()}) }
	run(t, memory.Options{Latency: 10 * ms, Connect: 3 * ms}, func(t *engine.Task) error {
		if _, err := network.Serve(t, db, 0, func(t *engine.Task, c *network.Conn) error {
			note(t, "accepted")
			line, err := c.ReadLine()
			note(t, line)
			if err != nil {
				return err
			}
			return c.WriteLine("reply")
		}); err != nil {
			return err
		}
		c, err := network.Dial(t, "db")
		if err != nil {
			return err
		}
		note(t, "connected")
		if err := c.WriteLine("request"); err != nil {
			return err
		}
		line, err := c.ReadLine()
		if err != nil {
			return err
		}
		note(t, line)
		if _, err := c.ReadLine(); err != io.EOF {
			return err
		}
		note(t, "end")
		c.Close()
		_, err = network.Dial(t, "nobody")
		note(t, err.Error())
		return nil
	})
	want := []event{
		{"connected", 23 * ms}, {"accepted", 33 * ms}, {"request", 33 * ms}, {"reply", 43 * ms}, {"end", 43 * ms},
		{network.ErrRefused.Error(), 63 * ms},
	}
	if len(got) != len(want) {
		t.Fatalf("got %v", got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("event %d: got %v, want %v", i, got[i], want[i])
		}
	}
}

// Bytes under way cost the reader no switch: it runs once for each of its arrivals, however many there are.
func TestLatencyWakesOnArrivalOnly(t *testing.T) {
	const lines = 50
	l, _ := run(t, memory.Options{Latency: 10 * ms}, func(t *engine.Task) error {
		if _, err := network.Serve(t, db, 0, func(t *engine.Task, c *network.Conn) error {
			for i := range lines {
				line, err := c.ReadLine()
				if err != nil {
					return err
				}
				if line != strconv.Itoa(i) {
					t.Log("got " + line)
				}
			}
			return nil
		}); err != nil {
			return err
		}
		c, err := network.Dial(t, "db")
		if err != nil {
			return err
		}
		defer c.Close()
		for i := range lines {
			if err := c.WriteLine(strconv.Itoa(i)); err != nil {
				return err
			}
			if err := t.Sleep(ms); err != nil {
				return err
			}
		}
		_, err = c.ReadLine()
		if err != io.EOF {
			return err
		}
		return nil
	})
	runs := map[trace.TaskID]int{}
	var handler trace.TaskID
	for _, r := range l.Trace().All() {
		switch r.Kind {
		case trace.TaskRunning:
			runs[r.Task]++
		case trace.ConnAccepted:
			handler = r.Task
		case trace.Log:
			t.Error(l.Trace().String(r.Text))
		}
	}
	if runs[handler] != lines {
		t.Errorf("the reader of %d lines ran %d times", lines, runs[handler])
	}
}

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

// A writer learns that its peer is gone when the news can have reached it.
func TestLatencyOfNews(t *testing.T) {
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
