package report

import (
	"overlap/chart/scene"
	"overlap/scenarios"
)

// Seeds is what runs with the same settings and many seeds came to.
type Seeds struct {
	*scenarios.Tally
	Headlines scenarios.Counts
	Dots      scene.Dots
	Spread    Spreads          // of Headlines
	Returned  []Spreads        // of Outcomes
	tones     []scenarios.Tone // of Headlines
}

// NewSeeds returns Seeds without runs.
func NewSeeds(in *scenarios.Instance) *Seeds { return &Seeds{Tally: in.NewTally()} }

// Add counts one run of every variant, or of the same variants each time.
func (s *Seeds) Add(rs *scenarios.Results) {
	s.Tally.Add(rs)
	h := Headline(rs)
	if i := s.Headlines.Count(h.Text, rs.Seed); i == len(s.tones) {
		s.tones = append(s.tones, h.Tone)
	}
	s.Spread.add(h.Text, rs.Seed)
	for i, r := range rs.List {
		if i == len(s.Dots.Rows) {
			s.Dots.Rows = append(s.Dots.Rows, scene.DotRow{Title: r.Variant.Title})
			s.Returned = append(s.Returned, nil)
		}
		s.Returned[i].add(r.Outcome(), rs.Seed)
		row := &s.Dots.Rows[i]
		if row.Times = append(row.Times, r.Total); r.Err != nil {
			row.Failed++
		}
	}
}

// Odd returns the first seed whose headline is bad news where most are not, or the other way round, else the first whose
// results are not the usual ones, and what that seed does. It is "" where all seeds come to the same, or each to something else.
func (s *Seeds) Odd() (seed uint64, does string) {
	if s.Runs == 0 {
		return 0, ""
	}
	bad := s.tones[s.Headlines.Usual()] == scenarios.Bad
	for i, c := range s.Headlines.List {
		switch now := s.tones[i] == scenarios.Bad; {
		case now && !bad:
			return c.Seed, "breaks it"
		case bad && !now:
			return c.Seed, "gets it right"
		}
	}
	for _, o := range s.Outcomes {
		if usual := o.Usual(); len(o.List) > 1 && o.List[usual].Runs > s.Runs/2 {
			first := 0
			if usual == 0 {
				first = 1
			}
			return o.List[first].Seed, "comes to something else"
		}
	}
	return 0, ""
}
