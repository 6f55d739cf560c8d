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
	axes       element
	status     element
	saved      element
	heard      element // what screen readers say of the run
	tip        element
	timeline   element // the picture's frame, which can have the focus
	followed   followed
	scrub      scrubbing
	first      firstClick
	scenario   *scenarios.Scenario
	state      view.State
	pointed    pointed
	picture    picture
	player     player
	runner     runner
	leaving    []work // given up and not released yet
	garbage    garbage
	guesses    guesses
	pinned     view.Pinned
	real       real
	seeds      *view.SeedRuns // nil when the page shows none
	toSeeds    bool           // a link to what many seeds come to was pressed
	curves     view.Curves
	sequence   sequence
	sweep      sweep
	brush      brush
	code       code
	settings   savedSettings
	steps      []step
	insides    insides // of elements that seldom change
	query      string  // the query that was read from the address, or written to it, last
	search     string  // the address's query as the browser returns it, with its ?
	keysOff    bool
	whole      bool             // the picture has the browser's window to itself
	embedded   bool             // the page is a frame within another
	public     string           // the address of the page that links lead to, "" when it is this one
	viewers    int              // how often Perfetto's viewer was opened
	fetched    map[string]bool  // the parts of the program that are there of those that the page fetches later
	statusHTML string           // the inside of the status line
	undo       func()           // what the status line's button Undo does; nil when it has none
	timers     map[string]timer // by purpose
	tasks      tasks
}

// Start takes over the part of a page that shows a scenario, and returns; a page without such a part has nothing to do for
// it. Which controls the part has is up to its page: the home page shows one slider and Play. A part for runs that are recorded
// elsewhere is left to recorded, which calls Show and then Replace. What runs a scenario for real is made by measure.
func Start(recorded func(*Page), measure func(*Page) Real) {
	part := asElement(document().Call("querySelector", "[data-scenario]"))
	if part == nil {
		return
	}
	scenario := all.Find(part.GetAttribute("data-scenario"))
	if scenario == nil && !part.HasAttribute("data-recorded") {
		return
	}
	p := &Page{
		embedded: part.HasAttribute("data-embed"), public: part.GetAttribute("data-address"), fetched: map[string]bool{}, insides: insides{}, timers: map[string]timer{},
		score: byIDOrDetached("score"), chart: byIDOrDetached("chart"), status: byIDOrDetached("status"), saved: byIDOrDetached("saved"), heard: byIDOrDetached("heard"), tip: tooltip(),
		axes: byIDOrDetached("axes"), timeline: byIDOrDetached("timeline"), real: real{take: measure}, followed: followed{panel: byIDOrDetached("followed")},
	}
	if scenario == nil {
		recorded(p)
		return
	}
	p.Show(scenario)
}

// Show shows the first scenario of a page.
func (p *Page) Show(s *scenarios.Scenario) {
	p.scenario = s
	p.inTasks(p.readListings, p.readConstants, p.findSteps, p.takeOver)
}

// Replace shows a scenario in place of the last.
func (p *Page) Replace(s *scenarios.Scenario) {
	p.scenario = s
	p.state = view.NewState(s)
	p.player.Playback = view.Playback{At: p.state.At, Bounds: p.state.Stretch}
	p.pinned, p.sequence = view.Pinned{}, sequence{}
	byIDOrDetached("panel-sequence").SetInnerHTML(view.SequencePanel(p.state.Instance.RunAll(scenarios.Options{})))
	p.enable()
	p.showTab(p.state.Tab)
	p.runAgain()
}

// takeOver shows the state in the address, and answers the reader from then on.
func (p *Page) takeOver() {
	p.guesses.html = byIDOrDetached("guess").InnerHTML()
	p.keysOff = byID("keys") == nil // where they are not listed the browser's keys scroll
	p.withFaults(location().Search(), func(query string) {
		p.listen()
		p.showAddress(query)
		p.watchWidth()
		if byID("saved") != nil {
			p.settings.opened = make(chan struct{})
			p.openStore()
		}
	})
}

// markReady tells tests and styles that the page is drawn and handles events.
func markReady() { asElement(document().Get("documentElement")).SetAttribute("data-overlap", "ready") }

func isReady() bool {
	return asElement(document().Get("documentElement")).HasAttribute("data-overlap")
}

// enable enables the fieldsets of what was just written: package view writes them disabled, for pages without scripts.
func (p *Page) enable() {
	for _, f := range elements(document(), "fieldset[disabled]") {
		f.RemoveAttribute("disabled")
	}
}

// showAddress shows the state in an address's query.
func (p *Page) showAddress(query string) {
	state, refused := view.ParseState(p.scenario, query)
	other := state
	other.Picture = p.state.Picture
	known := p.picture.results != nil && !p.chart.HasAttribute("aria-busy") && other.Query() == p.state.Query()
	p.state, p.query, p.search = state, strings.TrimPrefix(query, "?"), query
	p.state.ByLink = p.linkShows(state)
	if local(goKey) {
		p.state.ReadIn("go")
	}
	p.showSettings()
	p.showWhere()
	p.showTab(p.state.Tab)
	p.player.Playback = view.Playback{At: state.At, Bounds: state.Stretch}
	p.openGuess()
	p.showRefused(refused)
	if known {
		p.redraw()
		return
	}
	p.run()
}
