//go:build js && wasm

package page

import (
	"time"

	"overlap/chart/svg"
	"overlap/scenarios"
	"overlap/site/view"
)

// picture is what is drawn.
type picture struct {
	results  *scenarios.Results
	layout   *svg.Layout
	instants []time.Duration
	width    int // that it is drawn for, in CSS pixels
	playhead element
	panels   map[string]string // what is in each tab's panel
}

// draw shows results in place of the last ones.
func (p *Page) draw(rs *scenarios.Results) {
	pic := &p.picture
	pic.results = rs
	p.score.SetInnerHTML(view.Score(rs))
	p.drawChart()
	pic.instants = pic.layout.Instants()
	p.fitPlayback()
}

// drawChart draws the chart for the present width.
func (p *Page) drawChart() {
	pic := &p.picture
	if pic.width == 0 {
		pic.width = view.Fitting(int(p.chart.GetBoundingClientRect().Width()))
	}
	pic.layout = view.Layout(pic.results, pic.width)
	p.hideTip()
	p.chart.SetInnerHTML(view.Figure(pic.results, pic.layout))
	pic.playhead = asElement(p.chart.Call("querySelector", ".chart-playhead"))
}

// watchWidth draws the chart again when its place has become wider or narrower: scaled text could not be read.
func (p *Page) watchWidth() {
	watchSize(p.chart, func(width float64) {
		defer p.rescue()
		fitting := view.Fitting(int(width))
		if width == 0 || fitting == p.picture.width || p.picture.results == nil {
			return
		}
		p.picture.width = fitting
		p.drawChart()
		p.showPlayhead()
	})
}

// fillPanel writes the inside of the panel that is shown. The others wait until they are.
func (p *Page) fillPanel() {
	pic := &p.picture
	if pic.results == nil {
		return
	}
	tab, html := p.state.Tab, ""
	switch tab {
	case "loop":
		html = view.Loop(pic.results, p.player.At)
	case "log":
		html = view.Log(pic.results, p.player.At)
	case "table":
		html = view.Table(pic.results)
	default:
		p.markLines()
		return
	}
	if pic.panels == nil {
		pic.panels = map[string]string{}
	}
	if pic.panels[tab] != html {
		pic.panels[tab] = html
		byIDOrDetached("panel-" + tab).SetInnerHTML(html)
	}
}
