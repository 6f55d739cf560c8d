//go:build js && wasm

package page

import (
	"overlap/wasm/view"
)

// code is the listing that the build wrote: the lines of the source and of its twin, and which are lit.
type code struct {
	source, twin       []element // line n is entry n-1
	sourceLit, twinLit []view.Lit
}

// listing finds the lines. The second file begins where the numbers begin anew.
func listing() code {
	var c code
	files := 0
	for _, e := range elements(document(), "#code [data-line]") {
		if e.GetAttribute("data-line") == "1" {
			files++
		}
		if files == 1 {
			c.source = append(c.source, e)
		} else {
			c.twin = append(c.twin, e)
		}
	}
	return c
}

// light marks the lines at which tasks are.
func (p *Page) light() {
	c := &p.code
	lit := view.LitLines(p.picture.results, p.player.At)
	twin := view.LitTwin(p.scenario, lit)
	relight(c.source, c.sourceLit, lit)
	relight(c.twin, c.twinLit, twin)
	reveal(c.source, lit)
	reveal(c.twin, twin)
	c.sourceLit, c.twinLit = lit, twin
}

// relight changes only lines that differ from before.
func relight(lines []element, before, after []view.Lit) {
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

// reveal scrolls a listing so that a lit line is seen, if none is. Only the listing: the page stays where the
// reader has put it.
func reveal(lines []element, lit []view.Lit) {
	var first element
	for _, l := range lit {
		if l.Line > len(lines) {
			break
		}
		line := lines[l.Line-1]
		box := closest(line, ".source")
		if box == nil || line.OffsetHeight() == 0 { // in a part that is folded away
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
