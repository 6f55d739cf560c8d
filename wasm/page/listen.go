//go:build js && wasm

package page

import (
	"strconv"
	"strings"
	"time"

	"honnef.co/go/js/dom/v2"
)

// listen adds the page's few listeners. Parts come and go within the document, so it is the document that
// listens, and the handlers look at what was meant.
func (p *Page) listen() {
	p.on("input", p.typed)
	p.on("change", p.left)
	p.on("click", p.clicked)
	p.on("keydown", p.pressed)
	p.on("pointermove", p.pointed)
	p.on("pointerdown", p.pointed)
	p.window.AddEventListener("popstate", false, p.guarded(p.popped))
}

func (p *Page) on(event string, fn func(dom.Event)) {
	p.doc.AddEventListener(event, false, p.guarded(fn))
}

func (p *Page) guarded(fn func(dom.Event)) func(dom.Event) {
	return func(e dom.Event) {
		defer p.rescue()
		fn(e)
	}
}

// typed handles a control that is being changed.
func (p *Page) typed(e dom.Event) {
	target := e.Target()
	if target.ID() == "scrub" {
		at, _ := strconv.ParseFloat(textOf(target), 64)
		p.stopAt(time.Duration(at))
		return
	}
	p.changed(target, false)
}

// left handles a control that has been changed.
func (p *Page) left(e dom.Event) {
	switch target := e.Target(); target.ID() {
	case "speed":
		if s, ok := target.(*dom.HTMLSelectElement); ok {
			speed, _ := strconv.ParseFloat(s.Value(), 64)
			p.setSpeed(speed)
		}
	case "keys-on":
		p.keysOff = !target.(*dom.HTMLInputElement).Checked()
	case "scrub":
	default:
		p.changed(target, true)
	}
}

// clicked handles buttons by what they are for, tabs, and links to other settings.
func (p *Page) clicked(e dom.Event) {
	target := e.Target()
	if b := target.Closest("[data-action]"); b != nil {
		p.act(b.GetAttribute("data-action"), b)
		return
	}
	if t := target.Closest("[role=tab]"); t != nil {
		p.chooseTab(strings.TrimPrefix(t.ID(), "tab-"))
		return
	}
	mouse, ok := e.(*dom.MouseEvent)
	a := target.Closest(`a[href^="?"]`)
	if a == nil || ok && (mouse.CtrlKey() || mouse.MetaKey() || mouse.ShiftKey() || mouse.AltKey()) {
		return // another window or a download: the link says everything
	}
	e.PreventDefault()
	p.apply(a.GetAttribute("href"))
}

// act does what a button is for.
func (p *Page) act(action string, b dom.Element) {
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
	case "keys", "close-keys":
		p.showKeys(action == "keys")
	default:
		p.actOnShelf(action, b)
	}
}
