//go:build !js

package all

import (
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"overlap/report"
	"overlap/scenarios"
)

// nonsense is what no headline says: a factor of one, a number that is none, the difference of two that are not there.
var nonsense = regexp.MustCompile(`(^|[^0-9.,])1×|NaN|Inf|\?|−|-\d|(^| )1 [a-z]{3,}s\b`)

// bare is a number that no reader takes in at a glance: "99990000" or "1260 ms".
var bare = regexp.MustCompile(`(^|[^\d:])\d{4,}($|[^\d:])|\d(ms|s)\b`)

// whole reports what is wrong with a headline.
func whole(t *testing.T, query string, rs *scenarios.Results) {
	t.Helper()
	h := report.Headline(rs)
	text, about := utf8.RuneCountInString(h.Text), utf8.RuneCountInString(h.About)
	switch {
	case text == 0 || about == 0:
		t.Errorf("?%s: no headline, or nothing of whom: %q", query, h)
	case text > scenarios.MaxText || about > scenarios.MaxAbout || strings.HasSuffix(h.Text+h.About, "…") && !strings.HasSuffix(h.Text, "failed"):
		t.Errorf("?%s: too long: %q (%d and %d characters)", query, h, text, about)
	case nonsense.MatchString(h.Text + " | " + h.About):
		t.Errorf("?%s: nonsense in %q", query, h)
	}
	if !namesOne(strings.ToLower(h.Text+" | "+h.About), rs.List) {
		t.Errorf("?%s: of whom speaks %q", query, h)
	}
	for _, name := range h.Wrong {
		if rs.Ran(name) == nil {
			t.Errorf("?%s: %s is wrong, and was not run", query, name)
		}
	}
}

// namesOne reports whether a text, in lower case, names a variant: by two words of its title that follow each other, or by a title of one.
func namesOne(text string, results []*scenarios.Result) bool {
	for _, r := range results {
		words := strings.Fields(strings.ToLower(strings.ReplaceAll(r.Variant.Title, ",", "")))
		for i := range max(1, len(words)-1) {
			if strings.Contains(strings.ReplaceAll(text, ",", ""), strings.Join(words[i:min(i+2, len(words))], " ")) {
				return true
			}
		}
	}
	return len(results) == 0
}

// Whatever is set and whichever variants are shown, the headline says something, and of whom. What variants return is written for people, too.
func TestHeadlinesAreWhole(t *testing.T) {
	each(t, func(t *testing.T, s *scenarios.Scenario) {
		for _, query := range queries(s) {
			rs := instance(t, s, query).RunAll(scenarios.Options{})
			whole(t, query, rs)
			for _, r := range rs.List {
				if bare.MatchString(r.Value) {
					t.Errorf("?%s: %s returns bare numbers: %q", query, r.Variant.Name, r.Value)
				}
			}
		}
		r := rand.New(rand.NewPCG(10, uint64(len(s.ID))))
		for seed := range uint64(30) {
			in := s.New()
			in.Sample(r)
			rs := in.RunAll(scenarios.Options{Seed: seed})
			whole(t, in.Query(), rs)
			for range 3 {
				some := *rs // a reader can hide variants
				some.List = slices.DeleteFunc(slices.Clone(rs.List), func(*scenarios.Result) bool { return r.IntN(2) == 0 })
				whole(t, in.Query()+" of some variants", &some)
			}
		}
	})
}
