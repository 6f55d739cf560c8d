//go:build js && wasm

package page

import (
	"strconv"
	"time"

	"overlap/scenarios"
	"overlap/site/view"
)

// typingPause is how long the reader must pause before a value in a field is called wrong, because "4" is the beginning of
// "400ms".
const typingPause = 700 * time.Millisecond

// controlChanged handles a change of a control. done is true when the change is complete: the reader has left the field.
func (p *Page) controlChanged(target element, done bool) {
	wrapper := closest(target, "[data-param]")
	if wrapper == nil {
		return
	}
	param := p.state.Instance.Param(wrapper.GetAttribute("data-param"))
	switch {
	case param == nil:
	case param.Kind == scenarios.KindTable:
		p.setFromRows(param, wrapper)
	default:
		p.setFromControl(param, target, done)
	}
}

// setFromControl sets a parameter to the value of its control and runs the model.
func (p *Page) setFromControl(param *scenarios.Param, control element, done bool) {
	v, err := valueOf(param, control)
	if err != nil {
		p.showRefusal(param, view.Refusal(err), done)
		return
	}
	changed := !v.Equal(param.Value())
	param.Set(v)
	p.clearRefusal(param)
	p.showInControls(param, control, done)
	if changed {
		p.clearStatus()
		p.run()
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
		return param.Parse(c.Value())
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
			e.SetAttribute("aria-valuetext", view.FieldText(param))
		}
	}
}

func showValue(param *scenarios.Param, control field) {
	switch control.Type() {
	case "checkbox":
		control.SetChecked(param.Value().Bool())
	case "range":
		control.SetValue(strconv.Itoa(view.Nearest(view.Stops(param), param.Value().Number())))
	default:
		control.SetValue(view.FieldText(param))
	}
}

// showRefusal says beside a control why its value was refused, now or after typingPause. The last good picture stays.
func (p *Page) showRefusal(param *scenarios.Param, why string, now bool) {
	say := func() {
		if e := byID("e-" + param.Name); e != nil {
			setVisible(e, true)
			e.SetTextContent(why)
		}
		p.markInvalid(param, true)
	}
	if now {
		p.clearTimer("refuse " + param.Name)
		say()
		return
	}
	p.setTimer("refuse "+param.Name, typingPause, say)
}

// clearRefusal removes the message of showRefusal, or cancels it.
func (p *Page) clearRefusal(param *scenarios.Param) {
	p.clearTimer("refuse " + param.Name)
	if e := byID("e-" + param.Name); e != nil && !e.HasAttribute("hidden") {
		setVisible(e, false)
		e.SetTextContent("")
		p.markInvalid(param, false)
	}
}

// markInvalid sets aria-invalid on the text field of a parameter, or on its only control.
func (p *Page) markInvalid(param *scenarios.Param, invalid bool) {
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

// showSettings shows the present settings in all controls.
func (p *Page) showSettings() {
	for _, param := range p.state.Instance.Params() {
		p.clearRefusal(param)
		if param.Kind == scenarios.KindTable {
			p.writeRows(param, param.Value().Rows())
			continue
		}
		p.showInControls(param, nil, true)
	}
	if machine := asField(byID("costs")); machine != nil {
		machine.SetValue(p.state.Costs)
	}
}
