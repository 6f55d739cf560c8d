package scenarios_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"overlap/engine"
	"overlap/scenarios"
)

// The page runs variants in slices and the command at one go: both get the same.
func TestBatchInSlices(t *testing.T) {
	in := newTiny().New()
	whole := in.RunAll(scenarios.Options{Seed: 3})
	b, slices := in.Batch(scenarios.Options{Seed: 3}), 1
	for !b.RunFor(0) {
		if slices++; slices > 10_000 {
			t.Fatal("it does not end")
		}
	}
	got := b.Results()
	if len(got.List) != len(whole.List) || got.Seed != 3 {
		t.Fatalf("%d results with seed %d, want %d with 3", len(got.List), got.Seed, len(whole.List))
	}
	for i, r := range got.List {
		if want := whole.List[i]; r.Variant.Name != want.Variant.Name || string(r.Trace.Encode()) != string(want.Trace.Encode()) {
			t.Errorf("in %d slices %s differs from the run in one piece", slices, r.Variant.Name)
		}
	}
}

func TestBatchOfSomeVariants(t *testing.T) {
	in := newTiny().New()
	rs := in.Batch(scenarios.Options{}, in.Variants()[1]).Finish()
	if len(rs.List) != 1 || rs.List[0].Variant.Name != in.Variants()[1].Name {
		t.Errorf("got %d results", len(rs.List))
	}
}

// Stop ends the variant under way, and those behind it do not begin.
func TestBatchIsStopped(t *testing.T) {
	var b *scenarios.Batch
	in := with(func(d *scenarios.Declaration) {
		d.Variant("first", "First", func(t *engine.Task) (string, error) {
			b.Stop()
			return "", t.Sleep(time.Hour)
		})
		d.Variant("second", "Second", func(t *engine.Task) (string, error) { return "ran", nil })
	})
	b = in.Batch(scenarios.Options{})
	rs := b.Finish()
	if len(rs.List) != 1 || !errors.Is(rs.List[0].Err, engine.ErrStopped) || rs.List[0].Total != 0 {
		t.Errorf("%d variants ran, the first until %v with %v; want one, stopped at 0", len(rs.List), rs.List[0].Total, rs.List[0].Err)
	}
	b = in.Batch(scenarios.Options{})
	b.Stop()
	if rs := b.Finish(); len(rs.List) != 1 || !errors.Is(rs.List[0].Err, engine.ErrStopped) {
		t.Errorf("stopped before it began, %d variants ran, want one that says so", len(rs.List))
	}
}

// A closed batch leaves nothing behind, and has nothing left to do.
func TestBatchIsClosed(t *testing.T) {
	b := newTiny().New().Batch(scenarios.Options{})
	b.RunFor(0)
	if !b.CloseFor(time.Minute) || !b.CloseFor(0) {
		t.Error("something is left")
	}
	if !b.RunFor(time.Minute) {
		t.Error("when it is closed there is still something to do")
	}
}

// A scenario that runs in another way the second time has no lines to give.
func TestLinesOfAnotherRun(t *testing.T) {
	runs := 0
	in := with(func(d *scenarios.Declaration) {
		d.Variant("moody", "Moody", func(t *engine.Task) (string, error) {
			runs++
			return "", t.Sleep(time.Duration(runs) * time.Second)
		})
	})
	b := in.Batch(scenarios.Options{})
	b.Finish()
	defer func() {
		if said, _ := recover().(string); !strings.Contains(said, "moody ran in another way the second time, from record 2 on") {
			t.Errorf("it says %q", said)
		}
	}()
	b.Lines().Finish()
}

// A series runs all of its batches, however small the slices are, and none after it is closed.
func TestSeries(t *testing.T) {
	in := newTiny().New()
	series := func(n int, take func(*scenarios.Results)) *scenarios.Series {
		seed := uint64(0)
		return scenarios.NewSeries(func() *scenarios.Batch {
			if seed == uint64(n) {
				return nil
			}
			seed++
			return in.Batch(scenarios.Options{Seed: seed - 1})
		}, take)
	}
	var seen []uint64
	s := series(5, func(rs *scenarios.Results) { seen = append(seen, rs.Seed) })
	slices := 1
	for !s.RunFor(0) {
		slices++
	}
	if len(seen) != 5 || seen[0] != 0 || seen[4] != 4 || slices < 5 {
		t.Errorf("ran %v in %d slices", seen, slices)
	}
	s = series(5, func(*scenarios.Results) { t.Error("a batch ended after CloseFor") })
	if !s.CloseFor(time.Second) || !s.RunFor(time.Second) {
		t.Error("a closed series goes on")
	}
	if s = series(0, nil); !s.RunFor(0) {
		t.Error("a series without batches goes on")
	}
}
