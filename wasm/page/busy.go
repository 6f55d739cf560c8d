//go:build js && wasm

package page

import (
	"time"

	"overlap/scenarios"
	"overlap/site/view"
)

// busyEvery is how often the page says how far a long run has come.
const busyEvery = 200 * time.Millisecond

// showBusy says how far a run has come, with a button that gives it up, and goes on saying so.
func (p *Page) showBusy(batch *scenarios.Batch) {
	said, place := view.Progress(p.state, len(batch.Results().List)), byIDOrDetached("busy")
	switch progress := asElement(place.Call("querySelector", "span")); {
	case progress == nil:
		place.SetInnerHTML(view.Busy(said))
	case progress.TextContent() != said: // screen readers say what is written again, and the button keeps the focus
		progress.SetTextContent(said)
	}
	p.setTimer("patience", busyEvery, func() { p.showBusy(batch) })
}

func (p *Page) hideBusy() {
	p.clearTimer("patience")
	byIDOrDetached("busy").SetInnerHTML("")
	p.chart.RemoveAttribute("aria-busy")
}

// stopRun gives up a long run. The picture stays, and the settings are those again that it was drawn with.
func (p *Page) stopRun() {
	if p.picture.results == nil || p.real.runner != nil && p.real.runner.Stop() {
		return
	}
	p.runner.cancel()
	p.hideBusy()
	p.state = p.picture.state
	was, _ := view.ParseState(p.scenario, p.picture.settings)
	for i, param := range was.Instance.Params() {
		p.state.Instance.Params()[i].Set(param.Value())
	}
	p.showSettings()
	p.showSeed()
	p.markSteps()
	p.writeAddressSoon()
	p.showStatus("Stopped. This is the run before.")
	p.runLater()
}
