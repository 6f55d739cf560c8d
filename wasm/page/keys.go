//go:build js && wasm

package page

import (
	"honnef.co/go/js/dom/v2"

	"overlap/wasm/view"
)

// pressed handles the page's keys, unless they mean something else where they were pressed.
func (p *Page) pressed(e dom.Event) {
	k, ok := e.(*dom.KeyboardEvent)
	if !ok || e.DefaultPrevented() || k.CtrlKey() || k.AltKey() || k.MetaKey() {
		return
	}
	target := e.Target()
	if target == nil {
		return
	}
	if p.pressedInField(k, target) || p.pressedInTabs(k, target) || p.keysOff || taken(k.Key(), target) {
		return
	}
	if p.do(k.Key()) {
		e.PreventDefault()
	}
}

// pressedInField handles the return key in the fields that a button belongs to.
func (p *Page) pressedInField(k *dom.KeyboardEvent, target dom.Element) bool {
	if k.Key() == "Escape" && target.ID() == "new-name" {
		p.actOnShelf("keep-name", target)
		return true
	}
	if k.Key() != "Enter" {
		return false
	}
	switch target.ID() {
	case "save-name":
		p.actOnShelf("save", target)
	case "new-name":
		p.actOnShelf("renamed", target)
	default:
		// A form without a submit button would be submitted; ours has nowhere to go.
		if target.Matches(`#controls input[type="text"]`) {
			k.PreventDefault()
			p.changed(target, true)
		}
		return false
	}
	k.PreventDefault()
	return true
}

// taken reports whether a key has a meaning of its own in the element that has the focus.
func taken(key string, target dom.Element) bool {
	switch {
	case target.Closest("dialog[open]") != nil:
		return true
	case target.ID() == "scrub":
		return false
	case target.Matches(`select, textarea, [contenteditable], input:not([type="checkbox"], [type="range"])`):
		return true
	case key == " ":
		return target.Matches("button, summary, input, a[href]")
	case len(key) > 1:
		return target.Matches(`input[type="range"]`)
	}
	return false
}

// do does what a key is for and reports whether it is for anything.
func (p *Page) do(key string) bool {
	pl := p.player
	switch key {
	case " ":
		p.move(pl.Toggle())
	case "ArrowLeft":
		p.move(pl.Back(p.picture.instants))
	case "ArrowRight":
		p.move(pl.Forward(p.picture.instants))
	case "Home":
		p.stopAt(0)
	case "End":
		p.stopAt(view.End)
	case "+", "=":
		p.setSpeed(pl.Faster(1).Speed)
	case "-", "_":
		p.setSpeed(pl.Faster(-1).Speed)
	case "?":
		p.showKeys(true)
	default:
		return p.speedKey(key)
	}
	return true
}

// speedKey chooses a speed by its number.
func (p *Page) speedKey(key string) bool {
	list := view.Speeds()
	if len(key) != 1 || key[0] < '1' || int(key[0]-'1') >= len(list) {
		return false
	}
	p.setSpeed(list[key[0]-'1'])
	return true
}

// showKeys opens or closes the list of keys.
func (p *Page) showKeys(open bool) {
	dialog := p.part("keys").Underlying()
	switch {
	case dialog.Get("showModal").IsUndefined():
	case open && !dialog.Get("open").Bool():
		dialog.Call("showModal")
	case !open:
		dialog.Call("close")
	}
}
