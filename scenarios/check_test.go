//go:build !js

package scenarios_test

import (
	"errors"
	"math"
	"slices"
	"strconv"
	"testing"

	"overlap/engine"
	"overlap/scenarios"
)

// dice is a scenario of one die, with what is claimed of it.
func dice(claim func(*scenarios.Declaration)) *scenarios.Instance {
	return with(func(d *scenarios.Declaration) {
		d.Variant("roll", "Roll", func(t *engine.Task) (string, error) {
			if n := t.Rand().IntN(6); n > 0 {
				return strconv.Itoa(n), nil
			}
			return "", errors.New("off the table")
		})
		claim(d)
	})
}

// below claims that the die shows less than n: n-1 faces of six, and not the one that falls off the table.
func below(n int) func(*scenarios.Results) error {
	return func(rs *scenarios.Results) error {
		if got, err := strconv.Atoi(rs.Of("roll").Value); err != nil || got >= n {
			return errors.New("rolled " + rs.Of("roll").Outcome())
		}
		return nil
	}
}

func face(rs *scenarios.Results) float64 {
	n, _ := strconv.Atoi(rs.Of("roll").Value)
	return float64(n)
}

func claimed(x float64) func() float64 { return func() float64 { return x } }

func TestChanceIsWithinWhatSamplesVaryBy(t *testing.T) {
	for share, stands := range map[float64]bool{2.0 / 6: true, 0.28: false, 0.38: false, 0: false, 1: false} {
		in := dice(func(d *scenarios.Declaration) { d.Chance("less than three", claimed(share), below(3)) })
		if h := in.Check(t.Context(), scenarios.Options{}, 4000, nil)[0]; h.OK() != stands {
			t.Errorf("%d of %d, %v were claimed, stand: %v", h.Held, h.Of, share, h.OK())
		}
	}
	sure := dice(func(d *scenarios.Declaration) { d.Chance("less than seven or gone", claimed(5.0/6), below(7)) })
	if h := sure.Check(t.Context(), scenarios.Options{}, 600, nil)[0]; !h.OK() {
		t.Errorf("%d of %d do not stand for 5 of 6", h.Held, h.Of)
	}
}

func TestMeanIsWithinWhatSamplesVaryBy(t *testing.T) {
	for mean, stands := range map[float64]bool{2.5: true, 2.3: false, 2.7: false} {
		in := dice(func(d *scenarios.Declaration) { d.Mean("the face", claimed(mean), face) })
		h := in.Check(t.Context(), scenarios.Options{}, 4000, nil)[0]
		if h.OK() != stands || math.Abs(h.Mean-2.5) > 0.1 || h.Held != h.Of {
			t.Errorf("a mean of %v, %v was claimed, stands: %v", h.Mean, mean, h.OK())
		}
	}
	if in := dice(func(d *scenarios.Declaration) { d.Mean("the face", claimed(2.5), face) }); !in.Check(t.Context(), scenarios.Options{}, 1, nil)[0].OK() {
		t.Error("one run cannot refute a mean")
	}
}

// What does not vary must be exact.
func TestMeanOfTheSameIsExact(t *testing.T) {
	one := func(*scenarios.Results) float64 { return 1 }
	for mean, stands := range map[float64]bool{1: true, 1.001: false} {
		in := dice(func(d *scenarios.Declaration) { d.Mean("one", claimed(mean), one) })
		if in.Check(t.Context(), scenarios.Options{}, 10, nil)[0].OK() != stands {
			t.Errorf("a mean of 1, claimed to be %v, stands: %v", mean, !stands)
		}
	}
}

func TestTallyCountsOutcomes(t *testing.T) {
	in := dice(func(*scenarios.Declaration) {})
	tally := in.NewTally()
	for seed := range uint64(600) {
		tally.Add(in.RunAll(scenarios.Options{Seed: seed}))
	}
	var seen []string
	sum := 0
	for _, c := range tally.Outcomes[0].List {
		seen = append(seen, c.Outcome)
		sum += c.Runs
	}
	slices.Sort(seen)
	if want := []string{"1", "2", "3", "4", "5", "failed: off the table"}; !slices.Equal(seen, want) || sum != 600 || tally.Runs != 600 {
		t.Errorf("got %q in %d runs, want %q in 600", seen, sum, want)
	}
}

func TestTallyBoundsOutcomes(t *testing.T) {
	in := with(func(d *scenarios.Declaration) {
		d.Variant("roll", "Roll", func(t *engine.Task) (string, error) { return strconv.Itoa(t.Rand().Int()), nil })
	})
	tally := in.NewTally()
	for seed := range uint64(50) {
		tally.Add(in.RunAll(scenarios.Options{Seed: seed}))
	}
	if o := tally.Outcomes[0]; len(o.List) != scenarios.MaxOutcomes || o.Others != 50-scenarios.MaxOutcomes {
		t.Errorf("%d outcomes and %d others", len(o.List), o.Others)
	}
}

// chance is a scenario in which the seed decides.
func chance() *scenarios.Instance {
	return with(func(d *scenarios.Declaration) {
		roll := func(t *engine.Task) (string, error) { return strconv.Itoa(t.Rand().IntN(6)), nil }
		d.Variant("roll", "Roll", roll)
		is := func(want ...string) func(*scenarios.Results) error {
			return func(rs *scenarios.Results) error {
				if got := rs.Of("roll").Value; !slices.Contains(want, got) {
					return errors.New("rolled " + got)
				}
				return nil
			}
		}
		d.Always("a die shows 0 to 5", is("0", "1", "2", "3", "4", "5"))
		d.Sometimes("a die shows 3", is("3"))
		d.Always("a die shows 3 or less", is("0", "1", "2", "3"))
	})
}

func TestCheckCountsOverSeeds(t *testing.T) {
	held := chance().Check(t.Context(), scenarios.Options{Seed: 1}, 60, nil)
	if len(held) != 3 || held[0].Held != 60 || held[0].First != nil {
		t.Fatalf("always: %+v", held)
	}
	some, always := held[1], held[2]
	if !some.OK() || some.Held < 3 || some.Held > 20 || some.Of != 60 || some.First == nil {
		t.Errorf("sometimes: %d of %d, %v", some.Held, some.Of, some.First)
	}
	if always.OK() || always.First == nil {
		t.Errorf("what holds in %d of %d runs passes for always", always.Held, always.Of)
	}
	again := chance().Check(t.Context(), scenarios.Options{Seed: 1}, 60, nil)
	if again[1].Held != some.Held || again[2].First.Error() != always.First.Error() {
		t.Error("the same seeds give another count")
	}
}
