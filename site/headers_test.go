package site

import (
	"os"
	"strings"
	"testing"
)

// TestNetlify holds the hosted site to the headers that Handler sends.
func TestNetlify(t *testing.T) {
	file, err := os.ReadFile("../netlify.toml")
	if err != nil {
		t.Fatal(err)
	}
	_, tail, ok := strings.Cut(string(file), NetlifyMark)
	if !ok || NetlifyMark+tail != Netlify() {
		t.Errorf("netlify.toml differs from site.Rules: go run ./tools/build -headers")
	}
}

// TestOnePlace: two rules that give a path the same header would be sent twice by Netlify and once by Handler.
func TestOnePlace(t *testing.T) {
	for _, path := range []string{"/", "/404.html", "/sw.js", "/s/fanout/", "/s/fanout/fanout.go", "/assets/boot.js"} {
		seen := map[string]bool{}
		for _, rule := range Rules() {
			for _, h := range rule.Headers {
				if rule.match(path) && seen[h.Name] {
					t.Errorf("%s gets %s twice", path, h.Name)
				}
				seen[h.Name] = seen[h.Name] || rule.match(path)
			}
		}
	}
}
