package journey

import (
	"strconv"
	"strings"
	"testing"

	"overlap/site/view"
	"overlap/tools/browser"
)

// testAccessible checks with axe-core at 1280 and 360 pixels, light and dark, in each state that a learner brings a
// page into. Darkness changes colours only, so then the rules about structure are left out.
func testAccessible(t *testing.T, w *world) {
	for _, s := range representative(t) {
		t.Run(s.ID, func(t *testing.T) {
			l := w.visit(t, "/s/"+s.ID+"/")
			for _, width := range []int{360, 1280} {
				l.Viewport(width, 800)
				l.accessible()
			}
			l.accessibleInUse()
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
	if field := browser.Eval[string](l.Page, `document.querySelector(".control.number input[type=text]")?.id ?? ""`); field != "" {
		l.Type("#"+field, "4x")
		l.WaitText("#"+strings.Replace(field, "f-", "e-", 1), "not allowed") // until the field is left, which takes it back
	}
	l.save("mine")
	l.Hover("#chart .timeline svg")
	l.accessible()
	l.blur()
	l.Press("?")
	l.accessible()
}

// testNarrow looks, tab by tab, for what is wider than the smallest phones, where it would have to be scrolled to.
func testNarrow(t *testing.T, w *world) {
	for _, s := range representative(t) {
		l := w.learner(t)
		l.Viewport(320, 640)
		l.open("/s/" + s.ID + "/")
		for _, tab := range view.TabList() {
			l.Click("#tab-" + tab.ID)
			l.fits(s.ID + " " + tab.ID)
		}
		l.Viewport(360, 740)
		l.fits(s.ID + " on a wider phone")
	}
}

func (l *learner) fits(where string) {
	l.t.Helper()
	equal(l.t, where+": wider than the page", browser.Eval[string](l.Page, `document.documentElement.scrollWidth <= document.documentElement.clientWidth ? "" :
		[...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth).map(e => e.tagName + "." + e.className).slice(0, 5).join()`), "")
}

// testPictures keeps pictures of pages in use among the artefacts, for people to look at.
func testPictures(t *testing.T, w *world) {
	home := w.learner(t)
	home.Open(w.site + "/")
	home.keepWidths("/")
	for _, s := range representative(t) {
		path := "/s/" + s.ID + "/"
		l := w.visit(t, path)
		l.keepWidths(path)
		l.Dark(true)
		l.keepPicture(path, "dark")
		l.Dark(false)
		l.Viewport(718, 800) // A4 within margins of 1 cm, at 96 pixels an inch
		l.PrintMedia(true)
		l.keepPicture(path, "print")
		l.PrintMedia(false)
		l.Viewport(1280, 800)
		l.Click("#scrub")
		for _, tab := range view.TabList() {
			l.Click("#tab-" + tab.ID)
			l.keepPicture(path, "in the middle, "+tab.ID)
		}
	}
}

// keepWidths keeps pictures of a page on a phone, on a tablet and on a desk, where it stays.
func (l *learner) keepWidths(path string) {
	l.t.Helper()
	for _, width := range []int{360, 768, 1280} {
		l.Viewport(width, 800)
		l.keepPicture(path, strconv.Itoa(width))
	}
}

// keepPicture keeps a picture of a page.
func (l *learner) keepPicture(path, view string) {
	l.Screenshot("journey/" + fileName(path) + "-" + view)
}

// fileName makes a file's name of a path.
func fileName(path string) string {
	if path == "/" {
		return "home"
	}
	return strings.TrimSuffix(strings.TrimPrefix(strings.TrimPrefix(path, "/s/"), "/embed/"), "/")
}
