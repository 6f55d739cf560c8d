package journey

import (
	"strconv"
	"testing"
	"time"

	"overlap/chart/svg"
	"overlap/site/view"
	"overlap/tools/browser"
)

// chart is what the mouse is moved over.
const chart = "#chart svg"

// layout returns the layout of the picture that the page shows.
func (l *learner) layout(m *model) *svg.Layout {
	l.t.Helper()
	width := browser.Eval[float64](l.Page, `document.querySelector("#chart").getBoundingClientRect().width`)
	return view.Layout(m.results, m.state.Picture, view.Fitting(int(width)))
}

// showsRun waits until the page shows the model of a query, which the address has.
func (l *learner) showsRun(id, query string) *model {
	l.t.Helper()
	m := modelOf(l.t, id, query)
	l.showsModel(m)
	return m
}

// testScale shows runs in other ways than they are shown at first.
func testScale(t *testing.T, w *world) {
	for name, test := range map[string]func(*testing.T, *world){"zoom": testZoom, "keys": testZoomKeys, "wheel": testWheel, "axes": testAxes} {
		t.Run(name, func(t *testing.T) { test(t, w) })
	}
}

// testZoom draws a window with the mouse and goes back in every way there is; the scrubber and the playhead follow.
func testZoom(t *testing.T, w *world) {
	l := w.visit(t, "/s/fanout/")
	lay := l.layout(l.showsRun("fanout", ""))
	x := func(at time.Duration) float64 {
		return (lay.Plot.Left + (lay.Plot.Right-lay.Plot.Left)*float64(at)/float64(lay.Span)) / lay.Width
	}
	draw := func() *model {
		l.Drag(chart, x(310*time.Millisecond), 0.5, x(620*time.Millisecond), 0.2)
		l.WaitFor(`location.search.includes("zoom=")`)
		query := browser.Eval[string](l.Page, `location.search.slice(1)`)
		m := l.showsRun("fanout", query)
		if p := m.state.Picture; (p.From-310*time.Millisecond).Abs() > 3*time.Millisecond || (p.To-620*time.Millisecond).Abs() > 3*time.Millisecond {
			t.Errorf("the window is %s", query)
		}
		return m
	}
	m := draw()
	equal(t, "the scrubber's ends", l.Attr("#scrub", "min")+" "+l.Attr("#scrub", "max"), decimal(m.state.Picture.From)+" "+decimal(m.state.Picture.To))
	l.Click("#play")
	l.showsPlaying(true)
	if at := l.place(); at < m.state.Picture.From {
		t.Errorf("playing began at %v", at)
	}
	l.Press("End")
	for _, back := range []func(){
		func() { browser.Eval[*int](l.Page, `(history.back(), 0)`) },
		func() { l.Press("Escape") },
		func() {
			l.DoubleClick(chart)
			l.WaitFor(`!location.search.includes("zoom=")`)
			l.Press("End") // the first click moved the playhead
		},
		func() { l.Click("#zoom-whole") },
		func() { l.chartKey("0") },
	} {
		back()
		l.showsRun("fanout", "")
		draw()
	}
	l.Reload()
	l.showsRun("fanout", browser.Eval[string](l.Page, `location.search.slice(1)`))
	l.open("/s/gil/?zoom=40ms..100ms")
	l.DoubleClick(chart) // of a bar: the panel about its task moves the picture away from under the pointer
	l.showsRun("gil", "")
	equal(t, "the first click followed", l.seen("#followed"), false)
}

func decimal(d time.Duration) string { return strconv.FormatInt(int64(d), 10) }

// chartKey presses keys while the chart has the focus.
func (l *learner) chartKey(keys ...string) {
	l.t.Helper()
	browser.Eval[*int](l.Page, `(document.querySelector(".view").focus(), 0)`)
	l.Press(keys...)
}

// testZoomKeys zooms and moves with keys and buttons: one press of Back undoes a burst.
func testZoomKeys(t *testing.T, w *world) {
	l := w.visit(t, "/s/fanout/")
	l.chartKey("+")
	l.showsRun("fanout", "zoom=280ms..840ms")
	l.Press("Shift+ArrowRight")
	l.showsRun("fanout", "zoom=420ms..980ms")
	l.Press("-")
	l.showsRun("fanout", "")
	l.Click("#zoom-in")
	l.showsRun("fanout", "zoom=280ms..840ms")
	l.Click("#zoom-in")
	l.showsRun("fanout", "zoom=420ms..700ms")
	l.Click("#zoom-out")
	l.showsRun("fanout", "zoom=280ms..840ms")
	browser.Eval[*int](l.Page, `(history.back(), 0)`)
	l.showsRun("fanout", "zoom=420ms..700ms")
	l.blur()
	l.Press("ArrowLeft") // a step, elsewhere on the page
	l.WaitFor(`location.search.includes("at=")`)
}

// testWheel turns the wheel: it scrolls, and zooms only while Ctrl is down. A pinch, which claims that it is, stays the
// browser's.
func testWheel(t *testing.T, w *world) {
	l := w.visit(t, "/s/fanout/")
	l.showsRun("fanout", "")
	l.Wheel(chart, 0.5, 0.5, -100, false)
	browser.Eval[*int](l.Page, `new Promise(done => document.querySelector("#chart").dispatchEvent(new WheelEvent("wheel", {ctrlKey: true, deltaY: -10, bubbles: true, cancelable: true})) && requestAnimationFrame(() => requestAnimationFrame(() => done(0))))`)
	l.showsRun("fanout", "")
	l.Wheel(chart, 0.5, 0.5, -100, true)
	l.WaitFor(`location.search.includes("zoom=")`)
	l.showsRun("fanout", browser.Eval[string](l.Page, `location.search.slice(1)`))
}

// testAxes chooses axes, opens lanes and hides variants: all of it is in the address, and Back undoes it.
func testAxes(t *testing.T, w *world) {
	l := w.visit(t, "/s/echo/?clients=100")
	l.showsRun("echo", "clients=100")
	equal(t, "axes", l.Value("#axis"), "cut")
	browser.Eval[*int](l.Page, `(e => (e.value = "log", e.dispatchEvent(new Event("change", {bubbles: true})), 0))(document.querySelector("#axis"))`)
	l.showsRun("echo", "clients=100&axis=log")
	browser.Eval[*int](l.Page, `(history.back(), 0)`)
	l.showsRun("echo", "clients=100")
	l.Click("#lanes")
	l.showsRun("echo", "clients=100&lanes=open")
	l.WaitText("#lanes", "Hide lanes")
	l.Click("#lanes")
	l.showsRun("echo", "clients=100")
	l.Click("#v-single")
	l.showsRun("echo", "clients=100&variants=threads,loop")
	equal(t, "the focus", browser.Eval[string](l.Page, `document.activeElement.id`), "v-single")
	l.Click("#v-loop")
	l.showsRun("echo", "clients=100&variants=threads")
	equal(t, "buttons that hide", l.Count(`[data-action="hide"]`), 0)
	browser.Eval[*int](l.Page, `(history.back(), 0)`)
	l.showsRun("echo", "clients=100&variants=threads,loop")
	l.Click("#v-single")
	l.showsRun("echo", "clients=100")
}

// testWhole sees the whole picture where the window cuts off rows, by one press, and returns to the lesson.
func testWhole(t *testing.T, w *world) {
	l := w.learner(t)
	l.Viewport(1280, 800)
	for _, id := range []string{"plan", "timeouts", "scraper"} {
		l.open("/s/" + id + "/")
		const cut = `(t => t.scrollHeight - t.clientHeight > 12)(document.querySelector("#timeline"))`
		l.WaitFor(cut)
		l.Click("#whole")
		l.WaitFor("!" + cut)
		l.WaitFor(`document.querySelector("#below").textContent === ""`)
		equal(t, "lesson beside the whole picture of "+id, browser.Eval[bool](l.Page, `document.querySelector(".lesson").checkVisibility()`), false)
		l.Press("Escape")
		l.WaitFor(`document.querySelector(".lesson").checkVisibility()`)
		l.WaitFor(cut)
	}
}

// testMoreControls goes to the controls that the tabs hide, by the button that counts them, until there are none.
func testMoreControls(t *testing.T, w *world) {
	l := w.visit(t, "/s/plan/") // one of them is higher than their window
	const last = `document.querySelector("#save-name").getBoundingClientRect().bottom <= document.querySelector("#tabs").getBoundingClientRect().top + 1`
	equal(t, "all in sight at first", browser.Eval[bool](l.Page, last), false)
	l.WaitText("#more-controls", "more")
	for !browser.Eval[bool](l.Page, last) {
		l.Click("#more-controls")
	}
	l.WaitFor(`!document.querySelector("#more-controls").checkVisibility()`)
}

// testBelow goes to the variants that the picture's window hides, by the button that names them.
func testBelow(t *testing.T, w *world) {
	l := w.learner(t)
	l.Viewport(1280, 660)
	l.open("/s/stampede/")
	const top = `[...document.querySelectorAll("#chart .chart-title")].map(e => e.getBoundingClientRect().top - document.querySelector("#timeline").getBoundingClientRect().top)`
	l.WaitText("#below", "Stale while one asks")
	equal(t, "lies over the picture", browser.Eval[bool](l.Page, `document.querySelector("#more").getBoundingClientRect().top < document.querySelector("#timeline").getBoundingClientRect().bottom`), false)
	equal(t, "the axis that is below stands at the edge, each instant in its place", browser.Eval[bool](l.Page, `(own => own.length > 3 && own.every(e => e.checkVisibility() &&
		e.getBoundingClientRect().bottom <= document.querySelector("#timeline").getBoundingClientRect().bottom &&
		[...document.querySelectorAll("#chart .chart-tick")].some(c => c.textContent === e.textContent && Math.abs(c.getBoundingClientRect().x - e.getBoundingClientRect().x) < 1)))(
		[...document.querySelectorAll("#ticks text")])`), true)
	l.Click("#below")
	l.WaitFor(top + `.some(y => y > 0 && y < 20)`)
	equal(t, "focus", browser.Eval[string](l.Page, `document.activeElement.id`), "timeline")
	for browser.Eval[bool](l.Page, top+`[2] > document.querySelector("#timeline").clientHeight`) {
		l.WaitFor(`document.querySelector("#below").checkVisibility()`)
		l.Click("#below")
	}
	l.WaitFor(`!document.querySelector("#below").checkVisibility()`)
	browser.Eval[int](l.Page, `(document.querySelector("#timeline").scrollTop = 9999, 0)`)
	l.WaitFor(`!document.querySelector("#ticks").checkVisibility()`)
	l.Viewport(1280, 800)
	l.open("/s/race/")
	equal(t, "a picture that fits", browser.Eval[bool](l.Page, restsBelowJS+` && !document.querySelector("#more").checkVisibility()`), true)
	equal(t, "the line is there in the frame of a picture that does not", browser.Eval[bool](l.Page, `new Promise(done => {
		new MutationObserver((_, o) => (o.disconnect(), requestAnimationFrame(() => done(`+restsBelowJS+` && document.querySelector("#more").checkVisibility()))))
			.observe(document.querySelector("#chart"), {childList: true});
		const slider = document.querySelector("#p-tasks");
		slider.value = 18;
		slider.dispatchEvent(new Event("input", {bubbles: true}));
	})`), true)
}
