package main

import (
	"slices"
	"strings"
	"testing"

	"overlap/scenarios/all"
)

// Each picture is of a scenario that exists, with settings that are allowed, and shows something.
func TestPictures(t *testing.T) {
	for n, p := range illustrations {
		s := all.Find(p.ID)
		if s == nil {
			t.Errorf("%s: no scenario %s", p.Title, p.ID)
			continue
		}
		html, err := p.HTML(s, n)
		if err != nil {
			t.Error(err)
		}
		if len(html) < 500 || strings.Contains(string(html), "Nothing was logged") {
			t.Errorf("%s: %s", p.Title, html)
		}
	}
	if _, err := (illustration{Title: "A picture", Query: "variant=other"}).HTML(all.Find("fanout"), 0); err == nil {
		t.Error("settings that are not allowed make a picture")
	}
}

// The pictures that every course on waiting needs are there.
func TestPicturesAreComplete(t *testing.T) {
	for _, want := range []string{"Synchronous execution, as a sequence", "Synchronous execution, as a timeline", "Asynchronous execution, as a sequence",
		"Asynchronous execution, as a timeline", "An event loop while something blocks", "An event loop while nothing blocks", "Threads", "The GIL",
		"The anatomy of an async function", "The life of a future", "A generator that is suspended"} {
		if !slices.ContainsFunc(illustrations, func(p illustration) bool { return p.Title == want }) {
			t.Errorf("there is no picture of %q", want)
		}
	}
}
