package main

import (
	"bytes"
	"fmt"
	"html/template"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"overlap/scenarios"
	"overlap/site/view"
)

// The two headings of a lesson that the page needs to know.
const (
	question = "The question" // not shown: the page's title and question stand right above its text
	tryThis  = "Try this"     // the items of the list below it are the lesson's steps
)

// lesson returns the text of a scenario's lesson as HTML. A link such as (?db=400ms) stays relative: it opens the same page
// with other settings, and the page's program applies it without loading anything. Links to the defaults are marked,
// because the defaults are what the page shows. A quotation within a step is the answer to it. HTML within the lesson is left
// out, which is goldmark's default.
func lesson(s *scenarios.Scenario, lesson string) (template.HTML, error) {
	source := []byte(lesson)
	markdown := goldmark.New(goldmark.WithExtensions(extension.Table), goldmark.WithRendererOptions(renderer.WithNodeRenderers(util.Prioritized(answers{}, 100))))
	doc := markdown.Parser().Parse(text.NewReader(source))
	if err := shape(doc, source); err != nil {
		return "", err
	}
	var b bytes.Buffer
	if err := markdown.Renderer().Render(&b, source, doc); err != nil {
		return "", err
	}
	html, err := mark(s, doc, b.String())
	return template.HTML(html), err
}

// answers writes quotations as answers that readers open when they have thought for themselves, which needs no script.
type answers struct{}

func (answers) RegisterFuncs(register renderer.NodeRendererFuncRegisterer) {
	register.Register(ast.KindBlockquote, func(w util.BufWriter, _ []byte, _ ast.Node, entering bool) (ast.WalkStatus, error) {
		tag := "</details>\n"
		if entering {
			tag = `<details class="answer"><summary>Answer</summary>`
		}
		_, err := w.WriteString(tag)
		return ast.WalkContinue, err
	})
}

// shape drops the question's heading and makes the steps an ordered list of their own class.
func shape(doc ast.Node, source []byte) error {
	headings := map[string]ast.Node{}
	for n := doc.FirstChild(); n != nil; n = n.NextSibling() {
		if h, ok := n.(*ast.Heading); ok {
			headings[string(h.Lines().Value(source))] = h
		}
	}
	if headings[question] == nil || headings[tryThis] == nil {
		return fmt.Errorf("lesson.md has no heading %q, or none %q", question, tryThis)
	}
	steps, ok := headings[tryThis].NextSibling().(*ast.List)
	if !ok {
		return fmt.Errorf("lesson.md has no list right below %q", tryThis)
	}
	steps.Marker, steps.Start = '.', 1
	steps.SetAttributeString("class", []byte("steps"))
	doc.RemoveChild(doc, headings[question])
	return nil
}

// mark adds aria-current to the links whose settings are the defaults and that show no tab; goldmark writes no such attribute. An error names a
// link that the page would not understand.
func mark(s *scenarios.Scenario, doc ast.Node, html string) (string, error) {
	none := view.NewState(s).Settings()
	err := ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		link, ok := n.(*ast.Link)
		if !ok || !entering || !strings.HasPrefix(string(link.Destination), "?") {
			return ast.WalkContinue, nil
		}
		to := string(link.Destination)
		state, refused := view.ParseState(s, to)
		if len(refused) > 0 {
			return ast.WalkStop, fmt.Errorf("lesson.md links to %s: %s", to, refused[0])
		}
		if state.Settings() == none && state.Variants == nil && !strings.Contains(to, "tab=") {
			tag := `<a href="` + template.HTMLEscapeString(to) + `"`
			html = strings.Replace(html, tag+">", tag+` aria-current="step">`, 1)
		}
		return ast.WalkContinue, nil
	})
	return html, err
}
