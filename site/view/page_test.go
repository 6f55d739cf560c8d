package view_test

import (
	"regexp"
	"strings"
	"testing"

	"overlap/internal/golden"
	"overlap/site/view"
)

func TestControlsGolden(t *testing.T) {
	for _, s := range everyScenario() {
		// A tag a line, so that a difference can be read.
		html := strings.ReplaceAll(view.Controls(s.New()), "><", ">\n<")
		golden.Equal(t, s.ID+"/controls.html", []byte(html+"\n"))
	}
}

func TestPanelsGolden(t *testing.T) {
	for _, s := range everyScenario() {
		rs := view.Run(s.New(), 0)
		parts := []string{view.Score(rs), view.Transport(rs), view.Tabs(), view.Loop(rs, 100*ms), view.Log(rs, view.End), view.Card(s)}
		html := strings.ReplaceAll(strings.Join(parts, "\n\n"), "><", ">\n<")
		golden.Equal(t, s.ID+"/panels.html", []byte(html+"\n"))
	}
}

// The policy of the site refuses styles and scripts within a page.
func TestNothingThatThePolicyRefuses(t *testing.T) {
	refused := regexp.MustCompile(`(?i)<script|<style|<[^>]*\s(style|on[a-z]+)=|javascript:`)
	for _, s := range everyScenario() {
		if found := refused.FindString(whole(s) + view.Card(s)); found != "" {
			t.Errorf("%s: %q", s.ID, found)
		}
	}
}

// Every reference between elements leads somewhere, and every id is there once.
func TestReferences(t *testing.T) {
	ids := regexp.MustCompile(`\sid="([^"]*)"`)
	references := regexp.MustCompile(`\s(?:for|aria-describedby|aria-controls|aria-labelledby)="([^"]*)"`)
	for _, s := range everyScenario() {
		page := whole(s)
		there := map[string]bool{}
		for _, m := range ids.FindAllStringSubmatch(page, -1) {
			if there[m[1]] {
				t.Errorf("%s: id %q is there twice", s.ID, m[1])
			}
			there[m[1]] = true
		}
		for _, m := range references.FindAllStringSubmatch(page, -1) {
			for _, id := range strings.Fields(m[1]) {
				if !there[id] {
					t.Errorf("%s: %q leads to no element", s.ID, id)
				}
			}
		}
	}
}

// A field that has no label of its own says what it is, to those who do not see what is beside it.
func TestEveryControlIsNamed(t *testing.T) {
	for _, s := range everyScenario() {
		page := whole(s)
		for _, tag := range regexp.MustCompile(`<(?:input|select|button)[^>]*>[^<]*`).FindAllString(page, -1) {
			id := regexp.MustCompile(`\sid="([^"]*)"`).FindStringSubmatch(tag)
			labelled := len(id) > 0 && strings.Contains(page, `for="`+id[1]+`"`)
			text := strings.TrimSpace(tag[strings.IndexByte(tag, '>')+1:])
			inLabel := strings.Contains(page, "<label>"+tag) || regexp.MustCompile(`<label[^>]*>(<span[^>]*>[^<]*</span>)?`+regexp.QuoteMeta(tag)).MatchString(page)
			if !labelled && !inLabel && text == "" && !strings.Contains(tag, "aria-label=") {
				t.Errorf("%s: %s has no name", s.ID, tag)
			}
		}
	}
}

func TestBeforeTheProgramRuns(t *testing.T) {
	for _, s := range everyScenario() {
		page := whole(s)
		for _, m := range regexp.MustCompile(`<fieldset[^>]*>`).FindAllString(page, -1) {
			if !strings.Contains(m, " disabled") {
				t.Errorf("%s: %s works without the program", s.ID, m)
			}
		}
		if n := strings.Count(page, `role="tabpanel"`); strings.Count(page, `tabindex="0" hidden>`) != n-1 {
			t.Errorf("%s: not all panels but one are hidden", s.ID)
		}
	}
}
