//go:build js && wasm

package page

import (
	"slices"
	"strings"
	"syscall/js"

	"overlap/scenarios"
	"overlap/site/view"
)

// code is the two listings in the page.
type code struct {
	twin, program listing
	constants     []constant
	pointed       int    // the program's line whose bars are outlined, 0 for none
	variant       string // whose code is unfolded
	ran           string // the names of the variants that can be chosen, each with a space before it
}

// listing is a file as the page shows it. Line n is lines[n-1]. The program does not contain the texts, so the markers are
// read from the page.
type listing struct {
	lines   []element
	markers []scenarios.Marker
	lit     []view.Lit
	pointed []view.Lit // lines of the bar that the reader points at
}

func (p *Page) readListings() { p.code.twin, p.code.program = readListing("py"), readListing("go") }

// readListing finds a listing's lines in its panel.
func readListing(tab string) listing {
	var l listing
	for _, e := range elements(document(), "#panel-"+tab+" [data-line]") {
		l.lines = append(l.lines, e)
		if name := e.GetAttribute("data-marker"); name != "" {
			l.markers = append(l.markers, scenarios.Marker{Name: name, Line: len(l.lines)})
			asElement(e.Call("querySelector", ".marker")).SetAttribute("tabindex", "0") // which points at the line, as a mouse does
		}
	}
	return l
}

// constant is where a listing says what a parameter is: one element, or several where the value goes on over several lines.
type constant struct {
	of      *scenarios.Param
	text    func(*scenarios.Param, scenarios.Value) string // how the listing's language writes it
	places  []element
	written []string // the insides of the places as the build wrote them: the default
	shown   string
}

// readConstants finds the parameters' values in the listings, which say the defaults.
func (p *Page) readConstants() {
	defaults := p.scenario.New()
	for tab, text := range map[string]func(*scenarios.Param, scenarios.Value) string{"py": view.Literal, "go": func(_ *scenarios.Param, v scenarios.Value) string { return v.Text() }} {
		for _, of := range defaults.Params() {
			c := constant{of: of, text: text, shown: text(of, of.Value()), places: elements(document(), "#panel-"+tab+` [data-constant="`+of.Name+`"]`)}
			for _, e := range c.places {
				c.written = append(c.written, e.InnerHTML())
			}
			if len(c.places) > 0 {
				p.code.constants = append(p.code.constants, c)
			}
		}
	}
}

// writeConstants makes the listings the program that would give the picture, up to the first change during the run.
func (p *Page) writeConstants() {
	for i := range p.code.constants {
		c := &p.code.constants[i]
		now := p.state.Instance.Param(c.of.Name)
		from, then := p.state.Instance.Initial(now), ""
		if !from.Equal(now.Value()) {
			then = c.text(now, now.Value())
		}
		setOrRemove(c.places[0], "data-then", then)
		text := c.text(now, from)
		if text == c.shown {
			continue
		}
		c.shown = text
		changed := !from.Equal(now.Default)
		for n, e := range c.places {
			inside := c.written[n]
			if changed {
				inside = ""
			}
			e.SetInnerHTML(inside)
			if n > 0 {
				setVisible(closest(e, ".line"), inside != "")
			}
		}
		if changed {
			c.places[0].SetTextContent(text)
		}
		flash(c.places[0])
	}
}

// saveTwin has the browser download the twin as its listing shows it, with the constants that are set. What all twins end with is
// not in the listing, and comes from the file.
func (p *Page) saveTwin(name string) {
	text, last := "", ""
	for _, e := range p.code.twin.lines {
		if e.HasAttribute("hidden") {
			continue
		}
		last = e.TextContent() + "\n"
		if m := e.GetAttribute("data-marker"); m != "" { // which is a badge in the listing
			last = strings.TrimSuffix(last, m+"\n") + "# [" + m + "]\n"
		}
		text += last
	}
	failed := p.once(func(js.Value) { p.showStatus(name + " could not be loaded. Check the connection and try again.") })
	js.Global().Call("fetch", name).Call("then", p.once(func(response js.Value) {
		response.Call("text").Call("then", p.once(func(file js.Value) {
			_, ending, _ := strings.Cut(file.String(), last)
			p.saveAs(name, blobOf(js.ValueOf(text+ending), "text/x-python"))
		}), failed)
	}), failed)
}

// flash draws the eye to an element for a moment: the style sheet has the same animation under two names.
func flash(e element) {
	if e.GetAttribute("data-changed") == "a" {
		e.SetAttribute("data-changed", "b")
	} else {
		e.SetAttribute("data-changed", "a")
	}
}

// showCode shows the code of one variant, and lights up the lines at which its tasks are.
func (p *Page) showCode() {
	c, rs := &p.code, p.picture.results
	p.unfold(view.CodeVariant(rs, p.player.At, p.state.Variant))
	lit := view.LitLines(rs, c.variant, p.player.At)
	c.program.light(lit)
	c.twin.light(view.LitTwin(c.program.markers, c.twin.markers, lit))
}

// unfold opens what a variant runs, closes what only others run, and leaves alone what the reader opened besides.
func (p *Page) unfold(variant string) {
	c, rs, ran := &p.code, p.picture.results, ""
	for _, r := range rs.List {
		ran += " " + r.Variant.Name
	}
	if c.variant == variant && c.ran == ran {
		return
	}
	c.ran = ran
	for _, in := range elements(document(), ".choice input") {
		name := asField(in).Value()
		asField(in).SetChecked(name == variant)
		setVisible(closest(in, "label"), rs.Ran(name) != nil)
	}
	if c.variant == variant {
		return
	}
	c.variant = variant
	for _, d := range elements(document(), "[data-runs]") {
		d.Set("open", strings.Contains(d.GetAttribute("data-runs"), variant+" "))
	}
}

// light lights up lines in place of those that were lit.
func (l *listing) light(lit []view.Lit) {
	l.mark("data-lit", &l.lit, lit)
	l.scrollToLit()
}

// mark gives lines an attribute with their notes, and takes it from those that had it before.
func (l *listing) mark(name string, before *[]view.Lit, now []view.Lit) {
	for _, at := range *before {
		if !slices.ContainsFunc(now, func(n view.Lit) bool { return n.Line == at.Line }) {
			l.lines[at.Line-1].RemoveAttribute(name)
		}
	}
	*before = nil
	for _, at := range now {
		if 0 < at.Line && at.Line <= len(l.lines) {
			l.lines[at.Line-1].SetAttribute(name, at.Note)
			*before = append(*before, at)
		}
	}
}

// scrollToLit scrolls a listing, and not the page, to its first lit line when no lit line is visible.
func (l *listing) scrollToLit() {
	var first element
	for _, at := range l.lit {
		line := l.lines[at.Line-1]
		box := closest(line, ".source")
		if box == nil || line.OffsetHeight() == 0 { // folded, or of the other language
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
