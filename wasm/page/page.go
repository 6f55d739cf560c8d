//go:build js && wasm

package page

import (
	"honnef.co/go/js/dom/v2"

	"overlap/scenarios"
	"overlap/scenarios/all"
	"overlap/wasm/view"
)

// Page is a scenario's page and what it shows.
type Page struct {
	window   dom.Window
	doc      dom.HTMLDocument
	parts    parts
	scenario *scenarios.Scenario
	state    view.State
	picture  picture
	player   player
	runner   runner
	address  address
	code     code
	shelf    shelf
	keysOff  bool
	undo     func() // takes back what the status line offers to take back
	delayed  map[string]int
}

// Start takes over the page, if it is one of a scenario's, and returns.
func Start() {
	p := &Page{window: dom.GetWindow(), delayed: map[string]int{}}
	p.doc = p.window.Document().(dom.HTMLDocument)
	main := p.doc.QuerySelector("main[data-scenario]")
	if main == nil {
		return
	}
	if p.scenario = all.Find(main.GetAttribute("data-scenario")); p.scenario == nil {
		return
	}
	defer p.rescue()
	p.parts = p.find()
	p.code = p.listing()
	p.listen()
	p.enable()
	p.open(p.window.Location().Search())
	p.watchWidth()
	p.openShelf()
	p.doc.DocumentElement().SetAttribute("data-overlap", "ready")
}

// enable switches on what the build left disabled.
func (p *Page) enable() {
	for _, f := range p.doc.QuerySelectorAll("fieldset[disabled]") {
		f.RemoveAttribute("disabled")
	}
}

// open shows what an address's query asks for.
func (p *Page) open(query string) {
	state, refused := view.ParseState(p.scenario, query)
	p.state = state
	p.refresh()
	p.showTab(state.Tab)
	p.player.Playback = view.Playback{At: state.At}
	p.sayRefused(refused)
	p.run()
}
