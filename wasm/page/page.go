//go:build js && wasm

package page

import (
	"strings"

	"overlap/scenarios"
	"overlap/scenarios/all"
	"overlap/site/view"
)

// Page is a scenario's page and what it shows.
type Page struct {
	score      element
	chart      element
	status     element
	saved      element
	tip        element
	scenario   *scenarios.Scenario
	state      view.State
	picture    picture
	player     player
	runner     runner
	code       code
	settings   savedSettings
	query      string // what the address holds, which may be written in other words than ours
	search     string // the address's query as it stands there
	keysOff    bool
	statusHTML string           // what the status line says, as HTML
	undo       func()           // takes back what the status line offers to take back
	timers     map[string]timer // by purpose
}

// Start takes over the page, if it is one of a scenario's, and returns.
func Start() {
	main := asElement(document().Call("querySelector", "main[data-scenario]"))
	if main == nil {
		return
	}
	scenario := all.Find(main.GetAttribute("data-scenario"))
	if scenario == nil {
		return
	}
	p := &Page{
		scenario: scenario, timers: map[string]timer{},
		score: byIDOrDetached("score"), chart: byIDOrDetached("chart"), status: byIDOrDetached("status"), saved: byIDOrDetached("saved"), tip: tooltip(),
	}
	defer p.rescue()
	p.score.SetAttribute("aria-live", "polite") // the totals are the answer to what the reader changed
	p.code = readListings()
	p.listen()
	p.enable()
	p.showAddress(location().Search())
	p.watchWidth()
	p.settings.opened = make(chan struct{})
	p.openStore()
}

// markReady tells tests and styles that the page is drawn and takes what the reader does.
func markReady() { asElement(document().Get("documentElement")).SetAttribute("data-overlap", "ready") }

// enable switches on what the build left disabled.
func (p *Page) enable() {
	for _, f := range elements(document(), "fieldset[disabled]") {
		f.RemoveAttribute("disabled")
	}
}

// showAddress shows what an address's query asks for.
func (p *Page) showAddress(query string) {
	state, refused := view.ParseState(p.scenario, query)
	p.state, p.query, p.search = state, strings.TrimPrefix(query, "?"), query
	p.showSettings()
	p.showTab(state.Tab)
	p.player.Playback = view.Playback{At: state.At}
	p.showRefused(refused)
	p.run()
}
