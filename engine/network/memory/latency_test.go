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
