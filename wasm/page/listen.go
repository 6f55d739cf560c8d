//go:build js && wasm

package page

import (
	"strconv"
	"strings"
	"syscall/js"
	"time"

	"honnef.co/go/js/dom/v2"
)

// event is what a listener is told.
type event = *dom.BasicEvent

// target returns the element that an event is about.
func target(e event) element { return asElement(e.Get("target")) }

// listen adds the page's few listeners. Parts come and go within the document, so it is the document that
// listens, and the handlers look at what was meant.
func (p *Page) listen() {
	p.on(document(), "input", p.onInput)
	p.on(document(), "change", p.onChange)
	p.on(document(), "click", p.onClick)
	p.on(document(), "submit", event.PreventDefault) // a form without a button that submits still is, by Enter
	p.on(document(), "keydown", p.onKeyDown)
	p.on(document(), "pointermove", p.onPointer)
	p.on(document(), "pointerdown", p.onPointer)
	p.on(js.Global(), "popstate", p.onPopState)
}

func (p *Page) on(at js.Value, name string, fn func(event)) {
	at.Call("addEventListener", name, js.FuncOf(func(_ js.Value, args []js.Value) any {
		defer p.rescue()
		fn(&dom.BasicEvent{Value: args[0]})
		return nil
	}))
}

// onInput handles a control that is being changed.
func (p *Page) onInput(e event) {
	control := target(e)
	if control.ID() == "scrub" {
		at, _ := strconv.ParseFloat(asField(control).Value(), 64)
		p.pauseAt(time.Duration(at))
		return
	}
	p.controlChanged(control, false)
}

// onChange handles a control that has been changed.
func (p *Page) onChange(e event) {
	switch control := target(e); control.ID() {
	case "speed":
		speed, _ := strconv.ParseFloat(asField(control).Value(), 64)
		p.setSpeed(speed)
	case "costs":
		p.state.Costs = asField(control).Value()
		p.clearStatus()
		p.run()
	case "keys-on":
		p.keysOff = !asField(control).Checked()
	case "scrub":
	default:
		p.controlChanged(control, true)
	}
}

// onClick handles buttons by what they are for, tabs, and links to other settings.
func (p *Page) onClick(e event) {
	at := target(e)
	if b := closest(at, "[data-action]"); b != nil {
		p.doAction(b.GetAttribute("data-action"), b)
		return
	}
	if t := closest(at, "[role=tab]"); t != nil {
		p.chooseTab(strings.TrimPrefix(t.ID(), "tab-"))
		return
	}
	a := closest(at, `a[href^="?"]`)
	mouse := dom.MouseEvent{UIEvent: &dom.UIEvent{BasicEvent: e}}
	if a == nil || mouse.CtrlKey() || mouse.MetaKey() || mouse.ShiftKey() || mouse.AltKey() {
		return // another window or a download: the link says everything
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
		p.setPlayback(p.player.Back(p.picture.instants))
	case "forward":
		p.setPlayback(p.player.Forward(p.picture.instants))
	case "add-row":
		p.addRow(b)
	case "remove-row":
		p.removeRow(b)
	case "reset":
		p.reset()
	case "share":
		p.share()
	case "undo":
		p.undoLast()
	case "dismiss":
		p.clearStatus()
	case "keys", "close-keys":
		p.showKeys(action == "keys")
	default:
		p.doSavedAction(action, b)
	}
}
