package memory_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"overlap/engine"
	"overlap/engine/network"
	"overlap/engine/network/memory"
	"overlap/engine/trace"
	"overlap/engine/trace/tracetest"
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
	if err := tracetest.Validate(l.Trace()); err != nil {
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

// fillBacklog has two clients fill a backlog of 1, and a third dial. The server accepts after from, or never when that is 0.
func fillBacklog(t *engine.Task, from time.Duration) (took time.Duration, err error) {
	s, err := network.Listen(t, db, 1)
	if err != nil {
		return 0, err
	}
	defer s.Close()
	for range 2 {
		if _, err := network.Dial(t, "db"); err != nil {
			return 0, err
		}
	}
	if from > 0 {
		t.Go("server", func(t *engine.Task) error {
			t.Sleep(from)
			_, err := s.Accept(t)
			return err
		})
	}
	began := t.Now()
	_, err = network.Dial(t, "db")
	return t.Now() - began, err
}

// A SYN that finds the backlog full is sent again as the kernel does, and is not sent for ever (net/ipv4:
// tcp_syn_linear_timeouts, tcp_syn_retries).
func TestDroppedSYNIsSentAgainAsTheKernelDoes(t *testing.T) {
	for _, c := range []struct {
		kernel memory.Kernel
		tries  []time.Duration // in seconds
		end    time.Duration
	}{
		{memory.Linux65, []time.Duration{0, 1, 2, 3, 4, 5, 7, 11, 19, 35, 67}, 131 * time.Second},
		{memory.Linux31, []time.Duration{0, 1, 3, 7, 15, 31, 63}, 127 * time.Second},
	} {
		var took time.Duration
		l, n := run(t, memory.Options{Kernel: c.kernel}, func(t *engine.Task) (err error) {
			if took, err = fillBacklog(t, 0); err != network.ErrTimeout {
				return errors.Join(errors.New("the dial too many did not time out"), err)
			}
			return nil
		})
		got := marks(l, "SYN dropped")
		for i := range got {
			got[i] /= time.Second
		}
		if !slices.Equal(got, c.tries) || n.Stats().Dropped != len(c.tries) {
			t.Errorf("SYNs were dropped at %d s, %d in all, want %d s", got, n.Stats().Dropped, c.tries)
		}
		if took != c.end {
			t.Errorf("the dial was given up after %v, want %v", took, c.end)
		}
	}
}

// Room that comes at 1.5 s is found by the try at 2 s (sledge 395, tokio 383: over TCP on Linux 6.18 it takes 2.04 s).
// Requests that were dropped within 32 ms come again together, because Linux' timers of a second are no more precise
// (kernel/time/timer.c: LVL_GRAN).
func TestDroppedSYNsAreSentAgainTogether(t *testing.T) {
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
		for _, at := range []time.Duration{2, 10, 30, 40} {
			t.Go("client", func(t *engine.Task) error {
				t.Sleep(at * ms)
				network.DialTimeout(t, "db", 1500*ms)
				return nil
			})
		}
		t.Sleep(1500 * ms)
		return s.Close()
	})
	const tick = time.Second / 32
	want := []time.Duration{2 * ms, 10 * ms, 30 * ms, 40 * ms, 33 * tick, 33 * tick, 33 * tick, 34 * tick}
	if got := marks(l, "SYN dropped"); !slices.Equal(got, want) {
		t.Errorf("requests are dropped at %v, want %v", got, want)
	}
}

func TestDroppedSYNFindsRoomAtTheNextTry(t *testing.T) {
	for kernel, want := range map[memory.Kernel]time.Duration{memory.Linux65: 2 * time.Second, memory.Linux31: 3 * time.Second} {
		run(t, memory.Options{Kernel: kernel}, func(task *engine.Task) error {
			took, err := fillBacklog(task, 1500*ms)
			if took != want {
				t.Errorf("kernel %d: the dial took %v, want %v", kernel, took, want)
			}
			return err
		})
	}
}

// herd has clients dial at once a server that is idle and waits for them; it returns when each was connected.
func herd(t *engine.Task, clients, backlog int) (connected []time.Duration, err error) {
	if _, err := network.Serve(t, db, backlog, func(_ *engine.Task, c *network.Conn) error {
		_, err := c.ReadLine()
		return err
	}); err != nil {
		return nil, err
	}
	var tasks []*engine.Task
	for range clients {
		tasks = append(tasks, t.Go("client", func(t *engine.Task) error {
			c, err := network.Dial(t, "db")
			if err != nil {
				return err
			}
			connected = append(connected, t.Now())
			return c.Close()
		}))
	}
	for _, task := range tasks {
		err = errors.Join(err, t.Await(task))
	}
	return connected, err
}

// Ten clients at once, a backlog of four: one is the acceptor's, five wait in the queue, four come a second later.
func TestDroppedSYNCostsASecond(t *testing.T) {
	var connected []time.Duration
	run(t, memory.Options{}, func(t *engine.Task) (err error) {
		connected, err = herd(t, 10, 4)
		return err
	})
	const s = time.Second
	if want := []time.Duration{0, 0, 0, 0, 0, 0, s, s, s, s}; !slices.Equal(connected, want) {
		t.Errorf("connected at %v, want %v", connected, want)
	}
}

// 200 clients at once and a backlog of 20: those whose SYN was dropped come in a burst a second later. Their SYNs are all
// answered before the first of them is in the queue (tcp_conn_request looks at the accept queue only), and those
// whose last packet then finds no room send again after 0.2, 0.4, 0.8 s … (measured over TCP on Linux 6.18: accepted
// at 0, 1.0, 1.2, 1.4, 1.8, 2.6, 4.3 and 7.8 s).
func TestHerdIsServedByAnIdleServer(t *testing.T) {
	var connected []time.Duration
	l, _ := run(t, memory.Options{}, func(t *engine.Task) (err error) {
		connected, err = herd(t, 200, 20)
		return err
	})
	want := []time.Duration{0, 1000 * ms, 1200 * ms, 1400 * ms, 1800 * ms, 2600 * ms, 4200 * ms, 7400 * ms}
	if got := slices.Compact(slices.Clone(connected)); len(connected) != 200 || !slices.Equal(got, want) {
		t.Errorf("%d connected, at %v, want 200 at %v", len(connected), got, want)
	}
	if len(marks(l, "SYN dropped")) != 178 || len(marks(l, "ACK dropped")) == 0 {
		t.Errorf("%d SYNs and %d ACKs were dropped, want 178 and some", len(marks(l, "SYN dropped")), len(marks(l, "ACK dropped")))
	}
}

// Over a line with a latency the first requests come in a burst, too.
func TestHerdFromAfar(t *testing.T) {
	var connected []time.Duration
	run(t, memory.Options{Latency: 10 * ms}, func(t *engine.Task) (err error) {
		connected, err = herd(t, 10, 4)
		return err
	})
	want := []time.Duration{20 * ms, 220 * ms}
	if got := slices.Compact(slices.Clone(connected)); len(connected) != 10 || !slices.Equal(got, want) {
		t.Errorf("%d connected, at %v, want 10 at %v", len(connected), got, want)
	}
}

// A client whose last packet finds no room does not wait for ever, and no longer when the server has closed.
func TestDroppedACKs(t *testing.T) {
	for _, closes := range []bool{false, true} {
		var errs []error
		l, _ := run(t, memory.Options{Latency: ms}, func(t *engine.Task) error {
			s, err := network.Listen(t, db, 1)
			if err != nil {
				return err
			}
			defer s.Close()
			var tasks []*engine.Task
			for range 3 {
				tasks = append(tasks, t.Go("client", func(t *engine.Task) error {
					_, err := network.Dial(t, "db")
					return err
				}))
			}
			if closes {
				t.Sleep(500 * ms)
				s.Close()
			}
			for _, task := range tasks {
				errs = append(errs, t.Await(task))
			}
			return nil
		})
		want, end := network.ErrTimeout, 15*time.Minute
		if closes {
			want, end = network.ErrRefused, time.Second
		}
		if errs[2] != want || errs[0] != nil || errs[1] != nil || l.Report().Ended > end+end/10 {
			t.Errorf("closes %v: got %v at %v, want %v by %v", closes, errs, l.Report().Ended, want, end)
		}
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
