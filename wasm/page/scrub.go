//go:build js && wasm

package page

import "overlap/site/view"

// scrubbing is a drag along an axis of the picture, which moves the playhead.
type scrubbing struct {
	svg  element // nil: nothing is dragged
	axis int
}

// onPointerDown begins to drag the playhead where an axis' labels are pressed. In the plot a drag draws a
// window.
func (p *Page) onPointerDown(e event) {
	p.onPointer(e)
	at := pointedBy(e)
	if at.svg == nil || p.picture.layout == nil || p.guesses.open {
		return
	}
	if !matches(target(e), ".chart-axis") {
		p.beginBrush(e, at)
		return
	}
	x, y := at.inside(p.picture.layout)
	p.scrub = scrubbing{at.svg, max(p.picture.layout.AxisAt(x, y), 0)}
	p.dragTo(e)
	e.PreventDefault() // no text is selected
}

// onPointerMove moves what is dragged, or shows the tooltip.
func (p *Page) onPointerMove(e event) {
	if p.scrub.svg == nil {
		p.brush.ctrl = e.Get("ctrlKey").Bool()
		p.moveBrush(e)
		p.onPointer(e)
		return
	}
	p.dragTo(e)
}

// onPointerUp ends a drag.
func (p *Page) onPointerUp(e event) {
	p.scrub = scrubbing{}
	p.endBrush(e)
}

func (p *Page) dragTo(e event) {
	at := pointed{p.scrub.svg, e.Get("clientX").Float(), e.Get("clientY").Float()}
	x, _ := at.inside(p.picture.layout)
	p.pauseAt(p.picture.layout.InstantAt(p.scrub.axis, x))
}

// firstClick is what a click on the picture met, for the second of a double click.
type firstClick struct {
	zoomed bool
	follow view.TaskRef
	again  bool // the second came, and did what there is to do
}

// onMouseDown shows all of a run that is zoomed when the second press of a double click comes, and no longer what the first click
// followed. The panel about a followed task moves the picture from under the pointer: the press may fall beside it, and no click comes
// where what was pressed is drawn anew before the release.
func (p *Page) onMouseDown(e event) {
	first := p.first
	p.first = firstClick{again: first.zoomed && e.Get("detail").Int() == 2}
	if p.first.again {
		p.dropBrush()
		p.follow(first.follow)
		p.setPicture(p.state.Picture.Whole())
	}
}

// ofSecondPress reports whether a click ends a press that onMouseDown has dealt with.
func (p *Page) ofSecondPress(e event) bool { return p.first.again && e.Get("detail").Int() == 2 }

// onPictureClick follows the task at which the reader points. In an empty part of the plot it moves the playhead there.
func (p *Page) onPictureClick(e event) {
	at, l := pointedBy(e), p.picture.layout
	if at.svg == nil || l == nil || matches(target(e), ".chart-axis") || p.guesses.open {
		return
	}
	p.first = firstClick{zoomed: l.Zoomed, follow: p.state.Follow}
	x, y := at.inside(l)
	if hit, found := l.At(x, y); found {
		if e.Get("pointerType").String() == "touch" { // a finger leaves no tooltip behind, which would lie over the panel
			p.hideTip()
		}
		p.followHit(hit)
	} else if axis := l.AxisAt(x, y); axis >= 0 {
		p.pauseAt(l.InstantAt(axis, x))
	}
}
