package memory_test

import (
	"errors"
	"testing"
	"time"

	"overlap/engine"
	"overlap/engine/network"
	"overlap/engine/network/memory"
	"overlap/engine/trace"
)

const ms = time.Millisecond

var db = network.Address{Name: "db", Port: 9002}

// run runs main on a virtual clock with a memory network and returns the loop, which has ended well.
func run(t *testing.T, o memory.Options, main func(*engine.Task) error) (*engine.Loop, *memory.Network) {
	t.Helper()
	l := engine.NewLoop(engine.Config{})
	t.Cleanup(l.Close)
	n := memory.New(l, o)
	engine.Attach[network.Network](l, n)
	l.Main("main", main)
	if err := l.Run(); err != nil {
		t.Fatal(err)
	}
	if err := trace.Validate(l.Trace()); err != nil {
		t.Error(err)
	}
	return l, n
}

// marks returns the instants at which a mark was made.
func marks(l *engine.Loop, text string) (at []time.Duration) {
	for _, r := range l.Trace().All() {
		if r.Kind == trace.Mark && l.Trace().String(r.Text) == text {
			at = append(at, time.Duration(r.At))
		}
	}
	return at
}

// A SYN that finds the backlog full is sent again after 1, 2, 4 … seconds, and is not sent for ever.
func TestDroppedSYN(t *testing.T) {
	l, n := run(t, memory.Options{}, func(t *engine.Task) error {
		s, err := network.Listen(t, db, 2)
		if err != nil {
			return err
		}
		for range 3 {
			if _, err := network.Dial(t, "db"); err != nil {
				return err
			}
		}
		if _, err := network.Dial(t, "db"); err != network.ErrTimeout {
			return errors.Join(errors.New("the dial too many did not time out"), err)
		}
		return s.Close()
	})
	want := []time.Duration{0, 1, 3, 7, 15, 31, 63}
	got := marks(l, "SYN dropped")
	if len(got) != len(want) || n.Stats().Dropped != len(want) {
		t.Fatalf("SYNs dropped at %v, %d in all", got, n.Stats().Dropped)
	}
	for i := range want {
		if got[i] != want[i]*time.Second {
			t.Errorf("SYN %d was dropped at %v, want %v s", i, got[i], want[i])
		}
	}
	if end := l.Report().Ended; end != 127*time.Second {
		t.Errorf("the dial was given up at %v, want 127 s", end)
	}
}

// Ten clients at once, a backlog of four: five get in at once, the other five a second later.
func TestDroppedSYNCostsASecond(t *testing.T) {
	var connected []time.Duration
	run(t, memory.Options{}, func(t *engine.Task) error {
		if _, err := network.Serve(t, db, 4, func(*engine.Task, *network.Conn) error { return nil }); err != nil {
			return err
		}
		var clients []*engine.Task
		for range 10 {
			clients = append(clients, t.Go("client", func(t *engine.Task) error {
				c, err := network.Dial(t, "db")
				if err != nil {
					return err
				}
				connected = append(connected, t.Now())
				return c.Close()
			}))
		}
		for _, c := range clients {
			if err := t.Await(c); err != nil {
				return err
			}
		}
		return nil
	})
	late := 0
	for _, at := range connected {
		switch at {
		case 0:
		case time.Second:
			late++
		default:
			t.Errorf("a client connected at %v", at)
		}
	}
	if len(connected) != 10 || late != 5 {
		t.Errorf("%d clients connected, %d of them late, want 10 and 5", len(connected), late)
	}
}

// A listener that closes while a client waits for another try refuses it then.
func TestListenerClosesBetweenTries(t *testing.T) {
	l, _ := run(t, memory.Options{}, func(t *engine.Task) error {
		s, err := network.Listen(t, db, 1)
		if err != nil {
			return err
		}
		for range 2 {
			if _, err := network.Dial(t, "db"); err != nil {
				return err
			}
		}
		t.Go("closer", func(t *engine.Task) error {
			defer s.Close()
			return t.Sleep(ms)
		})
		if _, err := network.Dial(t, "db"); err != network.ErrRefused {
			return errors.Join(errors.New("the dial was not refused"), err)
		}
		return nil
	})
	if end := l.Report().Ended; end != time.Second {
		t.Errorf("refused at %v, want 1 s", end)
	}
}

// A dialler that is cancelled during the handshake gives its place back.
func TestCancelledHandshake(t *testing.T) {
	run(t, memory.Options{Connect: 10 * ms}, func(t *engine.Task) error {
		s, err := network.Listen(t, db, 1)
		if err != nil {
			return err
		}
		for range 5 {
			dialling := t.Go("dialler", func(t *engine.Task) error {
				_, err := network.Dial(t, "db")
				return err
			})
			if err := t.Sleep(5 * ms); err != nil {
				return err
			}
			dialling.Cancel("enough")
			if err := t.Await(dialling); !engine.IsCancelled(err) {
				return errors.Join(errors.New("the dial was not cancelled"), err)
			}
		}
		for range 2 {
			if _, err := network.DialTimeout(t, "db", 10*ms); err != nil {
				return err
			}
		}
		return s.Close()
	})
}

// A program that dials one connection after another leaves the server its turns: the backlog stays empty.
func TestDiallingInARow(t *testing.T) {
	l, n := run(t, memory.Options{}, func(t *engine.Task) error {
		if _, err := network.Serve(t, db, 1, func(*engine.Task, *network.Conn) error { return nil }); err != nil {
			return err
		}
		for range 50 {
			c, err := network.Dial(t, "db")
			if err != nil {
				return err
			}
			defer c.Close()
		}
		return nil
	})
	if end, s := l.Report().Ended, n.Stats(); end != 0 || s.Dropped != 0 {
		t.Errorf("it took %v and %d dropped SYNs, want none", end, s.Dropped)
	}
}
