//go:build js && wasm

package page

import (
	"syscall/js"

	"honnef.co/go/js/dom/v2"
)

// element is any element of the page. It is one of dom's concrete types, and nothing here uses dom's interfaces
// or what returns them: a method called through dom.Element would be linked for each of seventy kinds of element,
// which made the program half as large again (1.2 MB instead of 0.85, compressed).
type element = *dom.BasicHTMLElement

// asElement returns a value of the DOM as an element, nil when it is null or undefined.
func asElement(v js.Value) element {
	if !v.Truthy() {
		return nil
	}
	return &dom.BasicHTMLElement{BasicElement: &dom.BasicElement{BasicNode: &dom.BasicNode{Value: v}}}
}

// field is an element with text in it, or a position.
type field = *dom.HTMLInputElement

func asField(e element) field {
	if e == nil {
		return nil
	}
	return &dom.HTMLInputElement{BasicHTMLElement: e}
}

func document() js.Value { return js.Global().Get("document") }

// byID returns the element with that id, nil when there is none.
func byID(id string) element { return asElement(document().Call("getElementById", id)) }

// byIDOrDetached returns the element with that id. One that a page does not have is replaced by an element outside of
// the document: an embedded page may do without a log, and nothing else needs to know.
func byIDOrDetached(id string) element {
	if e := byID(id); e != nil {
		return e
	}
	return asElement(document().Call("createElement", "div"))
}

// elements returns the elements within another, or the document, that match a selector.
func elements(within js.Value, selector string) []element {
	found := within.Call("querySelectorAll", selector)
	list := make([]element, found.Length())
	for i := range list {
		list[i] = asElement(found.Index(i))
	}
	return list
}

// closest returns the element itself or the nearest around it that matches, nil when none does.
func closest(e element, selector string) element {
	if e == nil || e.Get("closest").IsUndefined() { // the document is an event's target too
		return nil
	}
	return asElement(e.Call("closest", selector))
}

// matches reports whether an element matches a selector.
func matches(e element, selector string) bool { return e.Call("matches", selector).Bool() }

// setVisible sets or removes the attribute hidden.
func setVisible(e element, visible bool) {
	if visible {
		e.RemoveAttribute("hidden")
	} else {
		e.SetAttribute("hidden", "")
	}
}
