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
	HTML     template.HTML
}

// listings returns the code that ran and its twin.
func listings(s *scenarios.Scenario) ([]listing, error) {
	source, err1 := highlight("Go", s.ID+".go", s.Source, "// [")
	twin, err2 := highlight("Python", s.ID+".py", s.Twin, "# [")
	return []listing{source, twin}, errors.Join(err1, err2)
}

// highlight marks up a source: a span per line with its number, and within it a span per token with the class
// of chroma's short names. Chroma's own formatter has no place for our lines' attributes, and would need its
// style sheet; ours is site/css/code.css. A marker, such as "// [1]", becomes a badge: it ties lines of two
// languages together and is no comment on either.
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
	var b strings.Builder
	for i, line := range chroma.SplitTokensIntoLines(tokens.Tokens()) {
		writeLine(&b, i+1, markers[i+1], prefix, line)
	}
	return listing{language, name, template.HTML(b.String())}, nil
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
	b.WriteString("\n</span>") // within the span: lines are blocks, and a block of its own would be an empty line
}

func writeToken(b *strings.Builder, class, text string) {
	if class == "" || text == "" || strings.TrimSpace(text) == "" {
		b.WriteString(text)
		return
	}
	b.WriteString(`<span class="` + class + `">` + text + "</span>")
}
