package scenarios_test

import (
	"errors"
	"testing"
	"time"

	"overlap/engine"
	"overlap/engine/network"
	"overlap/report"
	"overlap/scenarios"
)

// with returns tiny with other variants.
func with(declare func(*scenarios.Declaration)) *scenarios.Instance {
	s := newTiny()
	s.Declare = declare
	return s.New()
}

func TestRunAll(t *testing.T) {
	rs := newTiny().New().RunAll(scenarios.Options{Seed: 7})
	if rs.Seed != 7 || len(rs.List) != 2 || rs.Of("slow").Total != 750*time.Millisecond || rs.Of("fast").Value != "done" {
		t.Errorf("got %+v", rs)
	}
	if got := report.Speedup(rs); got != 3 {
		t.Errorf("speed-up %v, want 3", got)
	}
	if sum := rs.Of("slow").Summary(); sum.Total != int64(750*time.Millisecond) || rs.Of("slow").Summary() != sum {
		t.Errorf("summary %+v", sum)
	}
}

// A run in slices is the run in one piece.
func TestSlicesChangeNothing(t *testing.T) {
	in := newTiny().New()
	v := in.Variants()[0]
	whole := in.Start(v, scenarios.Options{}).Finish()
	run, slices := in.Start(v, scenarios.Options{}), 1
	for !run.RunFor(0) {
		slices++
	}
	if got := run.Finish(); string(got.Trace.Encode()) != string(whole.Trace.Encode()) || got.Total != whole.Total {
		t.Errorf("in %d slices: %v, in one %v", slices, got.Total, whole.Total)
	}
}

func TestServicesStandFirst(t *testing.T) {
	in := with(func(d *scenarios.Declaration) {
		d.Service("late", 9000, func(t *engine.Task, c *network.Conn) error { return c.WriteLine("hello") })
		d.Variant("ask", "Ask", func(t *engine.Task) (string, error) {
			c, err := network.Dial(t, "late")
			if err != nil {
				return "", err
			}
			defer c.Close()
			return c.ReadLine()
		})
	})
	if r := in.RunAll(scenarios.Options{}).Of("ask"); r.Err != nil || r.Value != "hello" || r.Began != 0 {
		t.Errorf("got %q, %v, began %v", r.Value, r.Err, r.Began)
	}
}

func TestServicesThatCannotListen(t *testing.T) {
	in := with(func(d *scenarios.Declaration) {
		d.Service("a", 9000, nil)
		d.Service("b", 9000, nil)
		d.Variant("never", "Never", func(t *engine.Task) (string, error) { return "ran", nil })
	})
	if r := in.RunAll(scenarios.Options{}).Of("never"); !errors.Is(r.Err, network.ErrInUse) || r.Value != "" {
		t.Errorf("got %q, %v, want %v", r.Value, r.Err, network.ErrInUse)
	}
}

func TestFailingRuns(t *testing.T) {
	broken := errors.New("broken")
	in := with(func(d *scenarios.Declaration) {
		d.Variant("late", "Late", func(t *engine.Task) (string, error) {
			t.Sleep(time.Second)
			return "half", broken
		})
		d.Variant("stuck", "Stuck", func(t *engine.Task) (string, error) {
			t.Sleep(2 * time.Second)
			return "", t.Loop().NewLot(1, "nothing", 0).Park(t)
		})
	})
	rs := in.RunAll(scenarios.Options{})
	if r := rs.Of("late"); r.Err != broken || r.Total != time.Second || r.Value != "half" {
		t.Errorf("late: %v after %v with %q", r.Err, r.Total, r.Value)
	}
	var dead *engine.DeadlockError
	if r := rs.Of("stuck"); !errors.As(r.Err, &dead) || r.Total != 2*time.Second {
		t.Errorf("stuck: %v after %v", r.Err, r.Total)
	}
	if report.Speedup(rs) != 0 {
		t.Errorf("failing runs have a speed-up of %v", report.Speedup(rs))
	}
	if err := rs.Of("late").Took(time.Second); err != broken {
		t.Errorf("Took of a failed run = %v", err)
	}
}

func TestTook(t *testing.T) {
	rs := newTiny().New().RunAll(scenarios.Options{})
	if err := rs.Of("fast").Took(250 * time.Millisecond); err != nil {
		t.Error(err)
	}
	err := rs.Of("fast").Took(time.Second)
	if err == nil || err.Error() != "scenarios: fast took 250ms, not 1s" {
		t.Errorf("got %v", err)
	}
}

func TestOfAVariantThatIsNone(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("Of(none) did not panic")
		}
	}()
	(&scenarios.Results{}).Of("none")
}

// Stop comes from another goroutine, and ends what would never end.
func TestStop(t *testing.T) {
	in := with(func(d *scenarios.Declaration) {
		d.Variant("endless", "Endless", func(t *engine.Task) (string, error) {
			for {
				if err := t.Sleep(0); err != nil {
					return "", err
				}
			}
		})
	})
	run := in.Start(in.Variants()[0], scenarios.Options{Limits: engine.Limits{Records: 1 << 40}})
	run.RunFor(0)
	stopped := make(chan struct{})
	go func() { run.Stop(); close(stopped) }()
	<-stopped
	if r := run.Finish(); r.Err != engine.ErrStopped {
		t.Errorf("got %v, want %v", r.Err, engine.ErrStopped)
	}
}

// Speed-up compares the first with the last of the variants that were named, whatever the others took.
func TestCompare(t *testing.T) {
	in := with(func(d *scenarios.Declaration) {
		for i, name := range []string{"part", "slow", "fast", "other"} {
			d.Variant(name, name, func(t *engine.Task) (string, error) {
				return "", t.Sleep(time.Duration([]int{1, 6, 2, 9}[i]) * time.Second)
			})
		}
		d.Compare("slow", "fast")
	})
	rs := in.RunAll(scenarios.Options{})
	if got := report.Speedup(rs); got != 3 {
		t.Errorf("a speed-up of %v, want 3", got)
	}
	for _, shown := range [][]*scenarios.Result{rs.List[:2], rs.List[2:], rs.List[3:], nil} {
		if got := report.Speedup(&scenarios.Results{List: shown}); got != 0 {
			t.Errorf("of %d variants, a speed-up of %v", len(shown), got)
		}
	}
}

// Variants that do not do the same work have no speed-up, whatever their times.
func TestIncomparable(t *testing.T) {
	for _, apart := range []bool{false, true} {
		in := with(func(d *scenarios.Declaration) {
			for i, name := range []string{"long", "short"} {
				d.Variant(name, name, func(t *engine.Task) (string, error) { return "", t.Sleep(time.Duration(2-i) * time.Second) })
			}
			if apart {
				d.Incomparable()
			}
		})
		if got, want := report.Speedup(in.RunAll(scenarios.Options{})), map[bool]float64{false: 2, true: 0}[apart]; got != want {
			t.Errorf("incomparable: %v, and a speed-up of %v", apart, got)
		}
	}
}
