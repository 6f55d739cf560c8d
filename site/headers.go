// Package site says how the built pages are served: which headers they carry, in what encoding they
// travel, and who may ask for them. The pages themselves are made by tools/build from the templates,
// styles and scripts beside this file.
package site

import "strings"

//go:generate go run overlap/tools/build -headers

// Header is one response header.
type Header struct{ Name, Value string }

// Rule gives headers to the paths a pattern matches: one path, or everything below a folder ("/s/*").
type Rule struct {
	Pattern string
	Headers []Header
}

// policy is the Content-Security-Policy of every page. Nothing is loaded from elsewhere, no script or style
// stands in a page, and WebAssembly is the only thing compiled. Anyone may frame a page: there is no
// login and no form to trick somebody into.
const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; " +
	"connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *"

const (
	// forGood is for names that hold a hash of their content: another content has another name.
	forGood = "public, max-age=31536000, immutable"
	// ask makes browsers ask each time whether what they hold is still the newest.
	ask = "no-cache"
)

// Assets is the folder of the files whose names hold a hash of their content.
const Assets = "assets/"

// Rules returns the headers of the site, the only list there is: Handler sends them, and netlify.toml
// holds what Netlify returns. No two rules give one path the same header, since Netlify would send both.
func Rules() []Rule {
	return []Rule{
		{"/*", []Header{
			{"Content-Security-Policy", policy},
			{"X-Content-Type-Options", "nosniff"},
			{"Referrer-Policy", "no-referrer"},
		}},
		// A page in a sandboxed frame has no origin, so that its own program is another's to it.
		{"/" + Assets + "*", []Header{{"Cache-Control", forGood}, {"Access-Control-Allow-Origin", "*"}}},
		{"/", []Header{{"Cache-Control", ask}}},
		{"/s/*", []Header{{"Cache-Control", ask}}},
		{"/sw.js", []Header{{"Cache-Control", ask}}},
	}
}

// match reports whether the rule is for path.
func (r Rule) match(path string) bool {
	folder, ok := strings.CutSuffix(r.Pattern, "*")
	if ok {
		return strings.HasPrefix(path, folder)
	}
	return path == r.Pattern
}

// NetlifyMark separates what people write in netlify.toml from what Netlify returns.
const NetlifyMark = "# From here on generated from site.Rules: go run ./tools/build -headers\n"

// Netlify returns the rules as the tables that end netlify.toml, NetlifyMark included.
func Netlify() string {
	var b strings.Builder
	b.WriteString(NetlifyMark)
	for _, r := range Rules() {
		b.WriteString("\n[[headers]]\n  for = " + quoted(r.Pattern) + "\n  [headers.values]\n")
		for _, h := range r.Headers {
			b.WriteString("    " + h.Name + " = " + quoted(h.Value) + "\n")
		}
	}
	return b.String()
}

// quoted writes a string as TOML does.
func quoted(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}
