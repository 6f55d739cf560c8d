//go:build js && wasm

package page

import (
	"overlap/site/view"
)

// showStatus shows a sentence in the status line, which screen readers announce.
func (p *Page) showStatus(text string) { p.showStatusHTML(view.Message(text)) }

// showStatusHTML is say for HTML.
func (p *Page) showStatusHTML(html string) {
	p.undo = nil
	p.statusHTML = html
	p.status.SetInnerHTML(html)
}

// clearStatus clears the status line: what it says has been read, or the reader has moved on.
func (p *Page) clearStatus() {
	if p.statusHTML != "" {
		p.showStatusHTML("")
	}
}

// busy is what the status line says while a run takes long.
const busy = "Running the model …"

// showBusy says so, unless something is said that the reader has not read yet.
func (p *Page) showBusy() {
	if p.statusHTML == "" {
		p.showStatus(busy)
	}
}

// offerUndo says what was done and offers to take it back.
func (p *Page) offerUndo(text string, undo func()) {
	p.showStatusHTML(view.UndoMessage(text))
	p.undo = undo
}

// undoLast does what was offered.
func (p *Page) undoLast() {
	if undo := p.undo; undo != nil {
		p.clearStatus()
		undo()
	}
}

// showRefused reports the settings of an address that were not allowed.
func (p *Page) showRefused(list []string) {
	p.showStatusHTML(view.Refused(list))
}

// rescue keeps a mistake of ours from ending the program: a reader who did nothing wrong still has the picture,
// and a page that can be used. It is deferred in every callback.
func (p *Page) rescue() {
	if problem := recover(); problem != nil {
		p.runner.cancel()
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
