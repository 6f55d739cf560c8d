//go:build js && wasm

package page

import (
	"strconv"
	"syscall/js"

	"overlap/chart/svg"
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

// pointed is a picture, and the point of it that the reader points at, in pixels of the window.
type pointed struct {
	svg  element // nil: the reader points elsewhere
	x, y float64
}

// inside returns the point in pixels of a layout's picture.
func (at pointed) inside(l *svg.Layout) (x, y float64) {
	box := at.svg.GetBoundingClientRect()
	return (at.x - box.Left()) * l.Width / max(box.Width(), 1), (at.y - box.Top()) * l.Height / max(box.Height(), 1)
}

func pointedBy(e event) pointed {
	return pointed{closest(target(e), "#chart .timeline svg"), e.Get("clientX").Float(), e.Get("clientY").Float()}
}

// onPointer shows the tooltip for the point of the chart under the pointer or finger.
func (p *Page) onPointer(e event) {
	p.pointed = pointedBy(e)
	if p.guesses.open {
		p.pointGuess(e.Get("buttons").Int())
		return
	}
	p.pointAtLine(closest(target(e), ".line"))
	p.showTip()
}

// showTip shows the tooltip for the point at which the reader points, as far as its content is known by now.
func (p *Page) showTip() {
	at, l := p.pointed, p.picture.layout
	if at.svg == nil || l == nil || p.picture.forgotten || p.brush.dragged {
		p.hideTip()
		return
	}
	x, y := at.inside(l)
	text := view.Tip(p.picture.results, l, x, y)
	if text == "" {
		p.hideTip()
		return
	}
	p.tip.SetInnerHTML(text)
	setVisible(p.tip, true)
	p.moveTip(at.x, at.y)
	p.pointAtBar(x, y)
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

// hideTip hides the tooltip until the pointer moves.
func (p *Page) hideTip() {
	p.pointed = pointed{}
	p.code.pointAt(nil)
	if !p.tip.HasAttribute("hidden") {
		setVisible(p.tip, false)
	}
}
