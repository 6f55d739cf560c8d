//go:build js && wasm

package page

import "strconv"

// place is an element that stands for a thing, such as a task, and where it is drawn.
type place struct {
	element
	left, top float64
}

// places returns the tokens in an element by what they stand for.
func places(within element) map[string]place {
	all := map[string]place{}
	for _, e := range elements(within.Value, "[data-token]") {
		r := e.GetBoundingClientRect()
		all[e.GetAttribute("data-token")] = place{e, r.Left(), r.Top()}
	}
	return all
}

// glide replaces the inside of an element. Tokens that were there before go from where they were to where they are now,
// unless the reader prefers that nothing moves. An animation needs no style attribute, which the policy forbids.
func glide(e element, html string) {
	before := places(e)
	e.SetInnerHTML(html)
	if len(before) == 0 || matchesMedia("(prefers-reduced-motion: reduce)") {
		return
	}
	for token, now := range places(e) {
		was, ok := before[token]
		if dx, dy := int(was.left-now.left), int(was.top-now.top); ok && (dx != 0 || dy != 0) {
			from := "translate(" + strconv.Itoa(dx) + "px," + strconv.Itoa(dy) + "px)"
			now.Call("animate", []any{map[string]any{"transform": from}, map[string]any{"transform": "none"}},
				map[string]any{"duration": 300, "easing": "ease-out"})
		}
	}
}
