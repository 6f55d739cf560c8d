//go:build js && wasm

package open

import (
	"time"

	"overlap/scenarios"
	"overlap/site/view"
)

// playedBack is the run that was opened last, with what it came to, by itself: other runs beside it have programs of their own.
type playedBack struct {
	of      *scenarios.Recorded
	results *scenarios.Results
}

// lit returns the lines at which the tasks of the last run are at an instant, in nanoseconds, as a list of {line, note}.
func (o *opener) lit(at int) any {
	list := []any{}
	if len(o.shown) == 0 {
		return list
	}
	last := &o.shown[len(o.shown)-1]
	if o.played.of != last {
		o.played = playedBack{last, scenarios.Recording("open", last.Title, *last).New().RunAll(scenarios.Options{})}
	}
	rs := o.played.results
	for _, l := range view.LitLines(rs, rs.List[0].Variant.Name, time.Duration(at)) {
		list = append(list, map[string]any{"line": l.Line, "note": l.Note})
	}
	return list
}
