//go:build js && wasm

package page

import (
	"strconv"

	"overlap/site/view"
)

// onFocusIn points at the line of a marker that gets the focus.
func (p *Page) onFocusIn(e event) { p.pointAtLine(closest(target(e), ".line")) }

// pointAtLine outlines the bars of tasks that are at a line of either listing, nil for none.
func (p *Page) pointAtLine(line element) {
	at := p.code.lineInProgram(line)
	if at == p.code.pointed || p.picture.layout == nil || p.picture.forgotten || p.guesses.open { // whose bars would tell
		return
	}
	p.code.pointed = at
	bars := ""
	if at != 0 {
		bars = view.BarsAt(p.picture.results, p.picture.layout, at)
	}
	p.drawOver("chart-lit", bars)
}

// drawOver draws a path over the picture, in place of the last of its class, or none when d is "".
func (p *Page) drawOver(class, d string) {
	if old := asElement(p.chart.Call("querySelector", "."+class)); old != nil {
		old.Remove()
	}
	if d != "" {
		p.chart.Call("querySelector", ".timeline svg").Call("insertAdjacentHTML", "beforeend", `<path class="`+class+`" d="`+d+`"/>`)
	}
}

// lineInProgram returns the number in the program of a line, 0 when it is nil or has no marker that the program has, too.
func (c *code) lineInProgram(line element) int {
	if line == nil {
		return 0
	}
	if closest(line, "#panel-go") != nil {
		n, _ := strconv.Atoi(line.GetAttribute("data-line"))
		return n
	}
	for _, m := range c.program.markers {
		if m.Name == line.GetAttribute("data-marker") {
			return m.Line
		}
	}
	return 0
}

// pointAtBar marks the lines of the task that is drawn at a position of the chart, in both listings.
func (p *Page) pointAtBar(x, y float64) {
	var at []view.Lit
	for _, line := range view.LinesAt(p.picture.results, p.picture.layout, x, y) {
		at = append(at, view.Lit{Line: line})
	}
	p.code.pointAt(at)
}

func (c *code) pointAt(at []view.Lit) {
	c.program.mark("data-pointed", &c.program.pointed, at)
	c.twin.mark("data-pointed", &c.twin.pointed, view.LitTwin(c.program.markers, c.twin.markers, at))
}
