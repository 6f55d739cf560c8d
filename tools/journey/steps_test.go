package journey

import (
	"strings"
	"testing"

	"overlap/scenarios/all"
	"overlap/tools/browser"
)

// seen is an expression for how much of the run is in the window: whether the totals are, whether the transport is, and
// the pixels of the picture's height that nothing else covers.
const seen = `(() => {
	const inside = e => { const b = e.getBoundingClientRect(); return b.height > 0 && b.top >= 0 && b.bottom <= innerHeight && b.left >= 0 && b.right <= innerWidth; };
	const view = document.querySelector(".view").getBoundingClientRect(), svg = [...document.querySelectorAll("#chart .timeline svg")].find(e => e.checkVisibility()).getBoundingClientRect();
	return {
		Score: inside(document.querySelector("#score").firstElementChild),
		Transport: inside(document.querySelector("#transport fieldset")),
		Chart: Math.min(view.bottom, svg.bottom, innerHeight) - Math.max(view.top, svg.top, 0),
		Whole: svg.height,
	};
})()`

// sight is what seen says.
type sight struct {
	Score, Transport bool
	Chart, Whole     float64
}

// sees fails the test unless the totals, the transport and so much of the picture are in the window, or all of a smaller one.
func (l *learner) sees(where string, pixels float64) {
	l.t.Helper()
	s := browser.Eval[sight](l.Page, seen)
	if !s.Score || !s.Transport || s.Chart < min(pixels, s.Whole) {
		l.t.Errorf("%s: in the window are score %v, transport %v and %.0f px of the chart's %.0f, of which %.0f must be", where, s.Score, s.Transport, s.Chart, s.Whole, pixels)
	}
}

// steps returns the queries of the lesson's links.
func (l *learner) steps() []string {
	l.t.Helper()
	return browser.Eval[[]string](l.Page, `[...new Set([...document.querySelectorAll(".lesson a[href^='?']")].map(a => a.getAttribute("href")))]`)
}

// atStep waits until the link to a query is marked as the current step.
func (l *learner) atStep(query string) {
	l.t.Helper()
	l.WaitFor(`document.querySelector('.lesson a[href="` + query + `"]').getAttribute("aria-current") === "step"`)
}

// testStage opens every scenario and chooses each step of its lesson: what it changes is in sight, on a desk and on a phone.
func testStage(t *testing.T, w *world) {
	for _, s := range all.List() {
		t.Run(s.ID, func(t *testing.T) {
			t.Parallel()
			l := w.visit(t, "/s/"+s.ID+"/")
			l.sees("opened", 200)
			l.chooseAll(s.ID, 200)
			l.Viewport(360, 740)
			l.chooseAll(s.ID+" on a phone", 120)
		})
	}
}

// chooseAll chooses every step, looks, and goes back once.
func (l *learner) chooseAll(where string, pixels float64) {
	l.t.Helper()
	last := ""
	for _, query := range l.steps() {
		l.Click(`.lesson a[href="` + query + `"]`)
		l.atStep(query)
		l.WaitFor(`!document.querySelector("#chart").hasAttribute("aria-busy")`)
		l.sees(where+" after "+query, pixels)
		if last != "" {
			browser.Eval[*int](l.Page, `(history.back(), 0)`)
			l.atStep(last)
			browser.Eval[*int](l.Page, `(history.forward(), 0)`)
			l.atStep(query)
		}
		last = query
	}
}

// testCurrentStep follows the mark: from link to link, by hand, over a reload, by keyboard, and back to settings of the
// learner's own.
func testCurrentStep(t *testing.T, w *world) {
	l := w.visit(t, "/s/fanout/")
	current := func(want string) {
		t.Helper()
		l.WaitFor(`[...document.querySelectorAll(".lesson [aria-current]")].map(a => a.getAttribute("href")).join() === "` + want + `"`)
	}
	current("?")
	l.Click(`.lesson a[href="?db=400ms"]`)
	current("?db=400ms")
	l.Reload()
	l.WaitFor(ready)
	current("?db=400ms")
	equal(t, "status of a step after a step", l.Text("#status"), "")
	l.Type("#f-db", "300 ms")
	l.Press("Tab")
	current("")
	l.Type("#f-db", "400 ms")
	l.Press("Tab")
	current("?db=400ms")
	l.Type("#f-db", "310 ms")
	l.Press("Tab")
	l.addressHas("db=310ms")
	browser.Eval[*int](l.Page, `(document.querySelector(".lesson a[href='?user=1&product=10']").focus(), 0)`)
	l.Press("Enter")
	current("?user=1&product=10")
	l.WaitText("#status", "Your settings were replaced")
	l.Click(`[data-action="undo"]`)
	l.showsModel(modelOf(t, "fanout", "db=310ms"))
	current("")
	equal(t, "status", strings.TrimSpace(l.Text("#status")), "")
}
