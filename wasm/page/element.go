//go:build js && wasm

package page

import (
	"syscall/js"

	"honnef.co/go/js/dom/v2"
)

// element is any element of the page, as a concrete type of package dom. Nothing here uses dom's interfaces or functions
// that return them: the linker would keep a method that is called through dom.Element for each of seventy kinds of element,
// and the program would be half as large again (1.2 MB instead of 0.85, compressed).
type element = *dom.BasicHTMLElement

// asElement returns a value of the DOM as an element, nil when it is null or undefined.
func asElement(v js.Value) element {
	if !v.Truthy() {
		return nil
	}
	return &dom.BasicHTMLElement{BasicElement: &dom.BasicElement{BasicNode: &dom.BasicNode{Value: v}}}
}

// field is an element with a value: an input, or a list of choices.
type field = *dom.HTMLInputElement

func asField(e element) field {
	if e == nil {
		return nil
	}
	return &dom.HTMLInputElement{BasicHTMLElement: e}
}

func document() js.Value { return js.Global().Get("document") }

// byID returns the element with an id, nil when there is none.
func byID(id string) element { return asElement(document().Call("getElementById", id)) }

// byIDOrDetached returns the element with an id, or a new element outside of the document when there is none. An embedded
// page may lack a log, say, and callers need not check.
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

// closest returns the nearest of an element and its ancestors that matches a selector, nil when none does.
func closest(e element, selector string) element {
	if e == nil || e.Get("closest").IsUndefined() { // the document is an event's target too
		return nil
	}
	return asElement(e.Call("closest", selector))
}

// matches reports whether an element matches a selector.
func matches(e element, selector string) bool { return e.Call("matches", selector).Bool() }

// setOrRemove sets an attribute, or removes it when its value is "".
func setOrRemove(e element, name, value string) {
	if value == "" {
		e.RemoveAttribute(name)
	} else {
		e.SetAttribute(name, value)
	}
}

// setVisible removes or sets the attribute hidden.
func setVisible(e element, visible bool) {
	if visible {
		e.RemoveAttribute("hidden")
	} else {
		e.SetAttribute("hidden", "")
	}
}
