//go:build js && wasm

package page

import (
	"strconv"
	"time"

	"overlap/scenarios"
	"overlap/site/view"
)

// typingPause is how long the reader must pause before what stands in a field counts, because "4" is the beginning of "400".
const typingPause = 600 * time.Millisecond

// controlChanged handles a change of a control. done is true when the change is complete: the reader has left the field.
func (p *Page) controlChanged(target element, done bool) {
	wrapper := closest(target, "[data-param]")
	if wrapper == nil {
		return
	}
	name := wrapper.GetAttribute("data-param")
	param := p.state.Instance.Param(name)
	set := func() { p.setFromControl(param, target, done) }
	switch {
	case name == scenarios.FaultName:
		set = func() { p.faultChanged(target, done) }
	case param.Kind == scenarios.KindTable:
		set = func() { p.setFromRows(param, wrapper, done) }
	}
	if !done && matches(target, textField) {
		p.setTimer("typing "+name, typingPause, set)
		return
	}
	set()
}

// textField selects the fields that readers type values into.
const textField = `input[type="text"]`

// setFromControl sets a parameter to the value of its control and runs the model.
func (p *Page) setFromControl(param *scenarios.Param, control element, done bool) {
	v, err := valueOf(param, control)
	if err != nil {
		p.showRefusal(param, view.Refusal(err))
		return
	}
	p.set(param, v)
	p.showInControls(param, control, done)
}

// set sets a parameter to a value that the reader chose, and runs the model if it is another.
func (p *Page) set(param *scenarios.Param, v scenarios.Value) {
	changed := !v.Equal(param.Value())
	if changed && !param.Live {
		p.state.Instance.Anew() // a run reads it when it begins
	}
	param.Set(v)
	p.clearRefusal(param)
	if changed {
		p.runAgain()
	}
}

// valueOf returns the value in a control.
func valueOf(param *scenarios.Param, control element) (scenarios.Value, error) {
	switch c := asField(control); c.Type() {
	case "checkbox":
		return param.FromBool(c.Checked()), nil
	case "range":
		stops := view.Stops(param)
		i, _ := strconv.Atoi(c.Value())
		return param.FromNumber(stops[min(max(i, 0), len(stops)-1)]), nil
	default: // text, or the value of a list of choices
		return param.Read(c.Value(), shownIn(control))
	}
}

// showInControls shows a parameter's value in its controls. The control in use changes only when the reader is done with it,
// because a field must not change while somebody types in it.
func (p *Page) showInControls(param *scenarios.Param, used element, done bool) {
	for _, id := range []string{"f-", "p-"} {
		e := byID(id + param.Name)
		if e == nil {
			continue
		}
		if done || used == nil || e.ID() != used.ID() {
			showValue(param, asField(e))
		}
		if asField(e).Type() == "range" {
			e.SetAttribute("aria-valuetext", param.Value().Text())
		}
	}
}

func showValue(param *scenarios.Param, control field) {
	switch control.Type() {
	case "checkbox":
		control.SetChecked(param.Value().Bool())
	case "range":
		control.SetValue(strconv.Itoa(view.Nearest(view.Stops(param), param.Value().Number())))
	case "select-one":
		if control.SetValue(param.String()); control.Value() != param.String() {
			control.SetInnerHTML(view.Choices(param))
		}
	default:
		showText(control, param.Value().Text())
	}
}

// showText shows a text in a field, and remembers it as the field's default: its unit is meant by a bare number.
func showText(f field, text string) {
	f.SetValue(text)
	f.SetAttribute("value", text)
}

// shownIn returns the text that a field showed before the reader typed in it.
func shownIn(f element) string { return f.GetAttribute("value") }

// takeBackCell shows the parameter's rows in a table again after the reader typed in one of its cells, and reports whether it is
// one. The table is not written anew: the focus stays in the cell.
func (p *Page) takeBackCell(cell element) bool {
	wrapper, param := p.tableOf(cell)
	if param == nil || param.Kind != scenarios.KindTable || !matches(cell, textField) {
		return false
	}
	p.clearRefusal(param)
	asField(cell).SetValue(shownIn(cell))
	if len(filled(readRows(param, wrapper))) == len(param.Value().Rows()) { // otherwise a row is still to be filled in
		spellRows(param, wrapper)
	}
	return true
}

// takeBack replaces what the reader typed into a field and did not finish by the parameter's value.
func (p *Page) takeBack(control element) {
	wrapper := closest(control, "[data-param]")
	if wrapper == nil || !matches(control, textField) {
		return
	}
	param := p.state.Instance.Param(wrapper.GetAttribute("data-param"))
	if param == nil {
		p.showFaults()
		return
	}
	p.clearRefusal(param)
	if param.Kind == scenarios.KindTable {
		p.takeBackRows(param, wrapper)
		return
	}
	p.showInControls(param, nil, true)
}

// onFocusOut takes back what was not finished when the reader leaves a field, or a table.
func (p *Page) onFocusOut(e event) {
	left, to := target(e), asElement(e.Get("relatedTarget"))
	if table := closest(left, ".control.table"); table != nil && to != nil && table.Call("contains", to.Value).Bool() {
		return
	}
	p.takeBack(left)
}

// showRefusal says beside a control why its value was refused. The last good picture stays.
func (p *Page) showRefusal(param *scenarios.Param, why string) {
	p.clearTimer("typing " + param.Name)
	if e := byID("e-" + param.Name); e != nil {
		setVisible(e, true)
		e.SetTextContent(why)
	}
	p.markInvalid(param, true)
}

// clearRefusal removes the message of showRefusal, and forgets what is being typed.
func (p *Page) clearRefusal(param *scenarios.Param) {
	p.clearTimer("typing " + param.Name)
	if e := byID("e-" + param.Name); e != nil && !e.HasAttribute("hidden") {
		setVisible(e, false)
		e.SetTextContent("")
		p.markInvalid(param, false)
	}
}

// markInvalid sets aria-invalid on the text field of a parameter, or on its only control. Of a table it only takes the mark from
// cells: markCell sets that.
func (p *Page) markInvalid(param *scenarios.Param, invalid bool) {
	if param.Kind == scenarios.KindTable {
		for _, cell := range elements(document(), "#p-"+param.Name+" [aria-invalid]") {
			cell.RemoveAttribute("aria-invalid")
		}
		return
	}
	e := byID("f-" + param.Name)
	if e == nil {
		e = byID("p-" + param.Name)
	}
	if e != nil && invalid {
		e.SetAttribute("aria-invalid", "true")
	} else if e != nil {
		e.RemoveAttribute("aria-invalid")
	}
}

// showSeed shows the seed's control when the run shown depends on the seed.
func (p *Page) showSeed() {
	setVisible(byIDOrDetached("seed"), p.state.Seed != 0 || p.picture.results.Random())
	p.write("seed-now", strconv.FormatUint(p.state.Seed, 10)) // screen readers say what is written
}

// anotherSeed runs the same with the next seed. Going back in the history returns to the present one.
func (p *Page) anotherSeed() {
	p.writeAddress("replaceState")
	p.state.Seed++
	p.runAgain()
	p.writeAddress("pushState")
}

// showSettings shows the present settings in all controls.
func (p *Page) showSettings() {
	for _, param := range p.state.Instance.Params() {
		p.clearRefusal(param)
		if param.Kind == scenarios.KindTable {
			p.writeRows(param, param.Value().Rows(), -1)
			continue
		}
		p.showInControls(param, nil, true)
	}
	p.showFaults()
	if machine := asField(byID("costs")); machine != nil {
		machine.SetValue(p.state.Costs)
	}
}
