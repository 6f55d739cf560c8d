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
func target(e event) element { return wrap(e.Get("target")) }

// listen adds the page's few listeners. Parts come and go within the document, so it is the document that
// listens, and the handlers look at what was meant.
func (p *Page) listen() {
	p.on(document(), "input", p.typed)
	p.on(document(), "change", p.left)
	p.on(document(), "click", p.clicked)
	p.on(document(), "submit", event.PreventDefault) // a form without a button that submits still is, by Enter
	p.on(document(), "keydown", p.pressed)
	p.on(document(), "pointermove", p.pointed)
	p.on(document(), "pointerdown", p.pointed)
	p.on(js.Global(), "popstate", p.popped)
}

func (p *Page) on(at js.Value, name string, fn func(event)) {
	at.Call("addEventListener", name, js.FuncOf(func(_ js.Value, args []js.Value) any {
		defer p.rescue()
		fn(&dom.BasicEvent{Value: args[0]})
		return nil
	}))
}

// typed handles a control that is being changed.
func (p *Page) typed(e event) {
	control := target(e)
	if control.ID() == "scrub" {
		at, _ := strconv.ParseFloat(asField(control).Value(), 64)
		p.stopAt(time.Duration(at))
		return
	}
	p.changed(control, false)
}

// left handles a control that has been changed.
func (p *Page) left(e event) {
	switch control := target(e); control.ID() {
	case "speed":
		speed, _ := strconv.ParseFloat(asField(control).Value(), 64)
		p.setSpeed(speed)
	case "costs":
		p.state.Costs = asField(control).Value()
		p.hush()
		p.run()
	case "keys-on":
		p.keysOff = !asField(control).Checked()
	case "scrub":
	default:
		p.changed(control, true)
	}
}

// clicked handles buttons by what they are for, tabs, and links to other settings.
func (p *Page) clicked(e event) {
	at := target(e)
	if b := closest(at, "[data-action]"); b != nil {
		p.act(b.GetAttribute("data-action"), b)
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
	p.apply(a.GetAttribute("href"))
}

// act does what a button is for.
func (p *Page) act(action string, b element) {
	switch action {
	case "play":
		p.move(p.player.Toggle())
	case "back":
		p.move(p.player.Back(p.picture.instants))
	case "forward":
		p.move(p.player.Forward(p.picture.instants))
	case "add-row":
		p.addRow(b)
	case "remove-row":
		p.removeRow(b)
	case "reset":
		p.reset()
	case "share":
		p.share()
	case "undo":
		p.takeBack()
	case "dismiss":
		p.hush()
	case "keys", "close-keys":
		p.showKeys(action == "keys")
	default:
		p.actOnShelf(action, b)
	}
}
