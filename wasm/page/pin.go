//go:build js && wasm

package page

import (
	"overlap/scenarios"
	"overlap/site/view"
)

// setPin pins the present run, or unpins the pinned one. Going back in the history undoes it.
func (p *Page) setPin(on bool) {
	p.writeAddress("replaceState")
	if p.state = p.state.WithPin(on); on && p.state.Settings() == p.picture.settings && !p.picture.forgotten { // else its run is still to come
		p.pinned = p.state.Keep(p.picture.results)
	}
	p.showPinned()
	p.writeAddress("pushState")
	byIDOrDetached("pin").Focus() // the button Unpin is gone
}

// keepPinned keeps the outcome of the pinned run, which has ended.
func (p *Page) keepPinned(rs *scenarios.Results) {
	p.pinned = p.state.Keep(rs)
	p.showPinned()
}

// showPinned shows the pinned run in the picture, and says how the present run differs from it.
func (p *Page) showPinned() {
	p.drawChart()
	p.showPlayhead()
	p.showComparison()
}

func (p *Page) showComparison() {
	if p.picture.forgotten {
		return
	}
	p.write("pinned", view.Compared(p.state, p.pinned, p.picture.results))
}
