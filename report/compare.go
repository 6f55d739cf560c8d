package report

import (
	"time"

	"overlap/chart/scene"
	"overlap/quantity"
	"overlap/scenarios"
)

// Compare sets Role and Times of each panel. Panels that did the same work are measured against the first of them;
// incomparable reports that a panel did other work.
func Compare(panels []scene.Panel, incomparable func(panel int) bool) {
	first, last := pair(len(panels), incomparable)
	for i := range panels {
		p := &panels[i]
		if p.Role, p.Times = role(i, first, last), 0; first >= 0 && !incomparable(i) {
			p.Times = times(ending{panels[first].Total, panels[first].Failed != ""}, ending{p.Total, p.Failed != ""})
		}
	}
}

// CompareLines sets Role of each line of a sweep, as Compare does for panels, and the sweep's Times: how many times as fast
// the last comparable line is as the first at each value.
func CompareLines(s *scene.Sweep, incomparable func(line int) bool) {
	first, last := pair(len(s.Lines), incomparable)
	s.Times = make([]float64, len(s.Values))
	for i := range s.Lines {
		s.Lines[i].Role = role(i, first, last)
	}
	for i := range s.Times {
		if first != last && i < min(s.Points(first), s.Points(last)) {
			a, b := s.Lines[first].Points[i], s.Lines[last].Points[i]
			s.Times[i] = times(ending{a.Total, a.Failed}, ending{b.Total, b.Failed})
		}
	}
}

// Speedup returns how many times as fast the last comparable variant was as the first, 0 when there are no two, or when
// either failed or took no time.
func Speedup(rs *scenarios.Results) float64 {
	first, last := pair(len(rs.List), func(i int) bool { return incomparable(rs.List[i]) })
	if first == last {
		return 0
	}
	a, b := rs.List[first], rs.List[last]
	return times(ending{a.Total, a.Err != nil}, ending{b.Total, b.Err != nil})
}

// incomparable reports whether a run did other work than others: its variant always does, or it left some to tasks that went on.
func incomparable(r *scenarios.Result) bool { return r.Variant.Incomparable || r.Report.RanOn > 0 }

// pair returns the indexes of the first and the last of n runs that did the same work: the same index twice when there is
// one such run, −1 when there is none.
func pair(n int, incomparable func(int) bool) (first, last int) {
	first, last = -1, -1
	for i := range n {
		if incomparable(i) {
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

// ending is when and how a run ended.
type ending struct {
	total  time.Duration
	failed bool
}

// times returns how many times as fast b was as a, 0 when a factor would mean nothing: either failed or took no time.
func times(a, b ending) float64 {
	if a.failed || b.failed || a.total <= 0 || b.total <= 0 {
		return 0
	}
	return float64(a.total) / float64(b.total)
}

// Former is how a variant's run ended: what stays of a run that others are compared with when its trace is gone.
type Former struct {
	Variant string // name
	Total   time.Duration
	Failed  bool
	Value   string // what the variant returned
	Model   bool   // it is what the model says of a run on a real machine
	Figures scene.Figures
}

// formerOf returns the former run of a variant, nil when it was not run.
func formerOf(former []Former, variant string) *Former {
	for i := range former {
		if former[i].Variant == variant {
			return &former[i]
		}
	}
	return nil
}

// faster says by what factor the time changed.
func faster(before, after time.Duration) string {
	if after < before {
		return quantity.Factor(before, after) + " faster"
	}
	return quantity.Factor(after, before) + " slower"
}

func took(d time.Duration) string {
	if d == 0 {
		return "no time"
	}
	return quantity.Duration(d)
}
