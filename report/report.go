// Package report says what came of a scenario's runs, in figures and in words: which variants are compared and by what
// factor they differ, what was logged, what was left behind, which tasks wait for ever. The page, the terminal, JSON and
// charts all use it, so that they say the same.
package report

import (
	"overlap/chart/scene"
	"overlap/engine/trace/export"
	"overlap/scenarios"
)

// Panels returns a panel for each variant that ran, in page order, with their comparison: what charts draw. Each says where its
// variant ended in a former run, when there is one.
func Panels(rs *scenarios.Results, former ...Former) []scene.Panel {
	list := make([]scene.Panel, 0, len(rs.List))
	for _, r := range rs.List {
		p := scene.Panel{Title: r.Variant.Title, Summary: r.Summary(), Began: r.Began, Total: r.Total, Changed: r.Changed}
		if r.Err != nil {
			p.Failed, p.Stuck, p.Stopped = Brief(r.Err), Stuck(r.Err), r.Stopped()
		}
		if f := formerOf(former, r.Variant.Name); f != nil {
			p.Ghost = &scene.Ghost{Total: f.Total, Failed: f.Failed, Model: f.Model}
		}
		list = append(list, p)
	}
	Compare(list, func(i int) bool { return incomparable(rs.List[i]) })
	return list
}

// Runs returns the traces of the variants that ran, named as in Panels: what exports write.
func Runs(rs *scenarios.Results) (runs []export.Named) {
	for _, r := range rs.List {
		runs = append(runs, Named(r))
	}
	return runs
}

// Named returns a run as exports write it.
func Named(r *scenarios.Result) export.Named {
	return export.Named{Name: r.Variant.Title, Trace: r.Trace, Outcome: r.Recorded(Stuck(r.Err) != nil)}
}

// Sweep returns the totals of rows[i], the results with values[i] of parameter p, and how the variants compare.
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

// Unit returns the unit of a parameter's values.
func Unit(p *scenarios.Param) scene.Unit {
	switch p.Kind {
	case scenarios.KindDuration:
		return scene.Time
	case scenarios.KindPercent:
		return scene.Percent
	}
	return scene.Number
}
