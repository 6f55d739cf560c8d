package fault_test

import (
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"overlap/engine"
	"overlap/engine/enginetest"
	"overlap/engine/network"
	"overlap/engine/network/fault"
	"overlap/engine/network/memory"
	"overlap/engine/network/networktest"
	"overlap/engine/trace"
)

const ms = time.Millisecond

// A decorated network is a network.
func TestNetwork(t *testing.T) {
	harmless := []fault.Fault{{Service: "peer", Kind: fault.Slow, Amount: 1, To: fault.Never}}
	networktest.Run(t, func(l *engine.Loop) network.Network {
		return fault.New(l, memory.New(l, memory.Options{}), harmless)
	}, func() engine.Clock { return nil })
}

// clients has clients ask the service db, which answers after 100 ms, and notes when each had what: one asks at each instant of
// at, on one connection when they keep it. It returns a line for each.
func clients(t *testing.T, faults string, seed uint64, keep bool, at ...time.Duration) (lines []string, loop *engine.Loop) {
	t.Helper()
	list, err := fault.Parse(faults, []string{"db"})
	if err != nil {
		t.Fatal(err)
	}
	l := enginetest.New(t, engine.Config{Seed: seed})
	engine.Attach[network.Network](l, fault.New(l, memory.New(l, memory.Options{}), list))
	l.Main("main", func(t *engine.Task) error {
		if _, err := network.Serve(t, network.Address{Name: "db", Port: 9002}, 0, answer); err != nil {
			return err
		}
		var kept *network.Conn
		for _, due := range at {
			if err := t.Sleep(due - t.Now()); err != nil {
				return err
			}
			c, err := kept, error(nil)
			if c == nil {
				c, err = network.Dial(t, "db")
			}
			said := ""
			if err == nil {
				said, err = ask(c)
			}
			lines = append(lines, t.Now().String()+" "+said+words(err))
			if kept = c; !keep && c != nil {
				c.Close()
				kept = nil
			}
		}
		return nil
	})
	if err := l.Run(); err != nil {
		t.Fatal(err)
	}
	return lines, l
}

func answer(t *engine.Task, c *network.Conn) error {
	for n := 1; ; n++ {
		if _, err := c.ReadLine(); err != nil {
			return network.UnlessEnded(err)
		}
		if err := t.Sleep(100 * ms); err != nil {
			return err
		}
		if err := c.WriteLine("answer " + strconv.Itoa(n)); err != nil {
			return network.UnlessEnded(err)
		}
	}
}

func ask(c *network.Conn) (string, error) {
	if err := c.WriteLine("question"); err != nil {
		return "", err
	}
	return c.ReadLine()
}

func words(err error) string {
	switch {
	case err == nil:
		return ""
	case errors.Is(err, network.ErrRefused):
		return "refused"
	case errors.Is(err, network.ErrReset):
		return "reset"
	case errors.Is(err, io.EOF):
		return "ended"
	}
	return err.Error()
}

// What a client meets, and when.
func TestKinds(t *testing.T) {
	at := []time.Duration{0, 200 * ms, 400 * ms}
	for _, c := range []struct {
		faults string
		keep   bool
		want   string
	}{
		{"", false, "100ms answer 1, 300ms answer 1, 500ms answer 1"},
		{"", true, "100ms answer 1, 300ms answer 2, 500ms answer 3"},
		{"db:stall@50ms..1s", true, "1s answer 1, 1.1s answer 2, 1.2s answer 3"},     // the answer waits
		{"db:stall@150ms..1s", true, "100ms answer 1, 1.1s answer 2, 1.2s answer 3"}, // the request waits, which a read awaited
		{"db:stall@150ms..250ms,db:stall@250ms..1s", true, "100ms answer 1, 1.1s answer 2, 1.2s answer 3"},
		{"db:kill@50ms", false, "50ms reset, 200ms refused, 400ms refused"},
		{"db:kill@50ms..300ms", false, "50ms reset, 200ms refused, 500ms answer 1"},
		{"db:kill@0s..300ms", false, "0s refused, 200ms refused, 500ms answer 1"},
		{"db:reset@50ms", false, "50ms reset, 300ms answer 1, 500ms answer 1"},
		{"db:reset@150ms..300ms", false, "100ms answer 1, 200ms reset, 500ms answer 1"},
		{"db:reset@250ms..", true, "100ms answer 1, 250ms reset, 400ms reset"},
		{"db:refuse@50ms..300ms", false, "100ms answer 1, 200ms refused, 500ms answer 1"},
		{"db:refuse@50ms", true, "100ms answer 1, 300ms answer 2, 500ms answer 3"},
		{"db:slow:3x", false, "300ms answer 1, 600ms answer 1, 900ms answer 1"},
		{"db:slow:1.5x@150ms", true, "100ms answer 1, 350ms answer 2, 550ms answer 3"},
		{"db:slow:2x,db:stall@150ms..1s", false, "1s answer 1, 1.2s answer 1, 1.4s answer 1"},
		{"db:drop:100%@150ms..350ms", false, "100ms answer 1, 300ms reset, 500ms answer 1"},
	} {
		got, _ := clients(t, c.faults, 0, c.keep, at...)
		if text := strings.Join(got, ", "); text != c.want {
			t.Errorf("%q, kept %v:\n\t%s\nwant\n\t%s", c.faults, c.keep, text, c.want)
		}
	}
}

// Answers are lost by chance, which the seed decides and nothing else: other faults do not, nor does Task.Rand.
func TestDrop(t *testing.T) {
	var at []time.Duration
	for i := range 400 {
		at = append(at, time.Duration(i)*200*ms)
	}
	lost := func(faults string, seed uint64) (which []int) {
		lines, l := clients(t, faults, seed, false, at...)
		for i, line := range lines {
			if strings.HasSuffix(line, "reset") {
				which = append(which, i)
			}
		}
		if !l.Report().Random {
			t.Error("the report does not say that chance was asked")
		}
		return which
	}
	some := lost("db:drop:25%", 1)
	if len(some) < 70 || len(some) > 130 {
		t.Errorf("%d of 400 are lost, 25 %% would be 100", len(some))
	}
	if again := lost("db:drop:25%,db:slow:1.5x", 1); !slices.Equal(some, again) {
		t.Error("another fault changes which answers are lost")
	}
	if other := lost("db:drop:25%", 2); slices.Equal(some, other) {
		t.Error("another seed loses the same answers")
	}
}

// The trace says what is wrong with the service, and which connections a fault has hit.
func TestTrace(t *testing.T) {
	_, l := clients(t, "db:stall@20ms..50ms,db:stall@40ms..50ms,db:slow:2x@30ms..60ms,db:reset@80ms", 0, false, 0)
	var got []string
	for _, r := range l.Trace().All() {
		at := time.Duration(r.At).String() + " "
		switch r.Kind {
		case trace.Status:
			got = append(got, at+l.Trace().String(trace.Text(r.Ref))+" "+l.Trace().String(r.Text)+" "+trace.Tone(r.Arg).String())
		case trace.Mark:
			got = append(got, at+l.Trace().String(r.Text))
		}
	}
	want := "0s db well good, 20ms db stall bad, 30ms db stall, slow:2x bad, 50ms db slow:2x limited, 60ms db well good, 80ms db reset bad, 80ms reset, 80ms db well good"
	if text := strings.Join(got, ", "); text != want {
		t.Errorf("the trace has\n\t%s\nwant\n\t%s", text, want)
	}
}

// The handlers of a killed service end with it, and its acceptor goes on when it is back.
func TestKillEndsHandlers(t *testing.T) {
	_, l := clients(t, "db:kill@50ms..300ms", 0, false, 0, 400*ms)
	s := network.Servers(l)[0]
	if got := s.Stats(); got.Accepted != 2 || got.Failed != 0 {
		t.Errorf("the server has %+v", got)
	}
	cancelled := 0
	for _, r := range l.Trace().All() {
		if r.Kind == trace.TaskCancelled && time.Duration(r.At) == 50*ms {
			cancelled++
		}
	}
	if cancelled != 1 {
		t.Errorf("%d handlers were cancelled at 50 ms, want 1", cancelled)
	}
}

// A deadline ends a wait for a fault to pass, and what came meanwhile is there afterwards.
func TestDeadlines(t *testing.T) {
	list, _ := fault.Parse("db:stall@10ms..100ms", []string{"db"})
	l := enginetest.New(t, engine.Config{})
	engine.Attach[network.Network](l, fault.New(l, memory.New(l, memory.Options{}), list))
	var story []string
	l.Main("main", func(t *engine.Task) error {
		_, err := network.Serve(t, network.Address{Name: "db"}, 0, func(t *engine.Task, c *network.Conn) error {
			for range 2 {
				c.SetTimeout(60 * ms)
				line, err := c.ReadLine()
				story = append(story, t.Now().String()+" "+line+words(err))
			}
			return nil
		})
		if err != nil {
			return err
		}
		c, err := network.Dial(t, "db")
		if err != nil {
			return err
		}
		defer c.Close()
		if err := t.Sleep(20 * ms); err != nil {
			return err
		}
		if err := c.WriteLine("hello"); err != nil {
			return err
		}
		_, err = c.ReadLine()
		story = append(story, t.Now().String()+" client: "+words(err))
		return nil
	})
	if err := l.Run(); err != nil {
		t.Fatal(err)
	}
	want := "60ms " + engine.ErrDeadline.Error() + ", 100ms hello, 100ms client: ended"
	if got := strings.Join(story, ", "); got != want {
		t.Errorf("handler and client had %s, want %s", got, want)
	}
}
