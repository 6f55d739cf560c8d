package engine_test

import (
	"errors"
	"slices"
	"strconv"
	"testing"
	"time"

	"overlap/engine"
	. "overlap/engine/enginetest"
	"overlap/engine/trace"
)

func TestAsyncioRunCancelsWhatIsLeftOnceAndLetsItCleanUp(t *testing.T) {
	l := Story(t, func(t *engine.Task) error {
		inner := t.Go("inner", cleaner)
		t.Go("outer", func(t *engine.Task) error { return t.Await(inner) })
		return t.Sleep(ms)
	}, "1ms inner: cancelled: the run is over", "6ms inner: cleaned up")
	r := l.Report()
	want := []engine.Origin{{Name: "inner", By: "main"}, {Name: "outer", By: "main"}}
	if r.Ended != ms || !slices.Equal(r.LeftRunning, want) {
		t.Errorf("ended at %v with %v left, want 1ms and %v", r.Ended, r.LeftRunning, want)
	}
}

func TestTasksGoOnInTheGrace(t *testing.T) {
	for grace, want := range map[time.Duration]struct{ ranOn, over time.Duration }{
		0:         {0, ms},
		2 * ms:    {2 * ms, 3 * ms},
		4 * ms:    {4 * ms, 5 * ms}, // long ends in that instant
		time.Hour: {4 * ms, 5 * ms}, // the heartbeat does not count
	} {
		l, err := Try(t, engine.Config{Grace: grace}, func(t *engine.Task) error {
			t.Go("short", sleeper(2*ms))
			t.Go("long", sleeper(5*ms))
			t.Go("heart", func(t *engine.Task) error {
				t.Daemon()
				for {
					if err := t.Sleep(ms); err != nil {
						return err
					}
				}
			})
			return t.Sleep(ms)
		})
		r := l.Report()
		if err != nil || r.Ended != ms || r.RanOn != want.ranOn || l.Now() != want.over || len(r.LeftRunning) != 2 {
			t.Errorf("grace of %v: ended at %v, ran on for %v until %v, left %v, error %v", grace, r.Ended, r.RanOn, l.Now(), r.LeftRunning, err)
		}
	}
}

func TestAGraceEndsWhenNothingCanHappen(t *testing.T) {
	l, err := Try(t, engine.Config{Grace: time.Hour}, func(t *engine.Task) error {
		lot := t.Loop().NewLot(trace.WhyEvent, "lot", 0)
		t.Go("stuck", func(t *engine.Task) error { return lot.Park(t) })
		return t.Sleep(ms)
	})
	if err != nil || l.Now() != ms || len(l.Report().LeftRunning) != 1 {
		t.Errorf("over at %v, left %v, error %v", l.Now(), l.Report().LeftRunning, err)
	}
}

func TestAsyncioRunStartsWhatWasMadeJustBeforeTheEnd(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		t.Go("k", func(t *engine.Task) error { t.Log("starts"); return t.Sleep(ms) })
		return nil
	}, "0s k: starts")
}

func TestNoTimePassesInTheLastTurns(t *testing.T) {
	l := Run(t, func(t *engine.Task) error {
		t.Go("lone", func(t *engine.Task) error {
			for {
				if err := t.Sleep(ms); err != nil {
					return err
				}
			}
		})
		return nil
	})
	if l.Now() != 0 {
		t.Errorf("the run ended at %v, want 0s", l.Now())
	}
}

func TestOneThatNeverWaitsForLongDoesNotHoldTheEndUp(t *testing.T) {
	l := Run(t, func(t *engine.Task) error {
		t.Go("poller", func(t *engine.Task) error {
			for {
				if err := t.Sleep(0); err != nil {
					return err
				}
			}
		})
		return nil
	})
	if n := l.Trace().Len(); n > 100 {
		t.Errorf("%d records, want only some turns", n)
	}
}

func TestCleanUpThatNeverEndsIsCutOff(t *testing.T) {
	l := Run(t, func(t *engine.Task) error {
		p := t.Loop().NewLot(trace.WhyEvent, "lot", 0)
		t.Go("stubborn", func(t *engine.Task) error {
			for {
				t.Sleep(ms)
				p.Park(t)
			}
		})
		return t.Sleep(5 * ms)
	})
	if l.Report().Ended != 5*ms {
		t.Errorf("ended at %v", l.Report().Ended)
	}
}

func TestReportNamesTheFewThatAreLeftOfMany(t *testing.T) {
	l := Run(t, func(t *engine.Task) error {
		for i := range 1000 {
			d := time.Duration(i) * ms
			if i%300 == 0 {
				d = time.Hour
			}
			t.Go(strconv.Itoa(i), func(t *engine.Task) error { return t.Sleep(d) })
		}
		return t.Sleep(time.Second)
	})
	var left []string
	for _, o := range l.Report().LeftRunning {
		left = append(left, o.Name)
	}
	if want := []string{"0", "300", "600", "900"}; !slices.Equal(left, want) {
		t.Errorf("left running: %q, want %q", left, want)
	}
}

func TestDaemonsAreNeitherWaitedForNorReported(t *testing.T) {
	l := Story(t, func(t *engine.Task) error {
		t.Go("server", func(t *engine.Task) error {
			t.Daemon()
			k := t.Go("handler", cleaner)
			if !k.IsDaemon() {
				t.Log("its task is none")
			}
			return t.Await(k)
		})
		return t.Sleep(ms)
	}, "1ms handler: cancelled: the run is over", "6ms handler: cleaned up")
	if left := l.Report().LeftRunning; left != nil {
		t.Errorf("left running: %v", left)
	}
}

func TestLoopWithoutMainRunsUntilOnlyDaemonsAreLeft(t *testing.T) {
	l := New(t, engine.Config{})
	l.Go("server", func(t *engine.Task) error {
		t.Daemon()
		return t.Sleep(1000 * ms)
	})
	l.Go("client", sleeper(3*ms))
	if err := l.Run(); err != nil {
		t.Fatal(err)
	}
	if r := l.Report(); r.Ended != 3*ms || l.Now() != 3*ms {
		t.Errorf("ended at %v, now %v, want 3ms", r.Ended, l.Now())
	}
}

func TestEmptyLoopIsOverAtOnce(t *testing.T) {
	l := New(t, engine.Config{})
	if err := l.Run(); err != nil || l.Trace().Len() != 0 {
		t.Errorf("%v, %d records", err, l.Trace().Len())
	}
}

func TestOnEndIsCalledOnceBeforeTheRestIsCancelled(t *testing.T) {
	l := Story(t, func(t *engine.Task) error {
		t.Loop().OnEnd(func() {
			t.Loop().LeftOpen("a door")
			t.Log("end")
		})
		t.Go("k", cleaner)
		return t.Sleep(ms)
	}, "1ms : end", "1ms k: cancelled: the run is over", "6ms k: cleaned up")
	if got := l.Report().LeftOpen; !slices.Equal(got, []string{"a door"}) {
		t.Errorf("left open: %q", got)
	}
}

func TestMainsErrorIsTheRuns(t *testing.T) {
	boom := errors.New("boom")
	if _, err := Try(t, engine.Config{}, func(*engine.Task) error { return boom }); err != boom {
		t.Errorf("%v, want boom", err)
	}
}

func TestAnotherTasksErrorIsNotTheRuns(t *testing.T) {
	Run(t, func(t *engine.Task) error {
		t.Go("k", func(*engine.Task) error { return errors.New("boom") })
		return t.Sleep(ms)
	})
}

func TestPanicEndsTheRunWithAnError(t *testing.T) {
	for value, text := range map[any]string{
		"oops":               `engine: task "k" panicked: oops`,
		errors.New("an err"): `engine: task "k" panicked: an err`,
		42:                   `engine: task "k" panicked: a value that is neither an error nor a string`,
	} {
		_, err := Try(t, engine.Config{}, func(t *engine.Task) error {
			t.Go("k", func(*engine.Task) error { panic(value) })
			return t.Sleep(time.Hour)
		})
		var p *engine.PanicError
		if !errors.As(err, &p) || err.Error() != text || p.Stack == "" {
			t.Errorf("%v, want %s", err, text)
		}
	}
}

func TestHandleUsedByAnotherTaskNamesBoth(t *testing.T) {
	_, err := Try(t, engine.Config{}, func(t *engine.Task) error {
		mine := t
		t.Go("thief", func(*engine.Task) error { return mine.Sleep(ms) })
		return t.Sleep(5 * ms)
	})
	if want := `engine: task "thief" panicked: engine: main waits while thief runs: a task's handle was used by another`; err == nil || err.Error() != want {
		t.Error(err)
	}
}
