package report_test

import (
	"testing"
	"time"

	"overlap/report"
	"overlap/scenarios"
	"overlap/scenarios/all"
)

// What a learner asks of many seeds: how often, how long, and which seed shows it.
func TestSeeds(t *testing.T) {
	for _, c := range []struct {
		id, query, does string
		seed            uint64
		headlines       int
	}{
		{"race", "tasks=2&spread=1s", "breaks it", 63, 2},
		{"race", "", "", 0, 1},
		{"completed", "", "", 0, 0},
	} {
		in, err := all.Find(c.id).FromQuery(c.query)
		if err != nil {
			t.Fatal(err)
		}
		s := report.NewSeeds(in)
		for seed := range uint64(100) {
			s.Add(in.RunAll(scenarios.Options{Seed: seed}))
		}
		if seed, does := s.Odd(); seed != c.seed || does != c.does {
			t.Errorf("%s %s: seed %d %q", c.id, c.query, seed, does)
		}
		if n := len(s.Headlines.List); c.headlines > 0 && n != c.headlines {
			t.Errorf("%s %s: %d headlines: %v", c.id, c.query, n, s.Headlines.List)
		}
		s.Dots.Sort()
		axis, varies := s.Dots.Axis()
		if varies != (c.query != "" || c.id == "completed") {
			t.Errorf("%s %s: its totals vary: %v", c.id, c.query, varies)
		}
		for _, row := range s.Dots.Rows {
			n := 0
			for _, stack := range row.Stacks(axis, 50) {
				n += stack.Dots
			}
			if n != 100 || row.Times[99] > time.Duration(axis.Hi) {
				t.Errorf("%s %s, %s: %d dots of 100, or beyond the axis", c.id, c.query, row.Title, n)
			}
		}
	}
}
