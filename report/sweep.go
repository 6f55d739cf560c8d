package report

import (
	"overlap/chart/scene"
	"overlap/scenarios"
)

// Sweep returns the totals of rows, of which each was run with one of a parameter's values, and how they compare.
func Sweep(in *scenarios.Instance, p *scenarios.Param, values []scenarios.Value, log bool, rows []*scenarios.Results) *scene.Sweep {
	s := &scene.Sweep{Title: in.Scenario.Title, Name: p.Label, Unit: Unit(p), Log: log}
	for i, rs := range rows {
		if s.Values = append(s.Values, values[i].Number()); p.Kind == scenarios.KindBool || p.Kind == scenarios.KindChoice {
			s.Words = append(s.Words, values[i].String())
		}
		for k, r := range rs.List {
			if i == 0 {
				s.Lines = append(s.Lines, scene.Line{Title: r.Variant.Title})
			}
			s.Lines[k].Points = append(s.Lines[k].Points, scene.Point{Total: r.Total, Failed: r.Err != nil})
		}
	}
	CompareLines(s, func(line int) bool { return rows[0].List[line].Variant.Incomparable })
	return s
}

// Unit returns what a parameter's numbers count.
func Unit(p *scenarios.Param) scene.Unit {
	switch p.Kind {
	case scenarios.KindDuration:
		return scene.Time
	case scenarios.KindPercent:
		return scene.Percent
	}
	return scene.Number
}
