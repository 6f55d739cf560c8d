// Package panel makes what charts draw out of what scenarios ran. A chart knows traces only; the page and the
// command know both.
package panel

import (
	"errors"

	"overlap/chart/scene"
	"overlap/engine"
	"overlap/scenarios"
)

// Of returns a panel for each variant that ran, in page order.
func Of(rs *scenarios.Results) []scene.Panel {
	list := make([]scene.Panel, 0, len(rs.List))
	for _, r := range rs.List {
		p := scene.Panel{Title: r.Variant.Title, Summary: r.Summary(), Began: r.Began, Total: r.Total, Incomparable: r.Variant.Incomparable}
		if r.Err != nil {
			p.Failed, p.Stuck = r.Err.Error(), stuck(r.Err)
		}
		list = append(list, p)
	}
	return list
}

// stuck returns who waits for ever when a run ended in a deadlock, nil when it failed otherwise.
func stuck(err error) (list []scene.Stuck) {
	if d, ok := errors.AsType[*engine.DeadlockError](err); ok {
		for _, b := range d.Blocked {
			list = append(list, scene.Stuck{Task: b.ID, By: b.ByID})
		}
	}
	return list
}
