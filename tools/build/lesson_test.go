package main

import (
	"strings"
	"testing"

	"overlap/scenarios/all"
)

func TestLesson(t *testing.T) {
	got, err := lesson(all.Find("fanout"), `## The question

How long?

## Try this

- [As it is](?). [The same](?db=250ms), in words, or [its log](?tab=log).
  > Because *it* is.
- [Slower](?db=400ms), or [slower still](?db=500ms&cache=100ms).

## What happened

Say `+"`a < b`"+` <script>alert(1)</script>

- a list
`)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"<p>How long?</p>\n<h2>Try this</h2>\n<ol class=\"steps\">\n<li><a href=\"?\" aria-current=\"step\">As it is</a>",
		`<a href="?db=250ms" aria-current="step">The same</a>`,
		`in words, or <a href="?tab=log">its log</a>.` + "\n<details class=\"answer\"><summary>Answer</summary><p>Because <em>it</em> is.</p>\n</details>\n</li>",
		`<a href="?db=400ms">Slower</a>`,
		`<a href="?db=500ms&amp;cache=100ms">slower still</a>`,
		"<code>a &lt; b</code>",
		"<ul>\n<li>a list</li>",
	} {
		if !strings.Contains(string(got), want) {
			t.Errorf("there is no %s in\n%s", want, got)
		}
	}
	for _, out := range []string{"The question", "<script"} {
		if strings.Contains(string(got), out) {
			t.Errorf("there is %s in\n%s", out, got)
		}
	}
}

func TestLessonWithoutSteps(t *testing.T) {
	for source, want := range map[string]string{
		"## The question\n\nHow long?\n":                             `lesson.md has no heading "The question", or none "Try this"`,
		"## Try this\n\n- [this](?)\n":                               `lesson.md has no heading "The question", or none "Try this"`,
		"## The question\n\n## Try this\n\nWhatever you like.\n":     `lesson.md has no list right below "Try this"`,
		"## The question\n\n## Try this\n\n- [this](?wakes=maybe)\n": `lesson.md links to ?wakes=maybe: wakes: "maybe" is not allowed: one of off, on`,
	} {
		if _, err := lesson(all.Find("fanout"), source); err == nil || err.Error() != want {
			t.Errorf("%q: got %v, want %s", source, err, want)
		}
	}
}
