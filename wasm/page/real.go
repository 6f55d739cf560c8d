//go:build js && wasm

package page

import (
	"syscall/js"
	"time"

	"overlap/scenarios"
	"overlap/site/view"
)

// Real runs a page's scenario on the machine of the page's server. Its code is a piece of the program, which the first press fetches.
type Real interface {
	Begin(st view.State, model *scenarios.Results) // runs what the model has run in a state
	Stop() bool                                    // gives up the run under way, and reports whether there was one
	Drop()                                         // likewise, and says nothing
	Do(action string) bool                         // does what a button is for, and reports whether the action is one of its own
}

// real is what the page knows of real runs.
type real struct {
	take   func(*Page) Real // makes the runner, whose code must be there
	runner Real             // nil before the first press
	coming bool             // its code is being fetched
	wanted bool             // the reader has pressed: an address alone must not make a machine work
	over   bool             // the run with the present settings is over
	shown  bool             // the picture shows a real run
	run    RealRun          // that is shown
	origin view.Origin      // of real and of recorded runs
}

// pauseReal is how long settings stay before they are run for real again: while a slider moves nobody measures.
const pauseReal = 400 * time.Millisecond

// chooseReal runs the scenario in the model, for real, or both.
func (p *Page) chooseReal(where string) {
	p.writeAddress("replaceState")
	p.state.Real = where
	p.real.wanted = true
	p.runAgain()
	p.writeAddress("pushState")
}

// showWhere shows in the choice where the page runs its scenario.
func (p *Page) showWhere() {
	for _, choice := range elements(document(), "[name=real]") {
		choice.Set("checked", choice.GetAttribute("value") == p.state.Real)
	}
}

// focusWhere moves the focus to where the page runs its scenario, whose arrow keys choose.
func focusWhere() {
	for _, choice := range elements(document(), "[name=real]:checked") {
		choice.Call("focus")
	}
}

// forgetReal gives up the real run, whose settings are no longer those of the page.
func (p *Page) forgetReal() {
	p.clearTimer("real")
	if p.real.runner != nil {
		p.real.runner.Drop()
	}
	p.real.over, p.real.shown, p.real.run = false, false, RealRun{}
	html := ""
	if p.toMeasure() {
		html = view.Awaited()
	}
	p.ShowMeasured(html, "")
}

// toMeasure reports whether a run for real is to follow the model's.
func (p *Page) toMeasure() bool { return p.state.Real != "" && p.real.wanted && !p.real.over }

// measureSoon runs for real what the model has run, if that is wanted and the settings stay as they are.
func (p *Page) measureSoon() {
	if p.real.runner == nil {
		p.measure()
		return
	}
	p.setTimer("real", pauseReal, p.measure)
}

// measure runs for real what the model has run.
func (p *Page) measure() {
	if p.real.runner != nil {
		p.real.runner.Begin(p.picture.state, p.picture.batch.Results())
		return
	}
	if p.real.coming { // a second run would find that the first has the place
		return
	}
	p.real.coming = true
	p.withCode("real", func() {
		p.real.coming, p.real.runner = false, p.real.take(p)
		if p.toMeasure() {
			p.measure()
		}
	}, func() {
		p.real.coming = false
		p.NotReal()
	})
}

// measureAgain is measure when the reader asks for it.
func (p *Page) measureAgain() {
	p.real.wanted, p.real.over = true, false
	if p.real.shown {
		p.runAgain()
		return
	}
	p.ShowMeasured(view.Awaited(), "")
	p.measure()
}

// NotReal says that the page's server runs nothing, and how to have a server that does.
func (p *Page) NotReal() {
	focused := len(elements(document(), "#where :focus")) > 0
	p.state.Real = ""
	p.forgetReal()
	p.showWhere()
	if focused { // on what is not chosen any more
		focusWhere()
	}
	p.ShowBusy("")
	p.writeAddress("replaceState")
	p.showDialog("elsewhere", true)
	p.runLater()
}

// ShowBusy shows that a real run goes on, "" that none does.
func (p *Page) ShowBusy(html string) {
	if place := byIDOrDetached("busy"); place.InnerHTML() != html {
		place.SetInnerHTML(html)
	}
}

// ShowMeasured shows what is said of a real run, and what screen readers say of it, "" for nothing.
func (p *Page) ShowMeasured(html, heard string) {
	place := byIDOrDetached("measured")
	focused := len(elements(document(), "#measured :focus")) > 0
	place.SetInnerHTML(html)
	if focused { // on a button that is gone
		focusWhere()
	}
	if heard != "" {
		p.heard.SetTextContent(heard)
	}
}

// RealRun is a real run as far as it has come.
type RealRun struct {
	Batch   *scenarios.Batch               // of runs that were recorded
	Model   view.Pinned                    // what stands behind the picture
	Besides string                         // a table that stands above the others
	Note    func(*scenarios.Result) string // of a variant, beside its total; nil for none
	Whole   bool                           // nothing more comes
}

// MadeAt says where the runs were made that the page is to show, real or recorded ones.
func (p *Page) MadeAt(o view.Origin) { p.real.origin = o }

// ShowReal shows a real run in place of the model's.
func (p *Page) ShowReal(r RealRun) {
	for !r.Batch.RunFor(time.Second) {
	}
	rs := r.Batch.Results()
	p.real.shown, p.real.run = true, r
	d := p.newDrawing(rs)
	for !d.Add() {
	}
	if !r.Whole {
		p.forget(rs)
		p.showDrawing(d)
		return
	}
	p.draw(rs, d)
	p.showComparison()
}

// EndReal goes on with what can wait while a real run goes on: it would disturb the run.
func (p *Page) EndReal() {
	p.real.over = true
	p.ShowBusy("")
	p.runLater()
}

// After calls fn after a time. It replaces the pending call for the same purpose.
func (p *Page) After(purpose string, wait time.Duration, fn func()) { p.setTimer(purpose, wait, fn) }

// Callback returns a callback that the browser may call often, which calls fn with its first argument. Release it.
func (p *Page) Callback(fn func(js.Value)) js.Func {
	return js.FuncOf(func(_ js.Value, args []js.Value) any {
		defer p.rescue()
		fn(append(args, js.Undefined())[0])
		return nil
	})
}

// Say shows HTML in the status line.
func (p *Page) Say(html string) { p.showStatusHTML(html) }
