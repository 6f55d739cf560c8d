// Package report says what a scenario's runs came to, in figures and in words: who is compared with whom and by what
// factor, what was logged, what was left behind, who waits for ever. The page, the terminal and JSON read it, and charts
// are drawn of what it hands them, so that all say the same.
package report

import (
	"overlap/chart/scene"
	"overlap/scenarios"
)

// Panels returns what charts draw: a panel for each variant that ran, in page order, and how they compare.
func Panels(rs *scenarios.Results) []scene.Panel {
	list := make([]scene.Panel, 0, len(rs.List))
	for _, r := range rs.List {
		p := scene.Panel{Title: r.Variant.Title, Summary: r.Summary(), Began: r.Began, Total: r.Total}
		if r.Err != nil {
			p.Failed, p.Stuck = Brief(r.Err), Stuck(r.Err)
		}
		list = append(list, p)
	}
	Compare(list, func(i int) bool { return rs.List[i].Variant.Incomparable })
	return list
}

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
