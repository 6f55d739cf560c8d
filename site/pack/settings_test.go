package pack_test

import (
	"strings"
	"testing"

	"overlap/scenarios/all"
	"overlap/site/pack"
)

func TestSettings(t *testing.T) {
	s := all.List()[0]
	got, err := pack.Settings(s, "title=A+%3Cb%3E&tab=log&seed=0&exam=yes", false)
	if want := "tab=log&title=A+%3Cb%3E&exam=yes"; got != want || err != nil {
		t.Errorf("%q, %v; want %q", got, err, want)
	}
	for _, query := range []string{"nothing=1", "tab=none", "seed=-1", "a=%zz", strings.Repeat("a", 20_000)} {
		if got, err := pack.Settings(s, query, false); err == nil {
			t.Errorf("%.20s was taken as %q", query, got)
		}
	}
}

// In a course there must be something to answer.
func TestSettingsOfACourse(t *testing.T) {
	for _, s := range all.List() {
		if got, err := pack.Settings(s, "", true); got != "exam=yes" || err != nil {
			t.Errorf("%s: %q, %v", s.ID, got, err)
		}
	}
	if _, err := pack.Settings(all.List()[0], "guess=100ms", true); err == nil || !strings.Contains(err.Error(), "holds an answer") {
		t.Errorf("an answer in the link: %v", err)
	}
}
