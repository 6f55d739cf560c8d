//go:build js && wasm

package page

import (
	"time"

	"overlap/scenarios"
	"overlap/site/view"
)

// faultCode names the part of the program that reads and makes faults, which most readers never need.
const faultCode = "faults"

// withFaults calls then with a query when the code is there that the query needs. Where it cannot be had, the query goes without its
// faults.
func (p *Page) withFaults(query string, then func(query string)) {
	if !view.SetsFaults(query) || p.fetched[faultCode] {
		then(query)
		return
	}
	p.withCode(faultCode, func() {
		p.findSteps()
		then(query)
	}, func() {
		then(view.WithoutFaults(query))
		p.showStatus(noFaults)
	})
}

// noFaults says that the code of faults could not be fetched.
const noFaults = "What makes services fail could not be loaded. Check the connection and try again."

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
	p.withCode(faultCode, func() { p.setFaults(text, done) }, func() { p.showRefusal(view.FaultParam(), noFaults) })
}

// setFaults sets what the reader has chosen or typed, and runs the model if that is something else.
func (p *Page) setFaults(text string, done bool) {
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
