//go:build js && wasm

package page

import (
	"strings"
	"time"

	"overlap/site/view"
)

// addressDelay is how long the state must stay unchanged before the address is written: browsers throttle pages that write
// it at every movement of a slider.
const addressDelay = 300 * time.Millisecond

// writeAddressSoon writes the state into the address when it has not changed for addressDelay.
func (p *Page) writeAddressSoon() {
	p.setTimer("address", addressDelay, func() { p.writeAddress("replaceState") })
}

// writeAddress writes the state into the address with a method of history.
func (p *Page) writeAddress(method string) {
	p.clearTimer("address")
	query := p.state.Query()
	if query == p.query {
		return
	}
	p.query = query
	if p.embedded { // Back belongs to the page around the frame
		method = "replaceState"
	}
	writeHistory(method, p.link(query))
	p.tell("change", map[string]any{"query": query})
	p.search = location().Search()
}

// link returns the page's path with a query.
func (p *Page) link(query string) string {
	l := location()
	if query != "" {
		query = "?" + query
	}
	return l.Pathname() + query + l.Hash()
}

// onPopState shows the address that the reader went back or forward to. A jump to a fragment has the same query and changes
// nothing.
func (p *Page) onPopState(event) {
	if search := location().Search(); search != p.search {
		p.withFaults(search, p.showAddress)
	}
}

// applyQuery shows what a link with a query such as "?db=400ms" asks for, and adds the address to the history. Settings that the
// reader had made by hand can be had back.
func (p *Page) applyQuery(query string) { p.withFaults(query, p.apply) }

// apply is applyQuery when the code is there that the query needs.
func (p *Page) apply(query string) {
	state, refused := p.state.Linked(p.scenario, query)
	reveals := state.Tab != p.state.Tab && !view.IsCode(state.Tab)
	own, before := p.ownSettings(), p.state.Query()
	p.toSeeds = view.AsksForSeeds(query)
	p.writeAddress("replaceState") // going back returns to the present state
	p.state = state
	p.player.At, p.player.Playing = state.At, false
	p.closeGuess()
	p.showSettings()
	p.showTab(state.Tab)
	p.showRefused(refused)
	if own && len(refused) == 0 {
		p.offerUndo("Your settings were replaced.", func() { p.applyQuery(before) })
	}
	p.run()
	p.writeAddress("pushState")
	if reveals {
		p.inTasks(revealPanel)
	}
}

// reset returns to the defaults.
func (p *Page) reset() {
	p.applyQuery("")
	p.showStatus("Back to the defaults.")
}

// share copies the page's link, or shows it where copying is refused.
func (p *Page) share() {
	p.writeAddress("replaceState")
	query := p.state.Query()
	link := location().Origin() + p.link(query)
	if p.public != "" {
		link = strings.TrimSuffix(p.public+"?"+query, "?")
	}
	copyText(link, func(ok bool) {
		defer p.rescue()
		if ok {
			p.showStatusHTML(view.LinkCopied(p.state, link))
			return
		}
		p.showStatusHTML(view.LinkToCopy(p.state, link))
	})
}
