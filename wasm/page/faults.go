//go:build js && wasm

package page

import (
	"time"

	"overlap/scenarios"
	"overlap/site/view"
)

// faultChanged handles a choice of what goes wrong, or what the reader types about it.
func (p *Page) faultChanged(control element, done bool) {
	text := asField(control).Value()
	if !matches(control, textField) {
		if !done { // the choice comes again when it is complete, and by then the picture is of other runs
			return
		}
		var total time.Duration
		for _, r := range p.picture.results.List {
			total = max(total, r.Total)
		}
		text = view.ChosenFault(text, total)
	}
	p.clearRefusal(view.FaultParam())
	before := p.state.Instance.FaultText()
	if err := p.state.Instance.SetFaults(text); err != nil {
		p.showRefusal(view.FaultParam(), view.Refusal(err))
		return
	}
	if before != p.state.Instance.FaultText() {
		p.runAgain()
	}
	if done {
		p.showFaults()
	}
}

// showFaults shows what goes wrong in its control.
func (p *Page) showFaults() {
	list, exact := byID("p-"+scenarios.FaultName), byID("f-"+scenarios.FaultName)
	if list == nil || exact == nil {
		return
	}
	p.clearRefusal(view.FaultParam())
	asField(list).SetValue(view.FaultChoice(p.state.Instance))
	text := p.state.Instance.FaultText()
	setVisible(exact, text != "")
	asField(exact).SetValue(text)
}
