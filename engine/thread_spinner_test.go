package engine_test

import (
	"errors"
	"runtime"
	"testing"
	"time"

	"overlap/engine"
	. "overlap/engine/enginetest"
	"overlap/engine/trace"
	"overlap/engine/trace/summary"
)

// really runs main on the machine's clock. What is asserted holds on a slow machine, too: that things overlap
// or do not, and that work takes no less than it should.
func really(t *testing.T, main func(*engine.Task) error) (*engine.Loop, *summary.Summary) {
	l, err := Try(t, engine.Config{Clock: engine.NewMonotonic()}, main)
	if err != nil {
		t.Fatal(err)
	}
	return l, summary.Of(l.Trace())
}

// ran returns for how long a task ran.
func ran(k *summary.Task) (sum time.Duration) {
	for _, s := range k.Spans {
		if s.State == trace.Running {
			sum += time.Duration(s.Len())
		}
	}
	return sum
}

// atOnce returns the most threads that ran at one instant.
func atOnce(sum *summary.Summary) (most int) {
	for i := range sum.Stats.Records {
		most = max(most, len(sum.AtRecord(i).Threads))
	}
	return most
}

func TestRealThreadsWorkAtOnce(t *testing.T) {
	_, sum := really(t, together(2, free(works(10*ms))))
	for _, k := range sum.Tasks[1:] {
		if ran(&k) < 10*ms || k.Outcome != summary.Done {
			t.Errorf("%s ran for %v, want 10ms", k.Name, ran(&k))
		}
	}
	if n := atOnce(sum); n != 2 {
		t.Errorf("%d threads at once, want 2", n)
	}
}

// A run that is to have fewer cores than there are takes turns, as the model does.
func TestRealThreadsHaveNoMoreCoresThanSaid(t *testing.T) {
	if runtime.GOMAXPROCS(0) < 2 {
		t.Skip("there is one core")
	}
	l, sum := really(t, func(t *engine.Task) error {
		t.Loop().SetCores(1)
		return together(2, free(works(10*ms)))(t)
	})
	for _, k := range sum.Tasks[1:] {
		if ran(&k) < 10*ms || k.Outcome != summary.Done {
			t.Errorf("%s ran for %v, want 10ms", k.Name, ran(&k))
		}
	}
	if n := atOnce(sum); n != 1 || l.Report().Ended < 20*ms {
		t.Errorf("%d threads at once, ended after %v; want 1 on one core, and 20ms or more", n, l.Report().Ended)
	}
}

func TestRealThreadsUnderALockTakeTurns(t *testing.T) {
	l, sum := really(t, func(t *engine.Task) error {
		t.Loop().GIL().SetInterval(ms)
		return together(2, locked(works(8*ms)))(t)
	})
	for _, k := range sum.Tasks[1:] {
		if ran(&k) < 8*ms {
			t.Errorf("%s ran for %v, want 8ms", k.Name, ran(&k))
		}
	}
	if n := atOnce(sum); n != 1 {
		t.Errorf("%d threads at once under the lock", n)
	}
	if s := l.GIL().Stats(); s.Switches < 4 {
		t.Errorf("the lock went to another %d times", s.Switches)
	}
}

func TestRealThreadsGoOnWhileTheLoopWorks(t *testing.T) {
	var worked, slept, loop time.Duration
	really(t, func(t *engine.Task) error {
		k := t.Thread("k", nil, func(t *engine.Task) error {
			t.Work(ms)
			worked = t.Now()
			err := t.Sleep(ms)
			slept = t.Now()
			return err
		})
		for slept == 0 { // ends, because the thread does not need the loop
			t.Work(ms)
		}
		loop = t.Now()
		return t.Await(k)
	})
	if worked < ms || slept < worked+ms || loop < slept {
		t.Errorf("worked at %v, slept at %v, seen at %v", worked, slept, loop)
	}
}

func TestRealStepsAreShort(t *testing.T) {
	if lost, _ := increments(t, engine.Config{Clock: engine.NewMonotonic()}, 50, true); lost != 0 {
		t.Errorf("%d increments lost without a step between reading and writing", lost)
	}
}

func TestCloseEndsRealThreads(t *testing.T) {
	l := engine.NewLoop(engine.Config{Clock: engine.NewMonotonic()})
	unwound := false
	l.Main("main", func(t *engine.Task) error {
		k := t.Thread("k", nil, func(t *engine.Task) error {
			defer func() { unwound = true }()
			t.Work(time.Hour)
			return nil
		})
		t.Sleep(ms)
		t.Loop().Stop()
		return t.Await(k)
	})
	if err := l.Run(); !errors.Is(err, engine.ErrStopped) {
		t.Error(err)
	}
	if l.Close(); !unwound {
		t.Error("the thread's deferred call did not run")
	}
}
