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

// Curves are how long the variants take over ranges of parameters: each of a numeric one for a small picture below its control,
// and one for the large picture of a panel.
type Curves struct {
	known    []*curve
	sweeping *curve // the large one that was begun last, nil for none
}

// curve is the runs over a range of a parameter.
type curve struct {
	key     string
	own     State // with an instance of its own
	over    report.Over
	values  []scenarios.Value    // that are run
	log     bool                 // the values rise by about equal factors
	records int                  // of a run of a variant, at most
	left    int                  // records that all further runs together may have
	rows    []*scenarios.Results // one for each value that was run, without traces
	full    bool                 // a run was too long, or all together are
	sweep   *scene.Sweep         // nil until all runs have ended, or where they are too long
}

// curveKey says which runs a curve needs, whatever value its parameter has now.
func curveKey(st State, over report.Over) string {
	key := over.String() + "?" + st.seedText() + "&" + st.Costs + "&" + st.Instance.FaultText() + st.Instance.PastKey() + "&" + strings.Join(st.Variants, ",")
	for _, p := range st.Instance.Params() {
		if p.Name != over.Param.Name && p.Changed() {
			key += "&" + p.Name + "=" + p.String()
		}
	}
	return key
}

const (
	// curveValues is how many values of a parameter are run.
	curveValues = 13
	// curveRecords bounds each run of a variant, and curveAll all of them: about a second in a page, in slices. A curve ends where a run is longer.
	curveRecords = 60_000
	curveAll     = 300_000
)

// smallKey returns the key of small's curve. Each movement of a slider asks for those of all controls, without making the curves.
func smallKey(st State, name string) string {
	over, _, _ := report.ParseOver(st.Instance, name)
	return curveKey(st, over)
}

// small returns the curve below the control of a parameter in a state, without runs.
func small(st State, name string) *curve {
	c := newCurve(st, name, curveRecords, curveAll)
	stops := Stops(c.over.Param)
	n := min(len(stops), curveValues)
	for i := range n {
		c.values = append(c.values, c.over.Param.FromNumber(stops[i*(len(stops)-1)/max(n-1, 1)]))
	}
	c.log = c.over.Param.Kind == scenarios.KindInt && stops[len(stops)-1] >= int64(2*len(stops)) // the slider is
	return c
}

// newCurve returns a curve in a state over what a text says, without values.
func newCurve(st State, over string, records, all int) *curve {
	c := &curve{own: st.copied(), records: records, left: all}
	c.over, _, _ = report.ParseOver(c.own.Instance, over)
	c.key = curveKey(st, c.over)
	return c
}

// Runs returns the runs of those curves of a state that are not known and are wanted, one after another, nil for none. Change is
// called with the name of a parameter when its curve is known.
func (c *Curves) Runs(st State, wanted func(param string) bool, change func(param string)) *scenarios.Series {
	var todo []*curve
	for _, p := range st.Instance.Params() {
		if isNumber(p) && wanted(p.Name) && c.find(smallKey(st, p.Name)) == nil {
			todo = append(todo, small(st, p.Name))
		}
	}
	return c.run(todo, func(now *curve) {
		if c.find(now.key) != nil {
			change(now.over.Param.Name)
		}
	})
}

// run returns the runs of curves, one after another, nil for none. Change is called after each run, and when a curve is known.
func (c *Curves) run(todo []*curve, change func(*curve)) *scenarios.Series {
	if len(todo) == 0 {
		return nil
	}
	next := func() *scenarios.Batch {
		for ; len(todo) > 0; todo = todo[1:] {
			now := todo[0]
			if !now.full && len(now.rows) < len(now.values) {
				return now.batch()
			}
			c.keep(now)
			change(now)
		}
		return nil
	}
	return scenarios.NewSeries(next, func(rs *scenarios.Results) {
		todo[0].take(rs)
		change(todo[0])
	})
}

// batch returns the runs at the next value.
func (c *curve) batch() *scenarios.Batch {
	c.over.Param.Set(c.values[len(c.rows)])
	o := c.own.Options()
	o.Limits.Records = c.records
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
		c.left -= r.Trace.Len()
		row.List = append(row.List, &scenarios.Result{Variant: r.Variant, Total: r.Total, Err: r.Err})
	}
	c.rows = append(c.rows, row)
	c.full = c.left < 0
}

// mostCurves bounds how many curves are kept.
const mostCurves = 40

// keep computes the sweep of a curve whose runs have ended.
func (c *Curves) keep(now *curve) {
	if len(now.rows) > 1 {
		now.sweep = report.Sweep(now.own.Instance, now.over.Param, now.values[:len(now.rows)], now.log, now.rows)
	}
	if c.known = append(c.known, now); len(c.known) > mostCurves {
		c.known = c.known[1:]
	}
}

// find returns the curve with a key, nil when it is not known.
func (c *Curves) find(key string) *curve {
	for _, k := range c.known {
		if k.key == key {
			return k
		}
	}
	return nil
}

// Picture returns the picture of a parameter's curve with its present value marked, "" when the curve is not known.
func (c *Curves) Picture(st State, name string) string {
	k := c.find(smallKey(st, name))
	if k == nil || k.sweep == nil {
		return k.end(0)
	}
	stops := Stops(k.over.Param)
	last := float64(max(len(stops)-1, 1))
	var at []float64
	for _, v := range k.sweep.Values {
		at = append(at, float64(Nearest(stops, v))/last)
	}
	now := Nearest(stops, st.Instance.Param(name).Value().Number())
	return svg.Spark(k.sweep, at, float64(now)/last) + k.end(at[len(at)-1])
}

// end says why a curve ends before its control does, at a place from 0 to 1, "" where it does not or there is no room to say it.
func (c *curve) end(at float64) string {
	const fewest, full = .2, .45 // of the control's width
	if c == nil || !c.full || 1-at < fewest {
		return ""
	}
	text := "not run"
	if 1-at >= full {
		text += ": too long"
	}
	return `<span class="curve-end"` + attr("title", "What takes long to run is left out here: the tab Sweep has more") + ">" + text + "</span>"
}

func isNumber(p *scenarios.Param) bool {
	return p.Kind == scenarios.KindDuration || p.Kind == scenarios.KindInt || p.Kind == scenarios.KindPercent
}
