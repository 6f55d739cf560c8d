package report

import (
	"time"

	"overlap/chart/scene"
	"overlap/scenarios"
)

// Compare notes in panels how they compare with each other: the first of those that did the same work is what all
// others of them are measured against, the last is what a sentence compares with it. apart tells of a panel that it did
// other work.
func Compare(panels []scene.Panel, apart func(panel int) bool) {
	first, last := pair(len(panels), apart)
	for i := range panels {
		p := &panels[i]
		if p.Role, p.Times = role(i, first, last), 0; first >= 0 && !apart(i) {
			p.Times = times(ran{panels[first].Total, panels[first].Failed != ""}, ran{p.Total, p.Failed != ""})
		}
	}
}

// CompareLines notes in the lines of a sweep how they compare with each other, as Compare does of panels, and at each
// value how many times as fast the last of them was as the first.
func CompareLines(s *scene.Sweep, apart func(line int) bool) {
	first, last := pair(len(s.Lines), apart)
	s.Times = make([]float64, len(s.Values))
	for i := range s.Lines {
		s.Lines[i].Role = role(i, first, last)
	}
	for i := range s.Times {
		if first != last && i < min(s.Points(first), s.Points(last)) {
			a, b := s.Lines[first].Points[i], s.Lines[last].Points[i]
			s.Times[i] = times(ran{a.Total, a.Failed}, ran{b.Total, b.Failed})
		}
	}
}

// Speedup returns how many times as fast the last of the variants that did the same work was as the first, 0 when there
// are no two of them or when either took no time or failed.
func Speedup(rs *scenarios.Results) float64 {
	first, last := pair(len(rs.List), func(i int) bool { return rs.List[i].Variant.Incomparable })
	if first == last {
		return 0
	}
	a, b := rs.List[first], rs.List[last]
	return times(ran{a.Total, a.Err != nil}, ran{b.Total, b.Err != nil})
}

// pair returns the first and the last of n that did the same work: the same when there is one, −1 when there is none.
func pair(n int, apart func(int) bool) (first, last int) {
	first, last = -1, -1
	for i := range n {
		if apart(i) {
			continue
		}
		if last = i; first < 0 {
			first = i
		}
	}
	return first, last
}

func role(i, first, last int) scene.Role {
	switch i {
	case first:
		return scene.First
	case last:
		return scene.Last
	}
	return scene.Other
}

// ran is what of a run is compared.
type ran struct {
	total  time.Duration
	failed bool
}

// times returns how many times as fast b was as a, 0 when either failed or took no time.
func times(a, b ran) float64 {
	if a.failed || b.failed || a.total <= 0 || b.total <= 0 {
		return 0
	}
	return float64(a.total) / float64(b.total)
}
