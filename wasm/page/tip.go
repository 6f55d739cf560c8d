//go:build js && wasm

package page

import (
	"strconv"
	"syscall/js"

	"overlap/site/view"
)

// tooltip makes the element that follows the pointer over the chart. It is outside of the chart, because the chart's inside
// is replaced. It is hidden from screen readers, whose users have the table.
func tooltip() element {
	tip := asElement(document().Call("createElement", "div"))
	tip.SetID("tip")
	tip.SetAttribute("aria-hidden", "true")
	setVisible(tip, false)
	document().Get("body").Call("appendChild", tip.Value)
	return tip
}

// onPointer shows the tooltip for the point of the chart under the pointer or finger.
func (p *Page) onPointer(e event) {
	svg := closest(target(e), "#chart svg")
	if svg == nil || p.picture.layout == nil {
		p.hideTip()
		return
	}
	x, y := e.Get("clientX").Float(), e.Get("clientY").Float()
	box := svg.GetBoundingClientRect()
	if box.Width() == 0 || box.Height() == 0 {
		return
	}
	l := p.picture.layout
	text := view.Tip(p.picture.results, l, (x-box.Left())*l.Width/box.Width(), (y-box.Top())*l.Height/box.Height())
	if text == "" {
		p.hideTip()
		return
	}
	p.tip.SetInnerHTML(text)
	setVisible(p.tip, true)
	p.moveTip(x, y)
}

// moveTip places the tooltip beside the pointer, inside the window.
func (p *Page) moveTip(x, y float64) {
	const gap = 14
	w, h := p.tip.OffsetWidth(), p.tip.OffsetHeight()
	left, top := x+gap, y+gap
	if left+w > js.Global().Get("innerWidth").Float()-gap {
		left = max(x-gap-w, 0)
	}
	if top+h > js.Global().Get("innerHeight").Float()-gap {
		top = max(y-gap-h, 0)
	}
	p.tip.Style().SetProperty("left", pixels(left), "")
	p.tip.Style().SetProperty("top", pixels(top), "")
}

func pixels(v float64) string { return strconv.Itoa(int(v)) + "px" }

func (p *Page) hideTip() {
	if !p.tip.HasAttribute("hidden") {
		setVisible(p.tip, false)
	}
}
