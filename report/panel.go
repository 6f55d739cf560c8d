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
