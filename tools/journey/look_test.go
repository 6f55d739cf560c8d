package journey

import (
	"strings"
	"testing"

	"overlap/tools/browser"
	"overlap/wasm/view"
)

// testAccessible checks every page with axe-core at 1280 and 360 pixels, light and dark, in each state that a
// learner brings it into. Darkness changes colours only, so then the rules about structure are left out.
func testAccessible(t *testing.T, w *world) {
	for _, path := range everyPage() {
		t.Run(name(path), func(t *testing.T) {
			l := w.learner(t)
			l.settled(path)
			for _, width := range []int{360, 1280} {
				l.Viewport(width, 800)
				l.accessible()
			}
			if live(path) {
				l.accessibleInUse()
			}
		})
	}
}

// accessible checks the page as it is, light and dark.
func (l *learner) accessible() {
	l.t.Helper()
	l.MustBeAccessible()
	l.Dark(true)
	l.MustBeAccessible("wcag2aa")
	l.Dark(false)
}

// accessibleInUse checks every tab in the middle of a run, then a refusal beside a control, settings on the shelf, the
// status line and the list of keys.
func (l *learner) accessibleInUse() {
	l.t.Helper()
	l.Click("#scrub")
	for _, tab := range view.TabList() {
		l.Click("#tab-" + tab.ID)
		l.accessible()
	}
	field := browser.Eval[string](l.Page, `document.querySelector(".control.number input[type=text]").id`)
	l.Type("#"+field, "4x")
	l.Press("Tab")
	l.WaitText("#"+strings.Replace(field, "f-", "e-", 1), "not allowed")
	l.save("mine")
	l.Hover("#chart svg")
	l.accessible()
	l.blur()
	l.Press("?")
	l.accessible()
}

// testNarrow looks for what is wider than the smallest phones, where it would have to be scrolled to.
func testNarrow(t *testing.T, w *world) {
	for _, path := range everyPage() {
		l := w.learner(t)
		l.Viewport(320, 640)
		l.settled(path)
		l.fits(path)
		if !live(path) {
			continue
		}
		for _, tab := range view.TabList() {
			l.Click("#tab-" + tab.ID)
			l.fits(path + " " + tab.ID)
		}
	}
}

func (l *learner) fits(where string) {
	l.t.Helper()
	equal(l.t, where+": wider than the page", browser.Eval[string](l.Page, `document.documentElement.scrollWidth <= 320 ? "" :
		[...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > 321).map(e => e.tagName + "." + e.className).slice(0, 5).join()`), "")
}

// testPictures keeps pictures of every page among the artefacts, for people to look at.
func testPictures(t *testing.T, w *world) {
	for _, path := range everyPage() {
		l := w.learner(t)
		l.settled(path)
		shot := func(view string, width int, dark, print bool) {
			l.Viewport(width, 800)
			l.Dark(dark)
			l.PrintMedia(print)
			l.Screenshot("journey/" + name(path) + "-" + view)
		}
		shot("1280", 1280, false, false)
		shot("768", 768, false, false)
		shot("360", 360, false, false)
		shot("dark", 1280, true, false)
		shot("print", 718, false, true) // A4 within margins of 1 cm, at 96 pixels an inch
		if !live(path) {
			continue
		}
		l.PrintMedia(false)
		l.Viewport(1280, 800)
		l.Click("#scrub")
		for _, tab := range view.TabList() {
			l.Click("#tab-" + tab.ID)
			shot("in the middle, "+tab.ID, 1280, false, false)
		}
	}
}

// name makes a file's name of a path.
func name(path string) string {
	if path == "/" {
		return "home"
	}
	return strings.TrimSuffix(strings.TrimPrefix(path, "/s/"), "/")
}
