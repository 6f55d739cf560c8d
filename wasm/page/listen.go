//go:build js && wasm

package page

import (
	"strconv"
	"strings"
	"syscall/js"
	"time"

	"honnef.co/go/js/dom/v2"

	"overlap/site/view"
)

// event is an event of the DOM.
type event = *dom.BasicEvent

// target returns the element that an event is about.
func target(e event) element { return asElement(e.Get("target")) }

// listen adds the page's listeners. They are on the document rather than on elements, because elements come and go; the
// handlers look at the event's target.
func (p *Page) listen() {
	p.on(document(), "input", p.onInput)
	p.on(document(), "change", p.onChange)
	p.on(document(), "click", p.onClick)
	p.on(document(), "submit", event.PreventDefault) // Enter submits a form even without a submit button
	p.on(document(), "paste", p.onPaste)
	p.on(document(), "focusout", p.onFocusOut)
	p.on(document(), "keydown", p.onKeyDown)
	p.on(document(), "pointermove", p.onPointerMove)
	p.on(document(), "pointerdown", p.onPointerDown)
	p.on(document(), "mousedown", p.onMouseDown)
	p.on(document(), "pointerup", p.onPointerUp)
	p.on(document(), "pointercancel", p.onPointerUp)
	p.on(document(), "focusin", p.onFocusIn)
	p.on(js.Global(), "popstate", p.onPopState)
	p.on(js.Global(), "storage", p.onStorage)
	p.on(js.Global(), "scroll", p.onScroll)
	p.on(byIDOrDetached("bench").Value, "scroll", p.onScroll)
	p.on(byIDOrDetached("bench").Value, "scroll", p.watchBelowSoon)
	p.on(p.timeline.Value, "scroll", p.watchBelowSoon)
	watchSize(p.timeline, func(float64) { p.watchBelow() }) // its height changes with what stands above it, too
	p.listenToWheel()
	if p.embedded {
		p.on(document(), "overlap-ask", p.onAsk)
	}
}

func (p *Page) on(at js.Value, name string, fn func(event)) {
	at.Call("addEventListener", name, js.FuncOf(func(_ js.Value, args []js.Value) any {
		defer p.rescue()
		fn(&dom.BasicEvent{Value: args[0]})
		return nil
	}))
}

// onInput handles a control whose value is changing.
func (p *Page) onInput(e event) {
	control := target(e)
	if control.ID() == "scrub" {
		at, _ := strconv.ParseFloat(asField(control).Value(), 64)
		p.pauseAt(time.Duration(at))
		return
	}
	if control.ID() == "guess-at" {
		p.guessMoved(asField(control))
		return
	}
	p.controlChanged(control, false)
}

// onChange handles a control whose change is complete.
func (p *Page) onChange(e event) {
	switch control := target(e); control.ID() {
	case "lasts":
		lasts, _ := time.ParseDuration(asField(control).Value())
		p.setLasts(lasts)
	case "costs":
		p.state.Costs = asField(control).Value()
		p.runAgain()
	case "axis":
		p.insides.forget("axes") // whose choice the reader changed
		if p.picture.layout != nil {
			p.setPicture(p.state.Picture.WithAxis(p.picture.layout.Scene, asField(control).Value()))
		}
	case "over", "over-from", "over-to":
		p.chooseOver(control)
	case "keys-on":
		p.keysOff = !asField(control).Checked()
	case "guesses-on":
		p.declineGuesses(!asField(control).Checked())
	case "scrub", "guess-at":
	default:
		if control.GetAttribute("name") == "real" {
			p.chooseReal(asField(control).Value())
			return
		}
		if closest(control, ".choice") != nil {
			p.chooseVariant(asField(control).Value())
			return
		}
		if asField(control).Type() == "file" {
			p.importFile(control)
			return
		}
		p.controlChanged(control, true)
	}
}

// onClick handles buttons by their action, tabs, and links to other settings.
func (p *Page) onClick(e event) {
	at := target(e)
	if p.brush.dragged || p.ofSecondPress(e) {
		return
	}
	if b := closest(at, "[data-action]"); b != nil {
		p.doAction(b.GetAttribute("data-action"), b)
		return
	}
	if c := closest(at, ".curve"); c != nil {
		p.chooseOnCurve(c, e.Get("clientX").Float())
		return
	}
	if c := closest(at, "#sweep svg"); c != nil && p.sweep.layout != nil {
		box := c.GetBoundingClientRect()
		p.chooseSwept(p.sweep.layout.ValueAt((e.Get("clientX").Float() - box.Left()) / box.Width()))
		return
	}
	if t := closest(at, "[role=tab]"); t != nil {
		p.chooseTab(strings.TrimPrefix(t.ID(), "tab-"))
		return
	}
	if closest(at, "#chart .timeline svg") != nil {
		p.onPictureClick(e)
		return
	}
	if a := closest(at, "#panel-py .code-head [download]"); a != nil {
		e.PreventDefault()
		p.saveTwin(a.GetAttribute("href"))
		return
	}
	a := closest(at, `a[href^="?"]`)
	mouse := dom.MouseEvent{UIEvent: &dom.UIEvent{BasicEvent: e}}
	if a == nil || mouse.CtrlKey() || mouse.MetaKey() || mouse.ShiftKey() || mouse.AltKey() {
		return // the browser opens the link in another tab or downloads it
	}
	e.PreventDefault()
	p.applyQuery(a.GetAttribute("href"))
}

// doAction does what a button is for.
func (p *Page) doAction(action string, b element) {
	switch action {
	case "play":
		p.setPlayback(p.player.Toggle())
	case "back":
		p.step(p.player.Back(p.instants()))
	case "forward":
		p.step(p.player.Forward(p.instants()))
	case "previous":
		p.step(p.player.Back(p.milestones()))
	case "next":
		p.step(p.player.Forward(p.milestones()))
	case "another-seed":
		p.anotherSeed()
	case "reset":
		p.reset()
	case "share":
		p.share()
	case "pin", "unpin":
		p.setPin(action == "pin")
	case "many-seeds", "close-seeds":
		p.setSeeds(action == "many-seeds")
	case "measure":
		p.measureAgain()
	case "undo":
		p.undoLast()
	case "stop-run":
		p.stopRun()
	case "guess":
		p.guess(b)
	case "skip-guess":
		p.closeGuess()
	case "decline-guesses":
		p.declineGuesses(true)
	case "dismiss":
		p.clearStatus()
	case "go":
		p.goTo(b)
	case "follow":
		if ref, ok := view.ParseTaskRef(b.GetAttribute("data-task")); ok {
			p.follow(ref)
		}
	case "unfollow":
		p.unfollow()
	case "below":
		p.scrollBelow()
	case "more-controls":
		scrollControls()
	case "whole":
		p.setWhole(!p.whole)
	default:
		if !p.doPictureAction(action, b) && !p.doDialogAction(action, b) && !p.doRowAction(action, b) && !p.doSweepAction(action, b) && (p.real.runner == nil || !p.real.runner.Do(action)) {
			p.doSavedAction(action, b)
		}
	}
}
