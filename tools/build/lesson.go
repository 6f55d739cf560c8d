package main

import (
	"bytes"
	"html/template"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
)

// lesson returns a lesson's text as HTML. A link such as (?db=400ms) stays relative: it opens the same page
// with other settings, and the page's program applies it without loading anything. HTML within the
// lesson is left out, which is goldmark's default.
func lesson(markdown string) (template.HTML, error) {
	var b bytes.Buffer
	err := goldmark.New(goldmark.WithExtensions(extension.Table)).Convert([]byte(markdown), &b)
	return template.HTML(b.String()), err
}
