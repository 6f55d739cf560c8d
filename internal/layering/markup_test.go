package layering

import (
	"go/ast"
	"go/token"
	"path"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// inline is what the pages' Content-Security-Policy would refuse to run or apply. A page that holds it is
// broken for whoever looks at it, however well it looked in the editor.
var inline = []struct{ what, pattern string }{
	{"an inline script", `(?i)<script(?:\s[^>]*)?>`},
	{"an inline style element", `(?i)<style[\s>]`},
	{"a style attribute", `(?i)<[a-z][^<>]*\sstyle\s*=`},
	{"an event attribute", `(?i)<[a-z][^<>]*\son[a-z]+\s*=`},
	{"a javascript: address", `(?i)(?:href|src|action)\s*=\s*["']?\s*javascript:`},
}

var withSource = regexp.MustCompile(`(?i)\ssrc\s*=`)

// refusedMarkup returns what the Content-Security-Policy of the pages refuses in a piece of markup.
func refusedMarkup(markup string) (found []string) {
	for _, rule := range inline {
		for _, m := range regexp.MustCompile(rule.pattern).FindAllString(markup, -1) {
			script := strings.HasPrefix(strings.ToLower(m), "<script")
			if !script || !withSource.MatchString(m) && !strings.Contains(m, "application/ld+json") {
				found = append(found, rule.what+": "+m)
			}
		}
	}
	return found
}

func TestNoInlineScript(t *testing.T) {
	walk(t, func(file string, content []byte) {
		switch path.Ext(file) {
		case ".html", ".tmpl", ".gohtml", ".svg":
			for _, problem := range refusedMarkup(string(content)) {
				t.Errorf("%s: %s", file, problem)
			}
		}
	})
	for _, s := range sources(t) {
		if fits(s.path, "wasm/...", "site/view/*") && !s.test() {
			for _, problem := range inlinedLiterals(s) {
				t.Error(problem)
			}
		}
	}
}

// inlinedLiterals looks at the markup that Go code writes.
func inlinedLiterals(s source) (problems []string) {
	ast.Inspect(s.ast, func(n ast.Node) bool {
		if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
			text, _ := strconv.Unquote(lit.Value)
			for _, problem := range refusedMarkup(text) {
				problems = append(problems, s.at(lit)+": "+problem)
			}
		}
		return true
	})
	return problems
}

func TestInlineIsFound(t *testing.T) {
	for markup, want := range map[string]bool{
		`<script>alert(1)</script>`:                  true,
		`<SCRIPT type="module">`:                     true,
		`<script type="module" src="/boot.js">`:      false,
		`<p style="color:red">`:                      true,
		`<p data-style="x" class="style">`:           false,
		`<style>p{}</style>`:                         true,
		`<button type="button" onclick="go()">`:      true,
		`<a href="javascript:go()">`:                 true,
		`<a href="/s/fanout/?style=1">once = twice`:  false,
		`text that says style="x" outside of markup`: false,
	} {
		if got := len(refusedMarkup(markup)) > 0; got != want {
			t.Errorf("inlined(%s) = %v, want %v", markup, got, want)
		}
	}
}
