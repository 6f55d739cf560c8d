package journey

import (
	"strings"
	"testing"

	"overlap/tools/browser"
)

// seen is an expression for how much of the run is in the window: whether the totals are, whether the transport is, and
// the pixels of the pictures' height that nothing else covers: where latencies are the subject, their chart comes first.
const seen = `(() => {
	const inside = e => { const b = e.getBoundingClientRect(); return b.height > 0 && b.top >= 0 && b.bottom <= innerHeight && b.left >= 0 && b.right <= innerWidth; };
	const view = document.querySelector(".view").getBoundingClientRect(), pictures = [...document.querySelectorAll("#chart figure > svg")].filter(e => e.checkVisibility()).map(e => e.getBoundingClientRect());
	const sum = height => pictures.reduce((sum, b) => sum + Math.max(height(b), 0), 0);
	return {
		Score: inside(document.querySelector("#score").firstElementChild),
		Transport: inside(document.querySelector("#transport fieldset")),
		Chart: sum(b => Math.min(view.bottom, b.bottom, innerHeight) - Math.max(view.top, b.top, 0)),
		Whole: sum(b => b.height),
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
	return browser.Eval[[]string](l.Page, `[...new Set([...document.querySelectorAll(".lesson a[href^='?']:not(.answer a)")].map(a => a.getAttribute("href")))]`)
}

// atStep waits until the link to a query is marked as the current step.
func (l *learner) atStep(query string) {
	l.t.Helper()
	l.WaitFor(`document.querySelector('.lesson a[href="` + query + `"]').getAttribute("aria-current") === "step"`)
}

// testStage opens every scenario and chooses each step of its lesson: what it changes is in sight, on a desk and on a phone.
func testStage(t *testing.T, w *world) {
	w.tour(t, scenarioPaths("s"), func(t *testing.T, l *learner, path string) {
		l.open(path)
		l.sees("opened", 200)
		l.backAndForth()
		l.chooseAll(path, 200)
		l.Viewport(360, 740)
		l.chooseAll(path+" on a phone", 120)
	})
}

// chooseAll chooses every step and looks.
func (l *learner) chooseAll(where string, pixels float64) {
	l.t.Helper()
	for _, query := range l.steps() {
		l.chooseStep(query)
		l.sees(where+" after "+query, pixels)
	}
}

// chooseStep chooses a step, and waits until its picture is there.
func (l *learner) chooseStep(query string) {
	l.t.Helper()
	l.Click(`.lesson a[href="` + query + `"]`)
	l.atStep(query)
	l.WaitFor(`!document.querySelector("#chart").hasAttribute("aria-busy")`)
}

// backAndForth goes back from the second step to the first, and forward again, at once after each.
func (l *learner) backAndForth() {
	l.t.Helper()
	steps := l.steps()
	l.chooseStep(steps[0])
	l.chooseStep(steps[1])
	browser.Eval[*int](l.Page, `(history.back(), 0)`)
	l.atStep(steps[0])
	browser.Eval[*int](l.Page, `(history.forward(), 0)`)
	l.atStep(steps[1])
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
