package view

import (
	"errors"
	"strings"

	"overlap/chart/scene"
	"overlap/chart/svg"
	"overlap/engine"
	"overlap/report"
	"overlap/scenarios"
)

// Curves are how long the variants take over the range of numeric parameters, each for a small picture below its control.
type Curves struct{ known []*curve }

// curve is the runs over the range of one parameter.
type curve struct {
	key   string
	own   State                // with an instance of its own
	param *scenarios.Param     // of that instance
	stops []int64              // of the parameter's slider
	at    []int                // indexes in stops of the values that are run
	rows  []*scenarios.Results // one for each value that was run, without traces
	full  bool                 // a run was too long
	sweep *scene.Sweep         // nil until all runs have ended, or where they are too long
}

// curveKey says which runs the curve of a parameter needs, whatever value the parameter has now.
func curveKey(st State, name string) string {
	key := name + "?" + st.seedText() + "&" + st.Costs + "&" + strings.Join(st.Variants, ",")
	for _, p := range st.Instance.Params() {
		if p.Name != name && p.Changed() {
			key += "&" + p.Name + "=" + p.String()
		}
	}
	return key
}

const (
	// curveValues is how many values of a parameter are run.
	curveValues = 13
	// curveRecords bounds each run of a variant, so that it takes no longer than a few frames. A curve ends where a run is longer.
	curveRecords = 6000
)

// newCurve returns the curve of a parameter in a state, without runs.
func newCurve(st State, name string) *curve {
	c := &curve{key: curveKey(st, name), own: st.copied()}
	c.param = c.own.Instance.Param(name)
	c.stops = Stops(c.param)
	n := min(len(c.stops), curveValues)
	for i := range n {
		c.at = append(c.at, i*(len(c.stops)-1)/max(n-1, 1))
	}
	return c
}

// Runs returns the runs of those curves of a state that are not known and are wanted, one after another, nil for none. Change is
// called with the name of a parameter when its curve is known.
func (c *Curves) Runs(st State, wanted func(param string) bool, change func(param string)) *scenarios.Series {
	var todo []*curve
	for _, p := range st.Instance.Params() {
		if isNumber(p) && wanted(p.Name) && c.find(st, p.Name) == nil {
			todo = append(todo, newCurve(st, p.Name))
		}
	}
	if len(todo) == 0 {
		return nil
	}
	next := func() *scenarios.Batch {
		for ; len(todo) > 0; todo = todo[1:] {
			if now := todo[0]; now.full || len(now.rows) == len(now.at) {
				c.keep(now)
				change(now.param.Name)
				continue
			}
			return todo[0].batch()
		}
		return nil
	}
	return scenarios.NewSeries(next, func(rs *scenarios.Results) { todo[0].take(rs) })
}

// batch returns the runs at the next value.
func (c *curve) batch() *scenarios.Batch {
	c.param.Set(c.param.FromNumber(c.stops[c.at[len(c.rows)]]))
	o := c.own.Options()
	o.Limits.Records = curveRecords
	return c.own.Instance.Batch(o, shown(c.own.Instance, c.own.Variants)...)
}

// take keeps how the runs at a value ended.
func (c *curve) take(rs *scenarios.Results) {
	row := &scenarios.Results{}
	for _, r := range rs.List {
		if _, long := errors.AsType[*engine.LimitError](r.Err); long {
			c.full = true
			return
		}
		row.List = append(row.List, &scenarios.Result{Variant: r.Variant, Total: r.Total, Err: r.Err})
	}
	c.rows = append(c.rows, row)
}

// mostCurves bounds how many curves are kept.
const mostCurves = 40

// keep computes the sweep of a curve whose runs have ended.
func (c *Curves) keep(now *curve) {
	var values []scenarios.Value
	for i := range now.rows {
		values = append(values, now.param.FromNumber(now.stops[now.at[i]]))
	}
	if len(values) > 1 {
		wide := now.param.Kind == scenarios.KindInt && now.stops[len(now.stops)-1] >= int64(2*len(now.stops)) // the slider is logarithmic
		now.sweep = report.Sweep(now.own.Instance, now.param, values, wide, now.rows)
	}
	now.rows = nil
	if c.known = append(c.known, now); len(c.known) > mostCurves {
		c.known = c.known[1:]
	}
}

// find returns the curve of a parameter in a state, nil when it is not known.
func (c *Curves) find(st State, name string) *curve {
	key := curveKey(st, name)
	for _, k := range c.known {
		if k.key == key {
			return k
		}
	}
	return nil
}

// Picture returns the picture of a parameter's curve with its present value marked, "" when the curve is not known, or when its
// runs are too long.
func (c *Curves) Picture(st State, name string) string {
	k := c.find(st, name)
	if k == nil || k.sweep == nil {
		return ""
	}
	last := float64(max(len(k.stops)-1, 1))
	var at []float64
	for _, i := range k.at {
		at = append(at, float64(i)/last)
	}
	now := Nearest(k.stops, st.Instance.Param(name).Value().Number())
	return svg.Spark(k.sweep, at, float64(now)/last)
}

func isNumber(p *scenarios.Param) bool {
	return p.Kind == scenarios.KindDuration || p.Kind == scenarios.KindInt || p.Kind == scenarios.KindPercent
}
