//go:build js && wasm

package page

import (
	"overlap/site/view"
)

// showStatus shows a text in the status line, which screen readers announce.
func (p *Page) showStatus(text string) { p.showStatusHTML(view.Message(text)) }

// showStatusHTML is showStatus for HTML, and withdraws the last offer to undo something.
func (p *Page) showStatusHTML(html string) {
	p.undo = nil
	p.statusHTML = html
	p.status.SetInnerHTML(html)
}

// clearStatus clears the status line, whose message the reader dismissed or made obsolete by a change.
func (p *Page) clearStatus() {
	if p.statusHTML != "" {
		p.showStatusHTML("")
	}
}

// offerUndo shows a text about something done, and a button that undoes it.
func (p *Page) offerUndo(text string, undo func()) {
	p.showStatusHTML(view.UndoMessage(text))
	p.undo = undo
}

// undoLast does what offerUndo offered.
func (p *Page) undoLast() {
	if undo := p.undo; undo != nil {
		p.clearStatus()
		undo()
	}
}

// showRefused shows the settings of an address that were not allowed. It clears the status line when there are none.
func (p *Page) showRefused(list []string) {
	p.showStatusHTML(view.Refused(list))
}

// rescue keeps a panic from ending the program, so that the reader still has the picture and the controls. Every callback
// defers it.
func (p *Page) rescue() {
	if problem := recover(); problem != nil {
		p.cancel()
		p.garbage.goOn() // between a run and its picture no work is under way
		p.showStatus("Something in this page went wrong: " + describe(problem) + ". If it stays odd, reload the page: its address holds your settings.")
		println("overlap:", describe(problem))
	}
}

func describe(problem any) string {
	switch v := problem.(type) {
	case error:
		return v.Error()
	case string:
		return v
	}
	return "an unknown mistake"
}
