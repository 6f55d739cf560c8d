//go:build js && wasm

package page

import (
	"overlap/site/view"
)

// say shows a sentence in the status line, which screen readers announce.
func (p *Page) say(text string) { p.tell(view.Said(text)) }

// tell is say for HTML.
func (p *Page) tell(html string) {
	p.undo = nil
	p.saying = html
	p.status.SetInnerHTML(html)
}

// hush clears the status line: what it says has been read, or the reader has moved on.
func (p *Page) hush() {
	if p.saying != "" {
		p.tell("")
	}
}

// busy is what the status line says while a run takes long.
const busy = "Running the model …"

// sayBusy says so, unless something is said that the reader has not read yet.
func (p *Page) sayBusy() {
	if p.saying == "" {
		p.say(busy)
	}
}

// offer says what was done and offers to take it back.
func (p *Page) offer(text string, undo func()) {
	p.tell(view.Undo(text))
	p.undo = undo
}

// takeBack does what was offered.
func (p *Page) takeBack() {
	if undo := p.undo; undo != nil {
		p.hush()
		undo()
	}
}

// sayRefused reports the settings of an address that were not allowed.
func (p *Page) sayRefused(list []string) {
	p.tell(view.Refused(list))
}

// rescue keeps a mistake of ours from ending the program: a reader who did nothing wrong still has the picture,
// and a page that can be used. It is deferred in every callback.
func (p *Page) rescue() {
	if problem := recover(); problem != nil {
		p.runner.cancel()
		p.say("Something in this page went wrong: " + describe(problem) + ". If it stays odd, reload the page: its address holds your settings.")
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
