//go:build js && wasm

package page

import (
	"slices"
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
	if closest(asElement(document().Get("activeElement")), "#busy") != nil { // the button goes, and the focus with it
		p.timeline.Focus()
	}
	byIDOrDetached("busy").SetInnerHTML("")
	p.chart.RemoveAttribute("aria-busy")
}

// isLong reports whether a variant's run is one whose memory counts: 100,000 records take some 10 MB, with all that is made of them.
func isLong(r *scenarios.Result) bool { return r.Trace.Len() >= 100_000 }

// forgetLong drops what the picture was drawn from when a long run is to replace a long run: a page's memory never shrinks, so that
// both at once would take twice as much for ever. The picture stays to be seen. A run for real could not be made again.
func (p *Page) forgetLong() {
	pic := &p.picture
	if pic.results == nil || pic.results != pic.batch.Results() || pic.forgotten || p.guesses.open || !slices.ContainsFunc(pic.results.List, isLong) {
		return
	}
	p.hideTip()
	pic.forgotten, pic.critical, pic.instants, pic.milestones = true, nil, nil, nil
	pic.results.Forget()
	pic.layout.Forget()
	p.sequence.Sequences = view.Sequences{}
	p.garbage.collect()
}

// stopRun gives up a long run. The picture stays, and the settings are those again that it was drawn with.
func (p *Page) stopRun() {
	if p.picture.results == nil || p.real.runner != nil && p.real.runner.Stop() {
		return
	}
	p.cancel()
	p.hideBusy()
	p.state = p.picture.state
	p.state.Instance.Restore(p.picture.settings)
	p.showSettings()
	p.showSeed()
	p.markSteps()
	p.writeAddressSoon()
	p.showStatus("Stopped. This is the run before.")
	if p.picture.forgotten {
		p.recall()
		return
	}
	p.runLater()
}

// recall makes the forgotten run again, for all that is looked up in it. Its picture stands there already.
func (p *Page) recall() {
	a := &answer{page: p, batch: p.state.Batch(), began: now(), long: true}
	p.runner = runner{a, func() { p.finish(a) }}
	p.garbage.leave(mostUncollectedLong)
	p.nextSlice(a, slice)
}
