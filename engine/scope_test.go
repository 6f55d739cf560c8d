package engine_test

import (
	"errors"
	"testing"
	"time"

	"overlap/engine"
	. "overlap/engine/enginetest"
	"overlap/engine/trace"
)

// within runs fn in a scope that times out after d milliseconds, logs whether that ended it, and returns its
// error.
func within(t *engine.Task, name string, d int, fn func() error) error {
	var scope *engine.Scope
	err := t.Scope(name, func(s *engine.Scope) error {
		scope = s
		s.SetTimeout(time.Duration(d) * ms)
		return fn()
	})
	if scope.Caught() {
		t.Log("caught " + name)
	}
	return err
}

func TestTrioScopeDeadlineEndsTheWait(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		err := within(t, "s", 2, func() error {
			err := t.Sleep(10 * ms)
			t.Log(err.Error())
			return err
		})
		t.Log("goes on")
		return errors.Join(err, t.Sleep(ms))
	}, "2ms main: cancelled: s: timeout of 2ms", "2ms main: caught s", "2ms main: goes on")
}

func TestTrioScopeThatEndsInTimeLeavesNoTimer(t *testing.T) {
	l := Story(t, func(t *engine.Task) error {
		return within(t, "s", 1000, func() error { return t.Sleep(ms) })
	})
	if l.Now() != ms {
		t.Errorf("ended at %v", l.Now())
	}
}

func TestTrioCancellationIsLevelTriggered(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		return within(t, "s", 2, func() (err error) {
			for range 3 {
				err = t.Sleep(10 * ms)
				t.Log(err.Error())
			}
			return err
		})
	}, "2ms main: cancelled: s: timeout of 2ms", "2ms main: cancelled: s: timeout of 2ms", "2ms main: cancelled: s: timeout of 2ms", "2ms main: caught s")
}

func TestTrioScopeCancelledBeforeAWaitEndsIt(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		return t.Scope("s", func(s *engine.Scope) error {
			s.Cancel("enough")
			s.Cancel("again")
			t.Log("runs on")
			err := t.Sleep(0)
			t.Log(err.Error())
			return err
		})
	}, "0s main: runs on", "0s main: cancelled: enough")
}

func TestTrioTimeoutOfNothingLetsNoWaitBegin(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		return within(t, "s", 0, func() error { return t.Sleep(0) })
	}, "0s main: caught s")
}

func TestTrioNestedTheShorterInnerFires(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		return within(t, "outer", 5, func() error {
			if err := within(t, "inner", 2, func() error { return t.Sleep(9 * ms) }); err != nil {
				return err
			}
			return t.Sleep(9 * ms)
		})
	}, "2ms main: caught inner", "5ms main: caught outer")
}

func TestTrioNestedTheShorterOuterFires(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		return within(t, "outer", 2, func() error {
			return within(t, "inner", 5, func() error { return t.Sleep(9 * ms) })
		})
	}, "2ms main: caught outer")
}

func TestTrioNestedBothAtOnceTheOuterFires(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		return within(t, "outer", 2, func() error {
			return within(t, "inner", 2, func() error { return t.Sleep(9 * ms) })
		})
	}, "2ms main: caught outer")
}

func TestTrioShieldKeepsTheOuterCancellationOut(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		return within(t, "s", 2, func() error {
			err := t.Sleep(9 * ms)
			return errors.Join(err, t.Shielded(func() error {
				if err := t.Sleep(3 * ms); err != nil {
					return err
				}
				t.Log("cleaned up")
				return nil
			}))
		})
	}, "5ms main: cleaned up", "5ms main: caught s")
}

func TestTrioShieldThatIsWaitedInWhenTheOuterIsCancelled(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		return within(t, "s", 2, func() error {
			err := t.Shielded(func() error { return t.Sleep(5 * ms) })
			t.Log("left the shield")
			return errors.Join(err, t.Sleep(ms))
		})
	}, "5ms main: left the shield", "5ms main: caught s")
}

func TestTrioShieldedScopeHasItsOwnDeadline(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		return within(t, "outer", 2, func() error {
			err := t.Sleep(9 * ms)
			var late error
			t.Scope("clean-up", func(s *engine.Scope) error {
				s.Shield()
				s.SetTimeout(4 * ms)
				late = t.Sleep(9 * ms)
				return late
			})
			t.Log(late.Error())
			return err
		})
	}, "6ms main: cancelled: clean-up: timeout of 4ms", "6ms main: caught outer")
}

func TestAsyncioCancelReachesThroughAShieldedScope(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		k := t.Go("k", func(t *engine.Task) error {
			return t.Shielded(func() error { return t.Sleep(9 * ms) })
		})
		t.Sleep(ms)
		k.Cancel("enough")
		t.Log(t.Await(k).Error())
		return nil
	}, "1ms main: cancelled: enough")
}

func TestTrioScopeSwallowsOnlyItsOwn(t *testing.T) {
	boom := errors.New("boom")
	Story(t, func(t *engine.Task) error {
		k := t.Go("k", func(t *engine.Task) error {
			return within(t, "s", 9, func() error { return t.Sleep(20 * ms) })
		})
		t.Sleep(ms)
		k.Cancel("enough")
		t.Log(t.Await(k).Error())
		err := within(t, "s", 2, func() error { return errors.Join(t.Sleep(9*ms), boom) })
		t.Log(err.Error())
		err = within(t, "s", 2, func() error { t.Sleep(9 * ms); return nil })
		return err
	}, "1ms main: cancelled: enough", "3ms main: caught s", "3ms main: boom")
}

func TestTrioTasksStartedInAScopeBelongToIt(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		var inside, outside *engine.Task
		within(t, "s", 2, func() error {
			return t.Scope("deeper", func(s *engine.Scope) error {
				inside = s.Go("inside", cleaner)
				outside = t.Go("outside", func(t *engine.Task) error { return t.Sleep(4 * ms) })
				return t.Sleep(9 * ms)
			})
		})
		t.Log(t.Await(inside).Error())
		t.Log(time.Duration(t.Now()).String())
		return t.Await(outside)
	}, "2ms main: caught s", "2ms inside: cancelled: s: timeout of 2ms", "2ms inside: cleaned up", "2ms main: cancelled: s: timeout of 2ms", "2ms main: 2ms")
}

func TestTrioTaskStartedInACancelledScopeRunsToItsFirstWait(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		return t.Scope("s", func(s *engine.Scope) error {
			s.Cancel("enough")
			k := s.Go("k", func(t *engine.Task) error { t.Log("runs"); return t.Sleep(ms) })
			return t.Shielded(func() error { t.Log(t.Await(k).Error()); return nil })
		})
	}, "0s k: runs", "0s main: cancelled: enough")
}

func TestAsyncioTimeoutCancelsTheTaskThatIsAwaited(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		k := t.Go("k", cleaner)
		return within(t, "s", 2, func() error { return t.Await(k) })
	}, "2ms k: cancelled: s: timeout of 2ms", "7ms k: cleaned up", "7ms main: caught s")
}

func TestScopeThatIsNotHeardIsBounded(t *testing.T) {
	_, err := Try(t, engine.Config{Limits: engine.Limits{Records: 1000}}, func(t *engine.Task) error {
		return t.Scope("s", func(s *engine.Scope) error {
			s.Cancel("enough")
			for {
				t.Sleep(ms)
			}
		})
	})
	if want := "engine: stopped at the limit of 1000 records"; err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
}

func TestScopesCancellationIsInTheTrace(t *testing.T) {
	l := Run(t, func(t *engine.Task) error {
		return within(t, "s", 2, func() error {
			return t.Scope("inner", func(s *engine.Scope) error {
				k := s.Go("k", sleeper(9*ms))
				return errors.Join(t.Sleep(9*ms), t.Shielded(func() error { return t.Await(k) }))
			})
		})
	})
	var got []string
	for _, r := range l.Trace().All() {
		if r.Kind == trace.CancelSent || r.Kind == trace.CancelCaught {
			got = append(got, r.Kind.String()+" "+string(rune('0'+r.Task))+" "+l.Trace().String(r.Text))
		}
	}
	want := []string{"cancel 1 s: timeout of 2ms", "cancel 2 s: timeout of 2ms", "caught 1 s: timeout of 2ms"}
	if len(got) != 3 || got[0] != want[0] || got[1] != want[1] || got[2] != want[2] {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestAsyncioCallAtComesBetweenSteps(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		l := t.Loop()
		l.CallAt(2*ms, func() { t.Go("called", sleeper(0)) })
		never := l.CallAt(3*ms, func() { t.Log("never") })
		t.Sleep(2 * ms)
		t.Log("slept")
		if !never.Stop() || never.Stop() {
			t.Log("stopped otherwise than once")
		}
		return t.Sleep(4 * ms)
	}, "2ms main: slept", "2ms called: woke")
}

func TestAsyncioRemoveDoneCallback(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		k := t.Go("k", func(t *engine.Task) error { return t.Sleep(ms) })
		first := k.OnDone(func() { t.Log("first") })
		k.OnDone(func() { t.Log("second") })
		first.Forget()
		t.Await(k)
		first.Forget()
		return nil
	}, "1ms main: second")
}

func TestAsyncioTimeoutOfAScopeThatHasEndedIsAnError(t *testing.T) {
	Run(t, func(task *engine.Task) error {
		var s *engine.Scope
		task.Scope("s", func(open *engine.Scope) error { s = open; return s.SetTimeout(ms) })
		if s.SetTimeout(ms) == nil {
			t.Error("it took a timeout")
		}
		return task.Sleep(2 * ms)
	})
}
