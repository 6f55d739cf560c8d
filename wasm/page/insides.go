//go:build js && wasm

package page

// insides is what stands in elements that seldom change while a slider moves, by their ids: to write the same once more costs as
// much as to write something else.
type insides map[string]string

// replace keeps what is to stand in an element, and reports whether it is not what was kept.
func (in insides) replace(id, html string) bool {
	old, known := in[id]
	in[id] = html
	return !known || old != html
}

// forget has the next replace report true, whatever stands in the element.
func (in insides) forget(id string) { delete(in, id) }

// write writes the inside of the element with an id, unless it is that which was written last.
func (p *Page) write(id, html string) {
	if p.insides.replace(id, html) {
		byIDOrDetached(id).SetInnerHTML(html)
	}
}
