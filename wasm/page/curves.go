//go:build js && wasm

package page

import (
	"time"

	"overlap/site/view"
)

// scrollPause is how long nothing must scroll before the curves that have come into view are run.
const scrollPause = 200 * time.Millisecond

// runCurves runs the curves of the controls in view, when nothing else is under way.
func (p *Page) runCurves() {
	if p.runner.work != nil || p.picture.results == nil {
		return
	}
	runs := p.curves.Runs(p.state, func(name string) bool { return inView(byIDOrDetached("c-" + name)) }, p.showCurve)
	if runs != nil {
		p.start(runs, p.runCurves)
	}
}

// inView reports whether an element that is shown is within the window, and not scrolled out of what it stands in.
func inView(e element) bool {
	box, around := e.GetBoundingClientRect(), byIDOrDetached("bench").GetBoundingClientRect()
	bottom := asElement(document().Get("documentElement")).Get("clientHeight").Float()
	if around.Height() > 0 {
		bottom = min(bottom, around.Bottom())
	}
	return box.Height() > 0 && box.Bottom() > max(around.Top(), 0) && box.Top() < bottom
}

// onScroll runs the curves that have come into view.
func (p *Page) onScroll(event) { p.setTimer("curves", scrollPause, p.runCurves) }

// showCurves shows the curves that are known of the present settings, with the present values marked. Others fade.
func (p *Page) showCurves() {
	for _, c := range elements(document(), ".curve") {
		p.showCurve(c.ID()[len("c-"):])
	}
	p.write("curve-key", view.CurveKey(p.state.Instance, p.state.Variants))
}

// showCurve shows a parameter's curve, or fades the curve that was shown when none is known of the present settings.
func (p *Page) showCurve(name string) {
	html := p.curves.Picture(p.state, name)
	if !p.insides.replace("c-"+name, html) {
		return
	}
	c := byIDOrDetached("c-" + name)
	if html == "" {
		c.SetAttribute("data-stale", "")
		return
	}
	c.RemoveAttribute("data-stale")
	c.SetInnerHTML(html)
}

// chooseOnCurve sets the parameter of a curve to the value at which the reader clicked.
func (p *Page) chooseOnCurve(c element, x float64) {
	param, box := p.state.Instance.Param(c.ID()[len("c-"):]), c.GetBoundingClientRect()
	const edge = 8 // half the width of the slider's thumb, which the curve leaves free at both ends
	stops := view.Stops(param)
	part := (x - box.Left() - edge) / (box.Width() - 2*edge)
	i := int(part*float64(len(stops)-1) + .5)
	p.set(param, param.FromNumber(stops[min(max(i, 0), len(stops)-1)]))
	p.showInControls(param, nil, true)
}
