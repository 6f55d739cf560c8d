//go:build js && wasm

package page

import (
	"time"

	"overlap/chart/svg"
	"overlap/scenarios"
	"overlap/site/view"
)

// picture is the chart that is shown, and the results it shows.
type picture struct {
	results    *scenarios.Results
	batch      *scenarios.Batch // that made them
	forgotten  bool             // the results and the layout were dropped: see Page.forget
	lined      bool             // the results have their lines
	whenLined  func()           // what the reader asked for that needs lines; nil for nothing
	state      view.State       // in which it was drawn
	settings   string           // of that state: its instance may have been changed since
	layout     *svg.Layout
	instants   []time.Duration // nil before the playhead entered the run
	drawn      int             // counts the drawings, so that one made in pieces knows whether another came in between
	spot       *svg.Spot       // where the keyboard is; nil before the first arrow key
	overlay    string          // what is drawn over it
	critical   view.Paths      // the critical paths; nil before they were asked for
	milestones []time.Duration // nil before the first step to one
	width      int             // the width that the chart is drawn for, in CSS pixels
	playheads  []element
	moments    []moment          // of the chart; nil before the playhead entered the run
	totals     []element         // of the score; nil likewise
	panels     map[string]string // the inside of each tab's panel
}

// draw shows results and their picture in place of the last ones.
func (p *Page) draw(rs *scenarios.Results, d *view.Drawing) {
	pic := &p.picture
	if pic.results != nil && !p.toMeasure() { // a reader changed something, and this is the answer
		p.heard.SetTextContent(view.Conclusion(rs))
	}
	p.forget(rs)
	score := view.Score
	if note := p.real.run.Note; note != nil {
		score = func(rs *scenarios.Results) string { return view.ScoreBeside(rs, note) }
	}
	keepFocus(p.score, score(rs))
	p.showSeed()
	byIDOrDetached("paper").SetInnerHTML(view.Paper(p.state, rs.Random()))
	pic.totals = nil
	p.showDrawing(d)
	p.fitPlayback()
}

// forget forgets what was found in the results before these. Real runs have their lines.
func (p *Page) forget(rs *scenarios.Results) {
	pic := &p.picture
	pic.results, pic.instants, pic.milestones, pic.critical = rs, nil, nil, nil
	pic.lined, pic.whenLined, pic.forgotten = p.real.shown, nil, false
}

// drawBeside shows what stands beside the picture.
func (p *Page) drawBeside() {
	p.markSteps()
	p.writeConstants()
	p.showComparison()
	p.showCurves()
}

// newDrawing begins a picture of results for the present width.
func (p *Page) newDrawing(rs *scenarios.Results) *view.Drawing {
	pic := &p.picture
	if pic.width == 0 {
		pic.width = p.fitting(p.chart.GetBoundingClientRect().Width())
	}
	return view.NewDrawing(rs, p.state.Picture, pic.width, p.state.Former(p.pinned, p.real.run.Model)...)
}

// drawChart draws the chart for the present width. Of a forgotten run the next picture will be.
func (p *Page) drawChart() {
	if p.picture.forgotten {
		p.picture.drawn++ // so that a picture in the making is made for what has changed
		return
	}
	d := p.newDrawing(p.picture.results)
	for !d.Add() {
	}
	p.showDrawing(d)
}

// showDrawing shows a picture that is complete.
func (p *Page) showDrawing(d *view.Drawing) {
	pic := &p.picture
	pic.layout = d.Layout
	pic.drawn++
	p.hideTip()
	p.code.pointed = 0
	p.chart.SetInnerHTML(d.HTML)
	pic.moments, pic.overlay = nil, ""
	pic.playheads = elements(p.chart.Value, ".chart-playhead")
	if axes := view.Axes(pic.layout, p.state.Picture); p.insides.replace("axes", axes) {
		keepFocus(p.axes, axes)
	}
	p.drawGuess()
	p.drawOverlay()
	p.showFollowed()
	p.watchBelow()
}

// watchWidth draws the chart again when the space for it changes, because text scaled with the chart could become too
// small.
func (p *Page) watchWidth() {
	watchSize(p.chart, func(width float64) {
		defer p.rescue()
		fitting := p.fitting(width)
		if width == 0 || fitting == p.picture.width || p.picture.results == nil {
			return
		}
		p.picture.width = fitting
		p.drawChart()
		p.showPlayhead()
		p.fillPanel()
	})
}

// fillPanel writes the inside of the visible panel. Hidden panels are written when they are shown.
func (p *Page) fillPanel() {
	pic := &p.picture
	if pic.results == nil || pic.forgotten {
		return
	}
	tab, html := p.state.Tab, ""
	switch tab {
	case "loop":
		html = view.Loop(pic.results, p.player.At)
	case sequenceTab:
		p.showSequence()
		return
	case "log":
		html = view.Log(pic.results, p.state.Picture, p.player.At)
	case "table":
		html = p.real.run.Besides + view.Table(pic.results)
	case view.SweepTab:
		p.showSweep()
		return
	default:
		p.showCode()
		return
	}
	if pic.panels == nil {
		pic.panels = map[string]string{}
	}
	if pic.panels[tab] != html {
		pic.panels[tab] = html
		glide(byIDOrDetached("panel-"+tab), html)
	}
}
