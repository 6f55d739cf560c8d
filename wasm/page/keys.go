//go:build js && wasm

package page

import (
	"honnef.co/go/js/dom/v2"

	"overlap/site/view"
)

// key is a key that was pressed.
type key = *dom.KeyboardEvent

// onKeyDown handles the page's keys, unless they have another meaning in the element with the focus.
func (p *Page) onKeyDown(e event) {
	k, at := &dom.KeyboardEvent{BasicEvent: e}, target(e)
	p.brush.ctrl = k.CtrlKey()
	if at == nil || closest(at, "*") == nil || e.DefaultPrevented() || k.CtrlKey() || k.AltKey() || k.MetaKey() {
		return
	}
	if k.Key() == "Escape" {
		p.escape(at)
	}
	if p.keyInTimeline(k) || p.keyInNameField(k, at) || p.keyInGuess(k, at) || p.keyInTabs(k, at) || p.keysOff || elementUses(k.Key(), at) {
		return
	}
	name := k.Key()
	if k.ShiftKey() && len(name) > 1 {
		name = "Shift+" + name
	}
	if closest(at, "#timeline") != nil && p.doChartKey(name) || p.doKey(name) {
		e.PreventDefault()
	}
}

// escape ends what is there for now: the tooltip, unfinished text, a brush, a message, or else the zoom.
func (p *Page) escape(at element) {
	p.hideTip()
	if !p.takeBackCell(at) {
		p.takeBack(at)
	}
	switch {
	case p.brush.held && p.dropBrush():
	case p.statusHTML != "":
		p.clearStatus()
	case closest(at, "dialog, input, select") != nil:
	case p.state.Follow.Task != 0:
		p.unfollow()
	case p.whole && !p.state.Picture.IsZoomed():
		p.setWhole(false)
	default:
		p.setPicture(p.state.Picture.Whole())
	}
}

// keyInNameField handles Enter and Escape in the fields for names.
func (p *Page) keyInNameField(k key, at element) bool {
	does := map[string]string{"save-name Enter": "save", "new-name Enter": "renamed", "new-name Escape": "keep-name"}
	action, ok := does[at.ID()+" "+k.Key()]
	if ok {
		k.PreventDefault()
		p.doSavedAction(action, at)
	}
	return ok
}

// elementUses reports whether a key has a meaning of its own in the element with the focus.
func elementUses(name string, at element) bool {
	switch {
	case closest(at, "dialog[open]") != nil:
		return true
	case at.ID() == "scrub":
		return false
	case matches(at, `select, textarea, [contenteditable], input:not([type="checkbox"], [type="range"])`):
		return true
	case name == " ":
		return matches(at, "button, summary, input, a[href]")
	case len(name) > 1:
		return matches(at, `input[type="range"]`)
	}
	return false
}

// doKey does what a key is for, and reports whether the page uses the key.
func (p *Page) doKey(name string) bool {
	pl := p.player
	switch name {
	case " ":
		p.setPlayback(pl.Toggle())
	case "ArrowLeft":
		p.step(pl.Back(p.instants()))
	case "ArrowRight":
		p.step(pl.Forward(p.instants()))
	case "Shift+ArrowLeft":
		p.step(pl.Back(p.milestones()))
	case "Shift+ArrowRight":
		p.step(pl.Forward(p.milestones()))
	case "Home":
		p.step(pl.Seek(0))
	case "End":
		p.step(pl.Seek(view.End))
	case "<":
		p.setLasts(pl.Slower(1).Lasts)
	case ">":
		p.setLasts(pl.Slower(-1).Lasts)
	case "?":
		p.showDialog("keys", true)
	default:
		return false
	}
	return true
}

// doDialogAction does what the buttons of dialogs are for, and reports whether the action is one.
func (p *Page) doDialogAction(action string, b element) bool {
	switch action {
	case "keys", "export":
		p.showDialog(action, true)
	case "close-keys", "close-export", "close-elsewhere":
		p.showDialog(action[len("close-"):], false)
	case "export-as":
		p.exportAs(b.GetAttribute("data-form"))
	default:
		return false
	}
	return true
}

// showDialog opens or closes a dialog.
func (p *Page) showDialog(id string, open bool) {
	dialog := byIDOrDetached(id).Value
	switch {
	case dialog.Get("showModal").IsUndefined():
	case open && !dialog.Get("open").Bool():
		dialog.Call("showModal")
	case !open:
		dialog.Call("close")
	}
}
