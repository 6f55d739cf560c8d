package scenarios_test

import (
	"errors"
	"math/rand/v2"
	"testing"
	"time"

	"overlap/engine"
	"overlap/engine/network"
	"overlap/engine/trace"
	"overlap/scenarios"
)

var owned = network.Address{Name: "owned", Port: 9000}

// A service of the variants' own does not listen in a run before a variant starts it; Listen starts it with the others.
func TestOwnService(t *testing.T) {
	in := with(func(d *scenarios.Declaration) {
		d.OwnService(owned.Name, owned.Port, func(t *engine.Task, c *network.Conn) error { return c.WriteLine("hello") })
		d.Variant("without", "Without", func(t *engine.Task) (string, error) {
			_, err := network.Dial(t, owned.Name)
			return "", err
		})
		d.Variant("with", "With", func(t *engine.Task) (string, error) {
			_, err := network.Listen(t, owned, 0)
			return "listens", err
		})
	})
	rs := in.RunAll(scenarios.Options{})
	if err := rs.Of("without").Err; !errors.Is(err, network.ErrRefused) {
		t.Errorf("without: %v, want %v", err, network.ErrRefused)
	}
	if r := rs.Of("with"); r.Err != nil || r.Value != "listens" {
		t.Errorf("with: %q, %v", r.Value, r.Err)
	}
	main := scenarios.Variant{Name: "servers", Main: func(t *engine.Task) (string, error) {
		if err := in.Listen(t, in.Services()); err != nil {
			return "", err
		}
		c, err := network.Dial(t, owned.Name)
		if err != nil {
			return "", err
		}
		defer c.Close()
		return c.ReadLine()
	}}
	if r := in.Start(main, scenarios.Options{}).Finish(); r.Err != nil || r.Value != "hello" {
		t.Errorf("servers: %q, %v", r.Value, r.Err)
	}
}

// Who watches a run on a real clock sees it before work that holds it up, and not only at its end.
func TestWatch(t *testing.T) {
	in := with(func(d *scenarios.Declaration) {
		d.Variant("works", "Works", func(t *engine.Task) (string, error) {
			t.Work(time.Millisecond)
			return "", nil
		})
	})
	seen := 0
	in.RunAll(scenarios.Options{Clock: engine.NewMonotonic, Watch: func(v scenarios.Variant, tr *trace.Trace, now time.Duration) {
		if last := tr.At(tr.Len() - 1); v.Name != "works" || last.Kind != trace.TaskRunning || now < time.Duration(last.At) {
			t.Errorf("%s is seen at %v with %v at %v", v.Name, now, last.Kind, last.At)
		}
		seen++
	}})
	if seen != 1 {
		t.Errorf("it is seen %d times", seen)
	}
}

// A scenario's own costs are charged by variant, unless the options name some.
func TestCosts(t *testing.T) {
	in := with(func(d *scenarios.Declaration) {
		d.Computer(new(string), "machine", scenarios.Choice{Value: "own", Label: "measured"}, func(variant string) engine.Costs {
			if variant == "dear" {
				return engine.Costs{Name: "dear", Resume: time.Second}
			}
			return engine.Costs{Name: "pure"}
		})
		main := func(t *engine.Task) (string, error) { return t.Loop().Costs().Name, nil }
		d.Variant("dear", "Dear", main)
		d.Variant("cheap", "Cheap", main)
	})
	pure, _ := engine.Profile("pure")
	for _, c := range []struct {
		costs       engine.Costs
		dear, cheap string
	}{{engine.Costs{}, "dear", "pure"}, {pure, "pure", "pure"}, {engine.Costs{Name: "mine", Spawn: 1}, "mine", "mine"}} {
		rs := in.RunAll(scenarios.Options{Costs: c.costs})
		if rs.Of("dear").Value != c.dear || rs.Of("cheap").Value != c.cheap {
			t.Errorf("with %+v: charged as %q and %q, want %q and %q", c.costs, rs.Of("dear").Value, rs.Of("cheap").Value, c.dear, c.cheap)
		}
	}
}

// Samples stay within SampleUpTo; users may set larger values.
func TestSampleUpTo(t *testing.T) {
	in := with(func(d *scenarios.Declaration) {
		d.Int(new(int), "n", 7, scenarios.Between(5, 10_000), "N", "help")
		d.SampleUpTo("n", 20)
	})
	r, most := rand.New(rand.NewPCG(1, 2)), int64(0)
	for range 500 {
		in.Sample(r)
		n := in.Param("n").Value().Number()
		most = max(most, n)
		if n < 5 || n > 20 {
			t.Fatalf("sampled %d", n)
		}
	}
	if err := in.Set("n", "10000"); most != 20 || err != nil {
		t.Errorf("the largest sample is %d; 10000: %v", most, err)
	}
}
