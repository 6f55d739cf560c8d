package journey

import (
	"testing"

	"overlap/tools/browser"
)

// testResolve goes through a run that loses updates: nothing is told before it is there, what happens flashes, and nothing
// moves on the page meanwhile.
func testResolve(t *testing.T, w *world) {
	l := w.visit(t, "/s/race/")
	l.shows("at first", ".headline strong", "#score .wrong .said", "#chart figcaption", "#chart .chart-total", "#chart .chart-mark[data-from]")
	l.WaitFor(restsBelowJS)
	before := l.outlines()
	l.press("Home", "ArrowRight", "ArrowLeft")
	l.hides("at the beginning", ".headline strong", "#score .wrong .said", "#chart figcaption", "#chart .chart-total", "#chart .chart-mark[data-from]")
	equal(t, "total so far", l.soFar(), "0 ms, 0 ms, 0 ms")
	equal(t, "outlines", l.outlines(), before)
	l.press("Shift+ArrowRight") // to the end of two of the three
	l.shows("at 10 ms", "#score .wrong .said", "#chart .chart-mark[data-when=now]")
	l.hides("at 10 ms", ".headline strong", "#chart figcaption")
	equal(t, "totals so far", l.soFar(), ", 10 ms, ")
	equal(t, "totals in the picture", browser.Eval[int](l.Page, `[...document.querySelectorAll("#chart .chart-total")].filter(e => getComputedStyle(e).visibility === "visible").length`), 2)
	equal(t, "the mark flashes", browser.Eval[bool](l.Page, `document.querySelector(".chart-mark[data-when=now]").getAnimations().length > 0`), true)
	equal(t, "outlines", l.outlines(), before)
	l.press("Shift+ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight", "Shift+ArrowLeft", "Shift+ArrowLeft", "Shift+ArrowLeft")
	equal(t, "going back nothing flashes", browser.Eval[int](l.Page, `document.querySelectorAll("#chart [data-when=now]").length`), 0)
	l.press("End")
	l.showsModel(modelOf(t, "race", ""))
	l.shows("at the end", ".headline strong", "#score .wrong .said", "#chart figcaption", "#chart .chart-total", "#chart .chart-mark[data-from]")
	equal(t, "outlines", l.outlines(), before)
	l.ReducedMotion(true)
	l.press("Shift+ArrowRight")
	equal(t, "flashes with reduced motion", browser.Eval[int](l.Page, `document.querySelector("#chart").getAnimations({subtree: true}).length`), 0)
}

// press presses keys with the focus nowhere.
func (l *learner) press(keys ...string) {
	l.t.Helper()
	l.blur()
	l.Press(keys...)
}

// shows fails the test unless all elements that each selector finds can be seen.
func (l *learner) shows(when string, selectors ...string) {
	l.t.Helper()
	l.visibility(when, "visible", selectors)
}

// hides fails the test unless none can be seen.
func (l *learner) hides(when string, selectors ...string) {
	l.t.Helper()
	l.visibility(when, "hidden", selectors)
}

func (l *learner) visibility(when, want string, selectors []string) {
	l.t.Helper()
	for _, s := range selectors {
		equal(l.t, when+": "+s, browser.Eval[string](l.Page, `[...new Set([...document.querySelectorAll("`+s+`")].map(e => getComputedStyle(e).visibility))].join()`), want)
	}
}

// soFar returns what stands in place of the totals.
func (l *learner) soFar() string {
	l.t.Helper()
	return browser.Eval[string](l.Page, `[...document.querySelectorAll(".score dt + dd")].map(e => e.dataset.soFar ?? "").join(", ")`)
}

// outlines returns where the parts of the run stand.
func (l *learner) outlines() string {
	l.t.Helper()
	return browser.Eval[string](l.Page, `[...document.querySelectorAll("#score, #score *, .view, #chart svg, #transport, #scrub")].map(e => Object.values(e.getBoundingClientRect().toJSON()).map(Math.round).join(" ")).join("\n")`)
}
