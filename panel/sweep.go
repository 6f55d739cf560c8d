package panel

import (
	"overlap/chart"
	"overlap/scenarios"
)

// Sweep returns the totals of rows, which were run with the first of a parameter's values. The values are given as they are
// spelt and, where they have an order, as numbers, as Param.Number does.
func Sweep(in *scenarios.Instance, p *scenarios.Param, texts []string, numbers []int64, log bool, rows []*scenarios.Results) *chart.Sweep {
	s := &chart.Sweep{Title: in.Scenario.Title, Name: p.Label, Unit: Unit(p), Log: log}
	for i, rs := range rows {
		if numbers == nil {
			s.Words, s.Values = append(s.Words, texts[i]), append(s.Values, int64(i))
		} else {
			s.Values = append(s.Values, numbers[i])
		}
		for k, r := range rs.List {
			if i == 0 {
				s.Lines = append(s.Lines, chart.Line{Title: r.Variant.Title, Incomparable: r.Variant.Incomparable})
			}
			s.Lines[k].Points = append(s.Lines[k].Points, chart.Point{Total: r.Total, Failed: r.Err != nil})
		}
	}
	return s
}

// Unit returns what a parameter's numbers count.
func Unit(p *scenarios.Param) chart.Unit {
	switch p.Kind {
	case scenarios.KindDuration:
		return chart.Time
	case scenarios.KindPercent:
		return chart.Percent
	}
	return chart.Number
}
