package main

import (
	"html"
	"html/template"
	"slices"
	"strconv"
	"strings"

	"github.com/alecthomas/chroma/v2"

	"overlap/scenarios"
	"overlap/site/view"
)

// listing is a source file as the page shows it.
type listing struct {
	Tab       string        // the ID of the tab that shows it
	Name      string        // of the file, beside the page
	Challenge template.HTML // the link to it in the lab; "" for the program, where there is none, and on a site without a lab
	Choice    template.HTML
	Fields    []field // where the program keeps its parameters
	Parts     []part
}

// field is a variable of the program that holds a parameter.
type field struct{ Name, Param, Value string }

// part is what stands or is folded as a whole.
type part struct {
	Before   template.HTML // comments and decorators, which are folded too
	Head     template.HTML // the line that stays when the part is folded; "" when it is not to be folded
	Lines    template.HTML
	Runs     string // names of the variants that run it, each followed by a blank
	Unfolded bool
}

// listings returns a scenario's Python twin and its program, as far as the variant runs them that a page begins with.
func listings(s *scenarios.Scenario, rs *scenarios.Results) ([]listing, error) {
	twin, program, err := sources(s)
	if err != nil {
		return nil, err
	}
	seen := seenMarkers(rs, scenarios.Markers(s.Texts().Source, program.prefix))
	fields := fieldsOf(s)
	return []listing{newListing("py", twin, nil, seen, rs), newListing("go", program, fields, seen, rs)}, nil
}

func newListing(tab string, s *source, fields []field, seen map[string][]string, rs *scenarios.Results) listing {
	l := listing{Tab: tab, Name: s.name, Fields: fields, Choice: template.HTML(view.CodeChoice(rs, tab))}
	shown := view.CodeVariant(rs, view.End, "")
	list := s.blocks()
	assign(list, s.entries, seen)
	for len(list) > 0 {
		if b := list[0]; b.ending { // the file beside the page has what is alike in all twins; here its first line says so
			l.Parts = append(l.Parts, part{Lines: s.html(b.from, b.from+1)})
			break
		}
		n := 1
		for n < len(list) && list[0].quiet() && list[n].quiet() && !list[n].ending {
			n++
		}
		l.Parts = append(l.Parts, s.part(list[:n], shown))
		list = list[n:]
	}
	return l
}

// part makes a part of one block, or of several that no variant's lesson is about.
func (s *source) part(list []block, shown string) part {
	b := list[0]
	if len(list) > 1 {
		b.head, b.to = b.from, list[len(list)-1].to
	}
	last := b.to
	for last > b.from && s.text[last-1] == "" {
		last--
	}
	if b.settings || last == b.from+1 {
		return part{Lines: s.html(b.from, b.to)}
	}
	p := part{Before: s.html(b.from, b.head), Head: s.lineHTML(b.head, last-b.head-1), Lines: s.html(b.head+1, b.to)}
	if len(b.runs) > 0 {
		p.Runs, p.Unfolded = strings.Join(b.runs, " ")+" ", slices.Contains(b.runs, shown)
	}
	return p
}

// html marks up lines: a span per line with its number, and within it a span per token with the class of chroma's short
// names. Chroma's own formatter has no place for our lines' attributes, and would need its style sheet; ours is
// site/css/code.css.
func (s *source) html(from, to int) template.HTML {
	var b strings.Builder
	for n := from; n < to; n++ {
		b.WriteString(string(s.lineHTML(n, 0)))
	}
	return template.HTML(b.String())
}

// lineHTML marks up a line, which says how many lines are folded behind it. Its class says how far it is indented, so that
// what is wrapped hangs below. A marker, such as "// [1]", becomes a badge, because it connects lines of the two languages
// and comments on neither.
func (s *source) lineHTML(n, folded int) template.HTML {
	b := &strings.Builder{}
	b.WriteString(`<span class="line`)
	if depth := indentation(s.text[n]); depth > 0 {
		b.WriteString(" in" + strconv.Itoa(depth))
	}
	b.WriteString(`" data-line="` + strconv.Itoa(n+1) + `"`)
	marker := s.markers[n]
	if folded > 0 {
		b.WriteString(` data-more="` + strconv.Itoa(folded) + ` lines"`)
	}
	if marker != "" {
		b.WriteString(` data-marker="` + html.EscapeString(marker) + `"`)
	}
	b.WriteString(">")
	at := 0
	for _, t := range s.tokens[n] {
		text := strings.TrimSuffix(t.Value, "\n")
		if marker != "" && strings.HasPrefix(text, s.prefix) {
			b.WriteString(`<span class="marker">` + html.EscapeString(marker) + "</span>")
			continue
		}
		s.writeToken(b, n, at, chroma.StandardTypes[t.Type], text)
		at += len(text)
	}
	b.WriteString("</span>\n")
	return template.HTML(b.String())
}

// writeToken writes a token, in two where a constant begins or ends within it.
func (s *source) writeToken(b *strings.Builder, line, at int, class, text string) {
	for _, c := range s.constants {
		if c.line != line {
			continue
		}
		for _, edge := range []int{c.from, c.to} {
			if at < edge && edge < at+len(text) {
				s.writeToken(b, line, at, class, text[:edge-at])
				s.writeToken(b, line, edge, class, text[edge-at:])
				return
			}
		}
		if at == c.from {
			b.WriteString(`<span class="constant" data-constant="` + c.param + `">`)
		}
		if at+len(text) == c.to {
			defer b.WriteString("</span>")
		}
	}
	text = html.EscapeString(text)
	if class == "" || strings.TrimSpace(text) == "" {
		b.WriteString(text)
		return
	}
	b.WriteString(`<span class="` + class + `">` + text + "</span>")
}

// mostIndented is the deepest indentation that the style sheet knows.
const mostIndented = 8

// indentation returns how many levels a line is indented, of a tab or four blanks each.
func indentation(line string) int {
	depth := 0
	for _, c := range line {
		switch c {
		case '\t':
			depth += 4
		case ' ':
			depth++
		default:
			return min((depth+3)/4, mostIndented)
		}
	}
	return 0
}
