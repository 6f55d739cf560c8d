package main

import (
	"errors"
	"html"
	"html/template"
	"strconv"
	"strings"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"

	"overlap/scenarios"
)

// listing is a source file as the page shows it.
type listing struct {
	Language string // "Go", as people write it
	Name     string // of the file, beside the page
	Before   int    // number of lines in Head, which the page folds; 0 for none
	Head     template.HTML
	Body     template.HTML
	Tail     template.HTML
	After    int // how many lines stand after what differs from twin to twin
}

// fewLines is the smallest number of lines that are folded.
const fewLines = 10

// listings returns a scenario's source and its Python twin.
func listings(s *scenarios.Scenario) ([]listing, error) {
	source, err1 := highlight("Go", s.ID+".go", s.Texts().Source, "// [")
	twin, err2 := highlight("Python", s.ID+".py", s.Texts().Twin, "# [")
	return []listing{source, twin}, errors.Join(err1, err2)
}

// highlight marks up a source: a span per line with its number, and within it a span per token with the class
// of chroma's short names. Chroma's own formatter has no place for our lines' attributes, and would need its
// style sheet; ours is site/css/code.css. A marker, such as "// [1]", becomes a badge, because it connects lines
// of the two languages and comments on neither.
func highlight(language, name, source, prefix string) (listing, error) {
	lexer := lexers.Get(language)
	if lexer == nil {
		return listing{}, errors.New("chroma does not know " + language)
	}
	tokens, err := chroma.Coalesce(lexer).Tokenise(nil, source)
	if err != nil {
		return listing{}, err
	}
	markers := map[int]string{}
	for _, m := range scenarios.Markers(source, prefix) {
		markers[m.Line] = m.Name
	}
	before := preamble(strings.Split(source, "\n"), markers)
	end, after := ending(source)
	var head, body, tail strings.Builder
	for i, line := range chroma.SplitTokensIntoLines(tokens.Tokens()) {
		part := &body
		switch {
		case i < before:
			part = &head
		case i >= end:
			part = &tail
		}
		writeLine(part, i+1, markers[i+1], prefix, line)
	}
	return listing{language, name, before, template.HTML(head.String()), template.HTML(body.String()), template.HTML(tail.String()), after}, nil
}

// ending returns the line at which the lines begin that all twins share, and how many they are.
func ending(source string) (line, lines int) {
	own, _, shared := strings.Cut(source, "\n# From here on all twins are alike")
	line = strings.Count(own, "\n") + 1
	if !shared {
		return line + 1, 0
	}
	return line, strings.Count(source, "\n") - line
}

// preamble returns how many lines come before the function with the first marker and that function's comment: imports and
// declarations, which the page folds because readers skip them at first.
func preamble(lines []string, markers map[int]string) int {
	first := 0
	for first < len(lines) && markers[first+1] == "" {
		first++
	}
	for first > 0 && first < len(lines) && !hasAnyPrefix(lines[first], "func ", "def ", "async def ") {
		first--
	}
	for first > 0 && hasAnyPrefix(lines[first-1], "//", "#", "@") {
		first--
	}
	if first < fewLines || first == len(lines) {
		return 0
	}
	return first
}

func hasAnyPrefix(line string, prefixes ...string) bool {
	for _, p := range prefixes {
		if strings.HasPrefix(line, p) {
			return true
		}
	}
	return false
}

func writeLine(b *strings.Builder, number int, marker, prefix string, tokens []chroma.Token) {
	b.WriteString(`<span class="line" data-line="` + strconv.Itoa(number) + `"`)
	if marker != "" {
		b.WriteString(` data-marker="` + html.EscapeString(marker) + `"`)
	}
	b.WriteString(">")
	for _, t := range tokens {
		text := strings.TrimSuffix(t.Value, "\n")
		if marker != "" && strings.HasPrefix(text, prefix) {
			b.WriteString(`<span class="marker">` + html.EscapeString(marker) + "</span>")
			continue
		}
		writeToken(b, chroma.StandardTypes[t.Type], html.EscapeString(text))
	}
	b.WriteString("</span>\n")
}

func writeToken(b *strings.Builder, class, text string) {
	if class == "" || text == "" || strings.TrimSpace(text) == "" {
		b.WriteString(text)
		return
	}
	b.WriteString(`<span class="` + class + `">` + text + "</span>")
}
