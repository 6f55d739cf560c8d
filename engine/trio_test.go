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

// The tests of this file are named after the rule of trio that they hold the engine to.

// parker returns a task that parks until deadline (never when negative) and says how that ended.
func parker(p *engine.Lot, deadline int) func(*engine.Task) error {
	return func(t *engine.Task) error {
		switch err := p.ParkUntil(t, time.Duration(deadline)*ms); {
		case err == nil:
			t.Log("woken")
		case errors.Is(err, engine.ErrDeadline):
			t.Log("too late")
		default:
			t.Log(err.Error())
		}
		return nil
	}
}

func TestTrioParkingLotFIFO(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		p := t.Loop().NewLot(trace.WhyEvent, "lot", 0)
		for _, name := range []string{"a", "b", "c"} {
			t.Go(name, parker(p, -1))
		}
		t.Sleep(ms)
		t.Log("wakes " + p.Wake().Name())
		t.Sleep(ms)
		p.WakeAll()
		if p.Wake() != nil || p.Len() != 0 {
			t.Log("somebody is left")
		}
		return t.Sleep(ms)
	}, "1ms main: wakes a", "1ms a: woken", "2ms b: woken", "2ms c: woken")
}

func TestTrioCancelledWaiterLeavesTheLot(t *testing.T) {
	for _, cancelled := range []string{"a", "b", "c"} {
		t.Run(cancelled, func(t *testing.T) {
			l := Run(t, func(task *engine.Task) error {
				p := task.Loop().NewLot(trace.WhyEvent, "lot", 0)
				tasks := map[string]*engine.Task{}
				for _, name := range []string{"a", "b", "c"} {
					tasks[name] = task.Go(name, parker(p, -1))
				}
				task.Sleep(ms)
				tasks[cancelled].Cancel("leave")
				task.Go("d", parker(p, -1))
				task.Sleep(ms)
				for n := 3; n > 0; n-- {
					if p.Len() != n {
						t.Errorf("%d wait, want %d", p.Len(), n)
					}
					p.Wake()
				}
				return task.Sleep(ms)
			})
			want := []string{"1ms " + cancelled + ": cancelled: leave"}
			for _, name := range []string{"a", "b", "c", "d"} {
				if name != cancelled {
					want = append(want, "2ms "+name+": woken")
				}
			}
			if logs := Logs(l); !slices.Equal(logs, want) {
				t.Errorf("%q, want %q", logs, want)
			}
		})
	}
}

func TestTrioWokenTaskKeepsWhatItWasWokenFor(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		p := t.Loop().NewLot(trace.WhyEvent, "lot", 0)
		k := t.Go("k", func(t *engine.Task) error {
			parker(p, -1)(t)
			t.Log(t.Sleep(ms).Error())
			return nil
		})
		t.Sleep(ms)
		p.Wake()
		k.Cancel("too late for this one")
		return t.Await(k)
	}, "1ms k: woken", "1ms k: cancelled: too late for this one")
}

func TestTrioDeadlineEndsTheWaitAndLeavesTheLot(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		p := t.Loop().NewLot(trace.WhyEvent, "lot", 0)
		t.Go("first", parker(p, 2))
		t.Go("second", parker(p, 9))
		t.Sleep(5 * ms)
		p.Wake()
		return t.Sleep(9 * ms)
	}, "2ms first: too late", "5ms second: woken")
}

func TestTrioDeadlineInThePastDoesNotPark(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		p := t.Loop().NewLot(trace.WhyEvent, "lot", 0)
		t.Sleep(ms)
		return parker(p, 1)(t)
	}, "1ms main: too late")
}

func TestTrioDeadlineThatWasNotReachedLeavesNoTimer(t *testing.T) {
	l := Run(t, func(t *engine.Task) error {
		p := t.Loop().NewLot(trace.WhyEvent, "lot", 0)
		k := t.Go("k", parker(p, 1000))
		t.Sleep(ms)
		p.Wake()
		return t.Await(k)
	})
	if got := l.Now(); got != ms {
		t.Errorf("the run ended at %v, want 1ms", got)
	}
}

func TestTrioAutojumpMovesTheClockOnlyWhenNobodyIsReady(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		t.Go("sleeper", sleeper(ms))
		for range 1000 {
			t.Sleep(0)
		}
		t.Log("waited a thousand turns")
		return t.Sleep(2 * ms)
	}, "0s main: waited a thousand turns", "1ms sleeper: woke")
}

func TestWakeAtComesAtItsInstant(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		p := t.Loop().NewLot(trace.WhyEvent, "lot", 0)
		t.Go("early", parker(p, 3))
		t.Sleep(ms)
		p.WakeAt(5 * ms) // later than its own deadline
		t.Sleep(3 * ms)
		t.Go("late", parker(p, 1000))
		t.Sleep(0)
		p.WakeAt(7 * ms)
		p.WakeAt(9 * ms) // there is an earlier one
		return t.Sleep(10 * ms)
	}, "3ms early: too late", "7ms late: too late")
}
