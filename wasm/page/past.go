//go:build js && wasm

package page

import (
	"strconv"

	"overlap/scenarios"
	"overlap/site/view"
)

// continueHere has what the reader changes from now on count from the playhead's instant on, and shows all of the run. Going back in
// the history undoes it.
func (p *Page) continueHere() {
	p.writeAddress("replaceState")
	if !p.state.Instance.Continue(p.player.At) {
		p.showStatus("A run's settings change " + strconv.Itoa(scenarios.MostPasts) + " times at most.")
		return
	}
	p.showAll()
	byIDOrDetached("p-" + p.state.Instance.Live()[0].Name).Focus()
}

// anew has the settings count from the start of the run.
func (p *Page) anew() {
	p.writeAddress("replaceState")
	p.state.Instance.Anew()
	p.showAll()
	p.timeline.Focus() // the button is gone
}

// showAll runs with a past that the reader has changed, and shows the run as a whole.
func (p *Page) showAll() {
	p.player.At, p.state.At = view.End, view.End
	p.runAgain()
	p.writeAddress("pushState")
}

// showPast shows what changes during the run, and which controls can then be used: the others are read when a run begins.
func (p *Page) showPast() {
	if !p.insides.replace("past", view.Past(p.state, p.picture.results, p.player.At)) {
		return
	}
	keepFocus(byIDOrDetached("past"), p.insides["past"])
	past := len(p.state.Instance.Changes()) > 0
	for _, c := range elements(document(), "#controls [data-param]") {
		param := p.state.Instance.Param(c.GetAttribute("data-param"))
		if past && (param == nil || !param.Live) {
			c.SetAttribute("inert", "")
		} else {
			c.RemoveAttribute("inert")
		}
	}
}
