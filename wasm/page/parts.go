//go:build js && wasm

package page

import "honnef.co/go/js/dom/v2"

// parts are the elements that the program writes into.
type parts struct {
	score, chart, transport, status, saved, tip dom.Element
}

// find returns the parts. One that a page does not have is replaced by an element outside of the document: an
// embedded page may do without a log, and nothing else needs to know.
func (p *Page) find() parts {
	return parts{
		score: p.part("score"), chart: p.part("chart"), transport: p.part("transport"),
		status: p.part("status"), saved: p.part("saved"), tip: p.tooltip(),
	}
}

func (p *Page) part(id string) dom.Element {
	if e := p.doc.GetElementByID(id); e != nil {
		return e
	}
	return p.doc.CreateElement("div")
}

// input returns the element with that id as a form's field, nil when there is none of that kind.
func (p *Page) input(id string) *dom.HTMLInputElement {
	in, _ := p.doc.GetElementByID(id).(*dom.HTMLInputElement)
	return in
}

// show sets or removes the attribute hidden.
func show(e dom.Element, visible bool) {
	if visible {
		e.RemoveAttribute("hidden")
	} else {
		e.SetAttribute("hidden", "")
	}
}

// focus moves the focus to an element, if it is there and can have it.
func focus(e dom.Element) {
	if h, ok := e.(dom.HTMLElement); ok && h != nil {
		h.Focus()
	}
}

// setHTML replaces an element's inside unless it is the same: a screen reader would read it again.
func setHTML(e dom.Element, html string, was *string) {
	if *was != html {
		e.SetInnerHTML(html)
		*was = html
	}
}
