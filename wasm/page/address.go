//go:build js && wasm

package page

import (
	"time"

	"overlap/site/view"
)

// calm is how long nothing must change before the address does: browsers stop pages that write it with every
// pixel a slider moves.
const calm = 300 * time.Millisecond

// keepAddress writes the state into the address, soon.
func (p *Page) keepAddress() {
	p.after("address", calm, func() { p.writeAddress("replaceState") })
}

// writeAddress does so now, by one of history's methods.
func (p *Page) writeAddress(method string) {
	p.forget("address")
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

// popped follows the reader back and forth through the addresses. A jump within the page is none of them.
func (p *Page) popped(event) {
	if search := location().Search(); search != p.search {
		p.open(search)
	}
}

// apply shows the settings of a link within the page, such as "?db=400ms": the defaults with these changes. The tab
// and the speed stay. The reader can go back.
func (p *Page) apply(query string) {
	state, refused := view.ParseState(p.scenario, query)
	state.Tab, state.Speed, state.Variants, state.Rest = p.state.Tab, p.state.Speed, p.state.Variants, p.state.Rest
	p.writeAddress("replaceState") // what was shown is what going back returns to
	p.state = state
	p.player.At, p.player.Playing = state.At, false
	p.refresh()
	p.sayRefused(refused)
	p.run()
	p.writeAddress("pushState")
}

// reset returns to the defaults.
func (p *Page) reset() {
	p.apply("")
	p.say("Back to the defaults.")
}

// share copies the page's link, or shows it where copying is refused.
func (p *Page) share() {
	p.writeAddress("replaceState")
	link := location().Origin() + p.link(p.state.Query())
	copyText(link, func(ok bool) {
		defer p.rescue()
		if ok {
			p.say("The link to this picture is on the clipboard.")
			return
		}
		p.tell(view.LinkToCopy(link))
	})
}
