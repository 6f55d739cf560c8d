//go:build js && wasm

package page

import "strconv"

// Where the stage fills the window, the controls scroll above the tabs. A button among the tabs counts those that are below the edge.

// showMoreControls shows how many controls are cut off or hidden by the tabs.
func showMoreControls() {
	edge, n := byIDOrDetached("tabs").GetBoundingClientRect().Top()+leastCut/3, 0
	for _, c := range elements(document(), "#controls :is(.control, .presets, .keep)") {
		if box := c.GetBoundingClientRect(); box.Height() > 0 && box.Bottom() > edge {
			n++
		}
	}
	b := byIDOrDetached("more-controls")
	setVisible(b, n > 0)
	b.SetTextContent("▾ " + strconv.Itoa(n) + " more")
	b.SetAttribute("aria-label", strconv.Itoa(n)+" more controls")
}

// scrollControls scrolls until the first control that is not whole stands at the upper edge.
func scrollControls() {
	edge := byIDOrDetached("tabs").GetBoundingClientRect().Top() + leastCut/3
	for _, c := range elements(document(), "#controls :is(.control, .presets, .keep)") {
		if box := c.GetBoundingClientRect(); box.Height() > 0 && box.Bottom() > edge {
			revealBelow(c)
			return
		}
	}
}

// revealBelow scrolls what stands below the picture until an element begins at its upper edge, unless all of it is in sight above the
// tabs. In one column nothing scrolls.
func revealBelow(e element) {
	const margin = 8
	bench := byIDOrDetached("bench")
	around, box := bench.GetBoundingClientRect(), e.GetBoundingClientRect()
	if around.Height() == 0 || box.Top() >= around.Top() && box.Bottom() <= byIDOrDetached("tabs").GetBoundingClientRect().Top() {
		return
	}
	bench.Set("scrollTop", bench.Get("scrollTop").Float()+box.Top()-around.Top()-margin)
}
