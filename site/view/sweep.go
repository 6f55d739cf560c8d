package view

import (
	"strconv"

	"overlap/chart/scene"
	"overlap/chart/svg"
	"overlap/chart/words"
	"overlap/quantity"
	"overlap/report"
	"overlap/scenarios"
)

// SweepTab is the ID of the tab with the large curve.
const SweepTab = "sweep"

const (
	sweepValues = 21
	// sweepRecords bounds each run of a variant, and sweepAll all of them: some ten seconds in a page.
	sweepRecords = 300_000
	sweepAll     = 3_000_000
)

// over returns what the large curve is over: what the address says, else the first parameter that is a number, else the first
// that can be. Its Param is nil where there is none.
func (st State) over() (o report.Over) {
	text := st.Over
	for _, p := range st.Instance.Params() {
		if text == "" && isNumber(p) {
			text = p.Name
		}
	}
	if names := report.Sweepable(st.Instance); text == "" && len(names) > 0 {
		text = names[0]
	}
	o, _, _ = report.ParseOver(st.Instance, text)
	return o
}

func (st *State) setOver(text string) (allowed string) {
	o, _, err := report.ParseOver(st.Instance, text)
	if err != nil {
		return err.(*scenarios.Error).Allowed
	}
	if st.Over = ""; st.over() != o {
		st.Over = o.String()
	}
	return ""
}

// WithOver returns the state with the large curve over all values of a parameter.
func (st State) WithOver(name string) State {
	st.setOver(name)
	return st
}

// WithRange returns the state with the large curve over the range between two texts that a reader has typed. A bare number has
// the unit that the field showed.
func (st State) WithRange(from, to string) (State, error) {
	o := st.over()
	low, err := o.Param.Read(from, o.Param.FromNumber(o.From).Text())
	if err != nil {
		return st, err
	}
	high, err := o.Param.Read(to, o.Param.FromNumber(o.To).Text())
	if err != nil {
		return st, err
	}
	if low.Number() >= high.Number() {
		return st, &scenarios.Error{Value: low.Text(), Allowed: "less than " + high.Text()}
	}
	st.setOver(report.Over{Param: o.Param, From: low.Number(), To: high.Number()}.String())
	return st, nil
}

// SweepForm returns the controls that say what the large curve is over.
func SweepForm(st State) string {
	o, list := st.over(), ""
	if o.Param == nil {
		return ""
	}
	for _, name := range report.Sweepable(st.Instance) {
		list += "<option" + attr("value", name) + boolAttr("selected", name == o.Param.Name) + ">" + esc(st.Instance.Param(name).Label) + "</option>"
	}
	form := `<label>Time over <select id="over">` + list + "</select></label>"
	if o.Numeric() {
		field := func(id, label string, n int64) string {
			return "<label>" + label + ` <input type="text" id="` + id + `" autocomplete="off" aria-describedby="over-error"` + attr("value", o.Param.FromNumber(n).Text()) + "></label>"
		}
		form += field("over-from", "from", o.From) + field("over-to", "to", o.To)
	}
	return form + `<p id="over-error" class="error" role="status"></p>`
}

// large returns the large curve of a state, without runs.
func large(st State) *curve {
	c := newCurve(st, st.over().String(), sweepRecords, sweepAll)
	c.log = c.over.Wide()
	c.values = c.over.Values(sweepValues, c.log)
	return c
}

// SweepRuns returns the runs for the large curve, nil when it is known. Change is called after each.
func (c *Curves) SweepRuns(st State, change func()) *scenarios.Series {
	if st.over().Param == nil {
		return nil
	}
	now := large(st)
	if c.find(now.key) != nil {
		return nil
	}
	if c.sweeping == nil || c.sweeping.key != now.key { // else it goes on where it was interrupted
		c.sweeping = now
	}
	return c.run([]*curve{c.sweeping}, func(*curve) { change() })
}

// StopSweep has the large curve end with the runs that there are.
func (c *Curves) StopSweep() {
	c.sweeping.full = true
	c.keep(c.sweeping)
}

// Sweep returns the large curve of a state, for a width in CSS pixels, in a picture, a sentence and a table, or that its runs go on: how
// far they are SweepDone says. The layout is nil for no picture. html is "" when no runs have begun.
func (c *Curves) Sweep(st State, width int) (html string, layout *svg.Curve) {
	if st.over().Param == nil {
		return "<p>All parameters are tables: there is no range to run over.</p>", nil
	}
	key := large(st).key
	k := c.find(key)
	switch {
	case k == nil && c.sweeping != nil && c.sweeping.key == key:
		all := strconv.Itoa(len(c.sweeping.values))
		return `<p class="running"><label>Running ` + all + ` values <progress id="sweep-done" max="` + all + `"></progress></label> ` +
			button("stop-sweep", "Cancel", "") + "</p>", nil
	case k == nil:
		return "", nil
	case k.sweep == nil:
		return "<p>These runs are too long for a page.</p>", nil
	}
	s, now := *k.sweep, st.Instance.Param(k.over.Param.Name).Value().Number()
	s.Now = &now
	layout = svg.NewCurve(&s, svg.Options{Width: width, Prefix: "sweep-picture"})
	part := ""
	if len(k.rows) < len(k.values) {
		part = "<p>" + strconv.Itoa(len(k.rows)) + " of " + strconv.Itoa(len(k.values)) + " values were run.</p>"
	}
	return "<figure>" + layout.SVG() + "<figcaption>" + esc(words.SweepSentence(&s)) + "</figcaption></figure>" + part + k.table(&s), layout
}

// SweepDone returns how many of the large curve's values have been run.
func (c *Curves) SweepDone() int {
	if c.sweeping == nil {
		return 0
	}
	return len(c.sweeping.rows)
}

// table returns a row for each value, with a button that sets it.
func (c *curve) table(s *scene.Sweep) string {
	_, _, compared := s.Compared()
	cells := `<table class="sweep-table"><thead><tr><th scope="col">` + esc(s.Name) + "</th>"
	for _, l := range s.Lines {
		cells += `<th scope="col">` + esc(l.Title) + "</th>"
	}
	if compared {
		cells += `<th scope="col">Times as fast</th>`
	}
	cells += "</tr></thead><tbody>"
	for i, v := range c.values[:len(s.Values)] {
		n := strconv.Itoa(i)
		current := ""
		if s.Values[i] == *s.Now {
			current = ` aria-current="true"`
		}
		cells += `<tr><th scope="row">` + button("set-swept", v.Text(), ` class="link" id="swept-`+n+`" data-value="`+n+`"`+current) + "</th>"
		for _, l := range s.Lines {
			text := quantity.Duration(l.Points[i].Total)
			if l.Points[i].Failed {
				text = "failed after " + text
			}
			cells += "<td>" + text + "</td>"
		}
		if compared && s.Times[i] > 0 {
			cells += "<td>" + quantity.Times(s.Times[i]) + "</td>"
		} else if compared {
			cells += "<td></td>"
		}
		cells += "</tr>"
	}
	return cells + "</tbody></table>"
}

// Swept returns the value of the large curve at an index, and its parameter.
func (c *Curves) Swept(st State, i int) (*scenarios.Param, scenarios.Value) {
	k := c.find(large(st).key)
	p := st.Instance.Param(k.over.Param.Name)
	return p, p.FromNumber(k.values[min(max(i, 0), len(k.values)-1)].Number())
}
