//go:build js && wasm

package page

import (
	"syscall/js"
	"time"

	"honnef.co/go/js/dom/v2"
)

// brush is a window of the chart that the reader draws with a mouse or pen. Fingers scroll, and pinch the page.
type brush struct {
	svg     element // the picture
	panel   int     // in which it began
	from    float64 // where it began, in the layout's pixels
	held    bool    // the button is down
	dragged bool    // it is too wide for a click, and the click that follows is none
	ctrl    bool    // Ctrl is down; the wheel events of a pinch on a touchpad claim that it is, too
	turned  bool    // the wheel was turned, and the next frame draws that
}

// leastDrag is how many of the layout's pixels are too many for a click.
const leastDrag = 5

func (p *Page) beginBrush(e event, at pointed) {
	x, y := at.inside(p.picture.layout)
	held := e.Get("button").Int() == 0 && e.Get("pointerType").String() != "touch"
	p.brush = brush{svg: at.svg, panel: p.picture.layout.PanelAt(y), from: x, held: held}
}

// moveBrush shows the window between where the brush began and the pointer.
func (p *Page) moveBrush(e event) {
	b := &p.brush
	if b.held = b.held && e.Get("buttons").Int() != 0; !b.held {
		return
	}
	x := b.to(p, e)
	if b.dragged = b.dragged || x >= b.from+leastDrag || x <= b.from-leastDrag; b.dragged {
		p.drawOver("chart-brush", p.picture.layout.Brush(b.panel, b.from, x))
	}
}

// to returns where the pointer is, in the layout's pixels.
func (b *brush) to(p *Page, e event) float64 {
	x, _ := pointed{b.svg, e.Get("clientX").Float(), e.Get("clientY").Float()}.inside(p.picture.layout)
	return x
}

// endBrush shows the window that was drawn, unless the browser took the pointer away.
func (p *Page) endBrush(e event) {
	b, l := &p.brush, p.picture.layout
	if !p.dropBrush() || e.Get("type").String() != "pointerup" {
		return
	}
	p.setPicture(p.state.Picture.Zoomed(l.Scene, l.XToTime(b.panel, b.from), l.XToTime(b.panel, b.to(p, e))))
}

// dropBrush takes the brush away, and reports whether it was drawn. The click that comes next is still none.
func (p *Page) dropBrush() bool {
	drawn := p.brush.held && p.brush.dragged
	p.brush.held = false
	p.drawOver("chart-brush", "")
	p.setTimer("drag", 0, func() { p.brush.dragged = false })
	return drawn
}

// listenToWheel adds a listener that zooms around the pointer while Ctrl is held. The browser asks only listeners that are not
// passive whether it may scroll; elsewhere scrolling does not wait.
func (p *Page) listenToWheel() {
	p.chart.Call("addEventListener", "wheel", js.FuncOf(func(_ js.Value, args []js.Value) any {
		defer p.rescue()
		e := &dom.BasicEvent{Value: args[0]}
		if l := p.picture.layout; l != nil && p.brush.ctrl && e.Get("ctrlKey").Bool() {
			e.PreventDefault()
			p.turnWheel(e)
		}
		return nil
	}), map[string]any{"passive": false})
}

// turnWheel zooms by one step in the next frame, however many turns it brings.
func (p *Page) turnWheel(e event) {
	if p.brush.turned {
		return
	}
	p.brush.turned = true
	factor := zoomStep
	if e.Get("deltaY").Float() < 0 {
		factor = 1 / factor
	}
	x, y := pointed{asElement(p.chart.Call("querySelector", ".timeline svg")), e.Get("clientX").Float(), e.Get("clientY").Float()}.inside(p.picture.layout)
	p.frame(func(time.Duration) {
		p.brush.turned = false
		l := p.picture.layout
		panel := l.PanelAt(y)
		p.turnPicture(p.state.Picture.Scaled(l.Scene, panel, l.XToTime(panel, x), factor))
	})
}
