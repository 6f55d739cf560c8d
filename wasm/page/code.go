//go:build js && wasm

package page

import (
	"overlap/scenarios"
	"overlap/site/view"
)

// code is the two listings in the page, and their lit lines.
type code struct {
	source, twin       file
	sourceLit, twinLit []view.Lit
}

// file is a listing. Line n is lines[n-1]. The program does not contain the texts, so the markers are read from the page.
type file struct {
	lines   []element
	markers []scenarios.Marker
}

// readListings finds the listings' lines in the page. The twin begins at the second line 1.
func readListings() code {
	var c code
	into := &c.source
	for _, e := range elements(document(), "#code [data-line]") {
		if e.GetAttribute("data-line") == "1" && len(c.source.lines) > 0 {
			into = &c.twin
		}
		into.lines = append(into.lines, e)
		if name := e.GetAttribute("data-marker"); name != "" {
			into.markers = append(into.markers, scenarios.Marker{Name: name, Line: len(into.lines)})
		}
	}
	return c
}

// markLines lights up the lines at which tasks are.
func (p *Page) markLines() {
	c := &p.code
	lit := view.LitLines(p.picture.results, p.player.At)
	twin := view.LitTwin(c.source.markers, c.twin.markers, lit)
	updateLit(c.source.lines, c.sourceLit, lit)
	updateLit(c.twin.lines, c.twinLit, twin)
	scrollToLit(c.source.lines, lit)
	scrollToLit(c.twin.lines, twin)
	c.sourceLit, c.twinLit = lit, twin
}

// updateLit changes the attribute data-lit of the lines that were lit before or are lit now.
func updateLit(lines []element, before, after []view.Lit) {
	now := map[int]string{}
	for _, l := range after {
		now[l.Line] = l.Note
	}
	for _, l := range before {
		if _, still := now[l.Line]; !still && l.Line <= len(lines) {
			lines[l.Line-1].RemoveAttribute("data-lit")
		}
	}
	for _, l := range after {
		if l.Line <= len(lines) {
			lines[l.Line-1].SetAttribute("data-lit", l.Note)
		}
	}
}

// scrollToLit scrolls a listing, and not the page, to its first lit line when no lit line is visible.
func scrollToLit(lines []element, lit []view.Lit) {
	var first element
	for _, l := range lit {
		if l.Line > len(lines) {
			break
		}
		line := lines[l.Line-1]
		box := closest(line, ".source")
		if box == nil || line.OffsetHeight() == 0 { // inside folded code
			continue
		}
		from, to := box.GetBoundingClientRect(), line.GetBoundingClientRect()
		if to.Top() >= from.Top() && to.Bottom() <= from.Bottom() {
			return
		}
		if first == nil {
			first = line
		}
	}
	if first != nil {
		box := closest(first, ".source")
		from, to := box.GetBoundingClientRect(), first.GetBoundingClientRect()
		box.Set("scrollTop", box.Get("scrollTop").Float()+to.Top()-from.Top()-from.Height()/3)
	}
}
