//go:build js && wasm

package page

import (
	"strconv"

	"overlap/chart/svg"
	"overlap/site/view"
)

// sweep is the panel with the large curve.
type sweep struct {
	form, html string // the insides of its two parts
	layout     *svg.Curve
}

// showSweep shows the large curve in its panel, or how far its runs have come.
func (p *Page) showSweep() {
	if p.state.Tab != view.SweepTab || p.picture.results == nil {
		return
	}
	if form := view.SweepForm(p.state); form != p.sweep.form {
		p.sweep.form = form
		keepFocus(byIDOrDetached("sweep-form"), form)
	}
	place := byIDOrDetached("sweep")
	html, layout := p.curves.Sweep(p.state, view.Fitting(int(place.GetBoundingClientRect().Width())))
	switch {
	case html == "": // soon: what is shown is of other settings
		place.SetAttribute("data-stale", "")
	case html != p.sweep.html:
		p.sweep.html = html
		keepFocus(place, html)
		fallthrough
	default:
		p.sweep.layout = layout
		place.RemoveAttribute("data-stale")
	}
	// While values are run nothing else changes: a press of a button that is replaced meanwhile is lost, and its focus, too.
	byIDOrDetached("sweep-done").SetAttribute("value", strconv.Itoa(p.curves.SweepDone()))
}

// runSweep makes the runs of the large curve if it is seen and not known, and then what is left to run.
func (p *Page) runSweep() {
	if p.state.Tab == view.SweepTab {
		if runs := p.curves.SweepRuns(p.state, p.showSweep); runs != nil {
			p.start(runs, p.runCurves)
			p.showSweep()
			return
		}
		p.showSweep()
	}
	p.runCurves()
}

// stopSweep has the large curve be what was run of it.
func (p *Page) stopSweep() {
	p.cancel()
	p.curves.StopSweep()
	p.showSweep()
	byIDOrDetached("over").Focus() // the button is gone
	p.runCurves()
}

// chooseOver has the large curve be over what the reader has chosen, and says why when that is not allowed.
func (p *Page) chooseOver(control element) {
	state, err := p.state, error(nil)
	if control.ID() == "over" {
		state = state.WithOver(asField(control).Value())
	} else {
		state, err = state.WithRange(fieldText(asField(byID("over-from"))), fieldText(asField(byID("over-to"))))
	}
	if err != nil {
		byIDOrDetached("over-error").SetTextContent(view.Refusal(err))
		return
	}
	p.state = state
	p.sweep.form = "" // the fields show what was read
	p.showSweep()
	p.beginAsked()
	p.writeAddressSoon()
}

// chooseSwept sets the parameter that the large curve is over to one of its values.
func (p *Page) chooseSwept(i int) {
	param, v := p.curves.Swept(p.state, i)
	p.set(param, v)
	p.showInControls(param, nil, true)
}

// doSweepAction does what the buttons of the panel are for, and reports whether the action is one.
func (p *Page) doSweepAction(action string, b element) bool {
	switch action {
	case "stop-sweep":
		p.stopSweep()
	case "set-swept":
		i, _ := strconv.Atoi(b.GetAttribute("data-value"))
		p.chooseSwept(i)
	default:
		return false
	}
	return true
}
