//go:build js && wasm

package page

import (
	"time"

	"overlap/site/view"
)

// addressDelay is how long nothing must change before the address does: browsers stop pages that write it with every
// pixel a slider moves.
const addressDelay = 300 * time.Millisecond

// writeAddressSoon writes the state into the address, soon.
func (p *Page) writeAddressSoon() {
	p.setTimer("address", addressDelay, func() { p.writeAddress("replaceState") })
}

// writeAddress does so now, by one of history's methods.
func (p *Page) writeAddress(method string) {
	p.clearTimer("address")
	query := p.state.Query()
	if query == p.query {
		return
	}
	p.query = query
	writeHistory(method, p.link(query))
	p.search = location().Search()
}

// link returns the page's address with a query, without a host.
func (p *Page) link(query string) string {
	l := location()
	if query != "" {
		query = "?" + query
	}
	return l.Pathname() + query + l.Hash()
}

// onPopState follows the reader back and forth through the addresses. A jump within the page is none of them.
func (p *Page) onPopState(event) {
	if search := location().Search(); search != p.search {
		p.showAddress(search)
	}
}

// applyQuery shows the settings of a link within the page, such as "?db=400ms": the defaults with these changes. The tab
// and the speed stay. The reader can go back.
func (p *Page) applyQuery(query string) {
	state, refused := view.ParseState(p.scenario, query)
	state.Tab, state.Speed, state.Variants, state.Others = p.state.Tab, p.state.Speed, p.state.Variants, p.state.Others
	p.writeAddress("replaceState") // what was shown is what going back returns to
	p.state = state
	p.player.At, p.player.Playing = state.At, false
	p.showSettings()
	p.showRefused(refused)
	p.run()
	p.writeAddress("pushState")
}

// reset returns to the defaults.
func (p *Page) reset() {
	p.applyQuery("")
	p.showStatus("Back to the defaults.")
}

// share copies the page's link, or shows it where copying is refused.
func (p *Page) share() {
	p.writeAddress("replaceState")
	link := location().Origin() + p.link(p.state.Query())
	copyText(link, func(ok bool) {
		defer p.rescue()
		if ok {
			p.showStatus("The link to this picture is on the clipboard.")
			return
		}
		p.showStatusHTML(view.LinkToCopy(link))
	})
}
