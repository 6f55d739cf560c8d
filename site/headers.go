// Package site serves the built pages: with which headers, in which encoding, and to whom. The pages themselves are made by tools/build from the templates,
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

// policy is the Content-Security-Policy of every page but those of tasks and the lab. Nothing is loaded from elsewhere, no script or style
// stands in a page, and WebAssembly is the only thing compiled. Anyone may frame a page: there is no
// login and no form to trick somebody into.
const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; " +
	"connect-src 'self'; worker-src 'self'; frame-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *"

const (
	// immutable is for files whose names hold a hash of their content.
	immutable = "public, max-age=31536000, immutable"
	// revalidate makes browsers ask each time whether their copy is still current.
	revalidate = "no-cache"
)

// crossOrigin lets isolated pages of other sites load a file.
var crossOrigin = Header{"Cross-Origin-Resource-Policy", "cross-origin"}

// Assets is the folder of the files whose names hold a hash of their content.
const Assets = "assets/"

// taskPolicy is that of the pages that report to a learning platform, which may stand anywhere.
var taskPolicy = strings.Replace(policy, "connect-src 'self'", "connect-src 'self' https:", 1)

// labPolicy returns that of the lab's page, which holds Room. A worker may come from a script's own memory, where only a script that
// runs already can put one.
func labPolicy() string {
	return strings.NewReplacer("'wasm-unsafe-eval'", "'wasm-unsafe-eval' "+roomHash(), "worker-src 'self'", "worker-src 'self' blob:").Replace(policy)
}

// Rules returns the headers of the site, the only list there is: Handler sends them, and netlify.toml
// holds what Netlify returns. No two rules give one path the same header, since Netlify would send both: so the policy, which is not
// the same everywhere, stands with each place and not with all.
func Rules() []Rule {
	at := func(pattern, policy, cache string, more ...Header) Rule {
		return Rule{pattern, append([]Header{{"Content-Security-Policy", policy}, {"Cache-Control", cache}}, more...)}
	}
	anyOrigin := Header{"Access-Control-Allow-Origin", "*"}
	rules := []Rule{
		{"/*", []Header{
			{"X-Content-Type-Options", "nosniff"},
			{"Referrer-Policy", "no-referrer"},
		}},
		// A page in a sandboxed frame has the origin "null", to which its own program is cross-origin.
		at("/"+Assets+"*", policy, immutable, anyOrigin, crossOrigin),
		// Other sites embed these, also such as are isolated from what does not say that it may be embedded.
		at("/embed/*", policy, revalidate, anyOrigin, crossOrigin, Header{"Cross-Origin-Embedder-Policy", "require-corp"}),
		at("/task/*", taskPolicy, revalidate),
		at("/lab/*", labPolicy(), revalidate),
		at("/export/*", policy, revalidate),
	}
	for _, pattern := range []string{"/picture/*", "/oembed/*", "/embed.js", "/overlap.mjs"} {
		rules = append(rules, at(pattern, policy, revalidate, anyOrigin, crossOrigin))
	}
	for _, pattern := range []string{"/", "/s/*", "/open/*", "/teach/*", "/pictures/*", "/404.html", "/offline.html", "/sw.js", "/favicon.svg", "/robots.txt", "/sitemap.xml"} {
		rules = append(rules, at(pattern, policy, revalidate))
	}
	return rules
}

// match reports whether the rule's pattern matches path.
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
		b.WriteString("\n[[headers]]\n  for = " + tomlString(r.Pattern) + "\n  [headers.values]\n")
		for _, h := range r.Headers {
			b.WriteString("    " + h.Name + " = " + tomlString(h.Value) + "\n")
		}
	}
	return b.String()
}

// HeadersFile returns the rules as the file _headers, which several hosts read: a pattern, and below it its headers.
func HeadersFile() string {
	var b strings.Builder
	for _, r := range Rules() {
		b.WriteString(r.Pattern + "\n")
		for _, h := range r.Headers {
			b.WriteString("  " + h.Name + ": " + h.Value + "\n")
		}
	}
	return b.String()
}

// tomlString returns a string as a TOML literal.
func tomlString(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}
