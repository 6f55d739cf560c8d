//go:build js && wasm

package page

import "overlap/site/view"

// setWhole gives the picture the browser's window, in place of the lesson and the controls, or takes it back.
func (p *Page) setWhole(whole bool) {
	p.whole = whole
	root, name := asElement(document().Get("documentElement")), "Whole picture"
	if whole {
		root.SetAttribute("data-whole", "")
		name = "Back to the lesson"
	} else {
		root.RemoveAttribute("data-whole")
	}
	byIDOrDetached("whole").SetTextContent(name)
	p.picture.width = 0
	p.redraw()
	p.showPlayhead()
	p.fillPanel()
	p.watchBelow()
}

// fitting returns the width to draw the chart for in a space of so many CSS pixels. The whole picture is drawn so wide that, scaled
// to the space, it is no higher than its window.
func (p *Page) fitting(space float64) int {
	rs := p.picture.results
	if !p.whole || rs == nil || p.picture.forgotten {
		return view.Fitting(int(space))
	}
	room := p.timeline.Get("clientHeight").Int() - byIDOrDetached("overlays").Get("offsetHeight").Int() // which stand above it then
	return view.FittingWhole(rs, p.state.Picture, int(space), room)
}
