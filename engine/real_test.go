package engine_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"overlap/engine"
	. "overlap/engine/enginetest"
	"overlap/engine/trace"
)

// manual is a real clock, as far as the loop can tell, that the test moves. Waiting moves it too.
type manual struct {
	now   time.Duration
	waits int
}

func (c *manual) Now() time.Duration    { return c.now }
func (c *manual) Spend(d time.Duration) { c.now += d }

func (c *manual) Wait(until time.Duration, wake <-chan struct{}) {
	c.waits++
	select {
	case <-wake:
	default:
		c.now = max(c.now, until)
	}
}

func TestRealClockShowsWhatAStepTook(t *testing.T) {
	clock := &manual{}
	l, err := Try(t, engine.Config{Clock: clock}, func(t *engine.Task) error {
		clock.now += 3 * ms
		t.Sleep(10 * ms)
		clock.now += 2 * ms
		return nil
	})
	if err != nil || l.Report().Ended != 15*ms {
		t.Fatalf("%v, ended at %v, want 15ms", err, l.Report().Ended)
	}
	want := map[trace.Kind]int64{trace.TaskWaiting: int64(3 * ms), trace.TaskDone: int64(15 * ms)}
	for _, r := range l.Trace().All() {
		if at, ok := want[r.Kind]; ok && r.At != at {
			t.Errorf("%v at %d, want %d", r.Kind, r.At, at)
		}
	}
}

func TestRealClockSliceEndsAfterTheStepThatOverranIt(t *testing.T) {
	l, steps := New(t, engine.Config{Clock: &manual{}}), 0
	l.Main("main", func(t *engine.Task) error {
		for steps = 1; ; steps++ {
			t.Work(ms)
			t.Sleep(0)
		}
	})
	for want := 1; want < 5; want++ {
		if l.RunFor(0) || steps != want {
			t.Fatalf("%d steps, want %d", steps, want)
		}
	}
}

func TestRealClockSliceWithoutBudgetDoesNotWait(t *testing.T) {
	l := New(t, engine.Config{Clock: engine.NewMonotonic()})
	l.Main("main", func(t *engine.Task) error { return t.Sleep(time.Hour) })
	for range 10 {
		if l.RunFor(-time.Hour) {
			t.Fatal("the run is over")
		}
	}
}

// counting counts what RunFor asks of the machine's clock while nothing can run.
type counting struct {
	engine.Clock
	waits int
}

func (c *counting) Wait(until time.Duration, wake <-chan struct{}) {
	c.waits++
	c.Clock.Wait(until, wake)
}

func TestRealClockSliceWaitsInsteadOfSpinning(t *testing.T) {
	clock := &counting{Clock: engine.NewMonotonic()}
	l := New(t, engine.Config{Clock: clock})
	l.Main("main", func(t *engine.Task) error { return t.Sleep(time.Hour) })
	if l.RunFor(2*ms) || clock.waits > 3 {
		t.Errorf("%d waits in one slice, want one", clock.waits)
	}
}

func TestBlockReturnsWithItsCall(t *testing.T) {
	_, err := Try(t, engine.Config{Clock: engine.NewMonotonic()}, func(task *engine.Task) error {
		p := task.Loop().NewLot(trace.WhyEvent, "call", 0)
		called := false
		err := task.Block(p, func() { called = true }, func() { t.Error("interrupted") })
		if !called {
			t.Error("it returned before its call")
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

func TestBlockIsRefusedByAVirtualClock(t *testing.T) {
	Run(t, func(task *engine.Task) error {
		err := task.Block(task.Loop().NewLot(trace.WhyEvent, "call", 0), func() { t.Error("called") }, nil)
		if err == nil {
			t.Error("no error")
		}
		return nil
	})
}

// A cancelled Block waits until its call has returned, however often it is cancelled.
func TestBlockCancelledTwiceWaitsForItsCall(t *testing.T) {
	interrupts, returned := make(chan struct{}, 9), false
	l, err := Try(t, engine.Config{Clock: engine.NewMonotonic()}, func(task *engine.Task) error {
		release := make(chan struct{})
		k := task.Go("k", func(task *engine.Task) error {
			err := task.Block(task.Loop().NewLot(trace.WhyEvent, "call", 0), func() {
				<-release
				returned = true
			}, func() { interrupts <- struct{}{} })
			if !returned {
				t.Error("it returned before its call")
			}
			return err
		})
		task.Sleep(0)
		k.Cancel("first")
		task.Sleep(0)
		k.Cancel("second")
		task.Sleep(0)
		close(release)
		return task.Await(k)
	})
	if !engine.IsCancelled(err) || err.Error() != "cancelled: first" || len(interrupts) != 1 {
		t.Errorf("%v with %d interrupts, want the first cancellation and one", err, len(interrupts))
	}
	if l.Report().LeftRunning != nil {
		t.Errorf("left running: %v", l.Report().LeftRunning)
	}
}

func TestCloseWaitsForCallsOutside(t *testing.T) {
	l, returned, unwound := New(t, engine.Config{Clock: engine.NewMonotonic()}), false, false
	l.Main("main", func(task *engine.Task) error {
		stop := make(chan struct{})
		defer func() { unwound = returned }()
		return task.Block(task.Loop().NewLot(trace.WhyEvent, "call", 0), func() {
			<-stop
			returned = true
		}, func() { close(stop) })
	})
	l.RunFor(0)
	l.Close()
	if !returned || !unwound {
		t.Errorf("the call returned: %v, before the task was unwound: %v", returned, unwound)
	}
}

func TestPostWakesALoopThatWaits(t *testing.T) {
	for name, clock := range map[string]engine.Clock{"real": engine.NewMonotonic(), "virtual": nil} {
		t.Run(name, func(t *testing.T) {
			_, err := Try(t, engine.Config{Clock: clock}, func(t *engine.Task) error {
				l := t.Loop()
				p := l.NewLot(trace.WhyEvent, "post", 0)
				release := l.Hold()
				go l.Post(func() {
					release()
					p.Wake()
				})
				return p.Park(t)
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
}

// Whoever watches the world outside is asked before every batch, and before every wait: what comes during the wait is then posted.
func TestSelectIsCalledBeforeBatchesAndWaits(t *testing.T) {
	var asked []bool
	clock := &manual{}
	l := New(t, engine.Config{Clock: clock})
	l.OnSelect(func(idle bool) { asked = append(asked, idle) })
	l.Main("main", func(t *engine.Task) error {
		t.Sleep(0)
		return t.Sleep(ms)
	})
	if err := l.Run(); err != nil {
		t.Fatal(err)
	}
	if want := []bool{false, false, false, true, false}; !slices.Equal(asked[:min(len(asked), len(want))], want) {
		t.Errorf("asked with %v, want %v and so on", asked, want)
	}
}

func TestPostWithoutHoldIsNotExpected(t *testing.T) {
	_, err := Try(t, engine.Config{Clock: engine.NewMonotonic()}, func(t *engine.Task) error {
		return t.Loop().NewLot(trace.WhyEvent, "post", 0).Park(t)
	})
	var d *engine.DeadlockError
	if !errors.As(err, &d) {
		t.Errorf("%v, want a deadlock", err)
	}
}

func TestPostsRunInOrderBeforeTimePasses(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		for _, line := range []string{"a", "b", "c"} {
			t.Loop().Post(func() {
				t.Log(line)
				t.Loop().Post(func() { t.Log(line + " again") })
			})
		}
		t.Sleep(ms)
		t.Log("slept")
		return nil
	}, "0s main: a", "0s main: b", "0s main: c", "0s main: a again", "0s main: b again", "0s main: c again", "1ms main: slept")
}

// A task that refuses to be cancelled and waits for clients does not keep the run: that it expects a call from outside only says
// that its waiting is no deadlock.
func TestEndDoesNotWaitForClients(t *testing.T) {
	l := engine.NewLoop(engine.Config{Clock: engine.NewMonotonic()})
	defer l.Close()
	l.Main("main", func(t *engine.Task) error {
		t.Go("server", func(t *engine.Task) error {
			t.Daemon()
			defer l.Hold()()
			for clients := l.NewLot(trace.WhyAccept, "clients", 0); ; {
				clients.Park(t)
			}
		})
		return t.Sleep(time.Millisecond)
	})
	if err := l.Run(); err != nil {
		t.Error(err)
	}
}
