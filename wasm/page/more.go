//go:build js && wasm

package page

import "strconv"

// Where the stage fills the window, the controls scroll above the tabs. A button among the tabs counts those that are below the edge.

// hiddenControls returns the controls that are cut off or hidden by the tabs, and where the tabs begin.
func hiddenControls() (list []element, edge float64) {
	edge = byIDOrDetached("tabs").GetBoundingClientRect().Top()
	for _, c := range elements(document(), "#controls :is(.control, .presets, .keep)") {
		if box := c.GetBoundingClientRect(); box.Height() > 0 && box.Bottom() > edge+1 {
			list = append(list, c)
		}
	}
	return list, edge
}

// showMoreControls shows how many controls are cut off or hidden.
func showMoreControls() {
	list, _ := hiddenControls()
	b, n := byIDOrDetached("more-controls"), strconv.Itoa(len(list))
	setVisible(b, len(list) > 0)
	b.SetTextContent("▾ " + n + " more")
	b.SetAttribute("aria-label", n+" more controls")
}

// edgeMargin is how far below the upper edge something stands that was scrolled there.
const edgeMargin = 8

// scrollControls scrolls until the first control that is not whole stands at the upper edge. One that is there already, and higher than
// its window, moves on by a window but for a row.
func scrollControls() {
	const row = 48
	bench := byIDOrDetached("bench")
	if list, edge := hiddenControls(); len(list) > 0 {
		top := bench.GetBoundingClientRect().Top()
		by := list[0].GetBoundingClientRect().Top() - top - edgeMargin
		if by < 1 {
			by = edge - top - row
		}
		bench.Set("scrollTop", bench.Get("scrollTop").Float()+by)
	}
}

// revealBelow scrolls what stands below the picture until an element begins at its upper edge, unless all of it is in sight above the
// tabs. In one column the page scrolls there, for who pressed a link to it.
func revealBelow(e element, pressed bool) {
	bench := byIDOrDetached("bench")
	around, box := bench.GetBoundingClientRect(), e.GetBoundingClientRect()
	switch {
	case around.Height() == 0 && pressed:
		e.Call("scrollIntoView")
		return
	case around.Height() == 0, box.Top() >= around.Top() && box.Bottom() <= byIDOrDetached("tabs").GetBoundingClientRect().Top():
		return
	}
	scrollToEdge(bench, e)
}

// scrollToEdge scrolls a window until an element in it begins at its upper edge.
func scrollToEdge(window, e element) {
	by := e.GetBoundingClientRect().Top() - window.GetBoundingClientRect().Top() - edgeMargin
	window.Set("scrollTop", window.Get("scrollTop").Float()+by)
}
