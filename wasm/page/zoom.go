//go:build js && wasm

package page

import (
	"time"

	"overlap/site/view"
)

// zoomStep is how many times as long a step makes the window.
const zoomStep = 2.0

// setPicture shows the runs in another way, and adds the address to the history.
func (p *Page) setPicture(to view.Picture) {
	if to == p.state.Picture || p.picture.results == nil {
		return
	}
	p.writeAddress("replaceState") // going back returns to the present picture
	p.state.Picture = to
	p.redraw()
	p.writeAddress("pushState")
}

// turnPicture is setPicture for a wheel or key that turns on and on: the history has one entry for all of it.
func (p *Page) turnPicture(to view.Picture) {
	if _, turning := p.timers["turn"]; !turning {
		p.setPicture(to)
	} else if to != p.state.Picture {
		p.state.Picture = to
		p.redraw()
		p.writeAddressSoon()
	}
	p.setTimer("turn", time.Second, func() {})
}

// redraw draws the runs that are shown once more.
func (p *Page) redraw() {
	p.drawChart()
	p.fitPlayback()
}

// doChartKey does what a key is for while the chart has the focus, and reports whether the chart uses it.
func (p *Page) doChartKey(name string) bool {
	if p.picture.layout == nil {
		return false
	}
	s, pic := p.picture.layout.Scene, p.state.Picture
	switch name {
	case "+", "=":
		p.turnPicture(pic.Stepped(s, 1/zoomStep))
	case "-", "_":
		p.turnPicture(pic.Stepped(s, zoomStep))
	case "0":
		p.setPicture(pic.Whole())
	case "Shift+ArrowLeft", "Shift+ArrowRight":
		if !s.Zoomed {
			return false
		}
		part := 0.25
		if name == "Shift+ArrowLeft" {
			part = -part
		}
		p.turnPicture(pic.Moved(s, part))
	default:
		return false
	}
	return true
}

// doPictureAction does what a button about the picture or its run is for, and reports whether the action is one.
func (p *Page) doPictureAction(action string, b element) bool {
	if p.picture.layout == nil {
		return false
	}
	s, pic := p.picture.layout.Scene, p.state.Picture
	switch action {
	case "zoom-in":
		p.setPicture(pic.Stepped(s, 1/zoomStep))
	case "zoom-out":
		p.setPicture(pic.Stepped(s, zoomStep))
	case "zoom-whole":
		p.setPicture(pic.Whole())
		byIDOrDetached("zoom-in").Focus() // the button is gone
	case "wakes":
		p.toggle(&p.state.Wakes)
	case "critical":
		p.toggle(&p.state.Critical)
	case "continue":
		p.continueHere()
	case "anew":
		p.anew()
	case "lanes":
		pic.Lanes = !pic.Lanes
		p.setPicture(pic)
	case "hide", "show":
		p.writeAddress("replaceState")
		p.state = p.state.WithVariant(b.GetAttribute("data-variant"), action == "show")
		p.runAgain()
		p.writeAddress("pushState")
	default:
		return false
	}
	return true
}

// keepFocus replaces the inside of an element, and gives the focus, if it was there, to what has the id of what had it.
func keepFocus(within element, html string) {
	had := asElement(document().Get("activeElement"))
	if had != nil && !within.Call("contains", had.Value).Bool() {
		had = nil
	}
	if within.SetInnerHTML(html); had != nil && had.ID() != "" {
		byIDOrDetached(had.ID()).Focus()
	}
}
