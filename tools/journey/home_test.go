package journey

import (
	"strings"
	"testing"

	"overlap/scenarios/all"
	"overlap/site/view"
	"overlap/tools/browser"
	"overlap/tools/sizes"
)

// fetched is a JavaScript expression that is true once the page has asked for its program.
const fetched = `performance.getEntriesByType("resource").some(e => e.name.endsWith(".wasm"))`

// fetchedJS is a JavaScript expression for the kB that the page has fetched, as they were sent.
const fetchedJS = `[...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")].reduce((sum, e) => sum + e.encodedBodySize, 0) / 1000`

// testHome is all that a reader does on the home page.
func testHome(t *testing.T, w *world) {
	t.Run("picture", func(t *testing.T) { testHomePicture(t, w) })
	t.Run("course", func(t *testing.T) { testCourse(t, w) })
	t.Run("search", func(t *testing.T) { testSearch(t, w) })
	t.Run("early", func(t *testing.T) { testEarly(t, w) })
}

// testHomePicture comes to the home page, moves its slider, plays, and goes on to the lesson with what was set.
func testHomePicture(t *testing.T, w *world) {
	l := w.learner(t)
	l.Viewport(360, 740)
	l.Open(w.site + "/")
	if screens := browser.Eval[float64](l.Page, `document.documentElement.scrollHeight / 740`); screens >= 5 {
		t.Errorf("%.2f screens of a phone, not less than five", screens)
	}
	l.Viewport(360, 640)
	equal(t, "the slider that is to be moved is above a small phone's fold", browser.Eval[bool](l.Page, `document.querySelector("#p-db").getBoundingClientRect().bottom <= innerHeight`), true)
	testTopicsOnAPhone(t, l)
	l.Viewport(1280, 800)
	l.WaitText("#score", "3.61×")
	equal(t, "the program is fetched before it is wanted", browser.Eval[bool](l.Page, fetched), false)
	if kB := browser.Eval[float64](l.Page, fetchedJS); kB > sizes.MaxText/1000 {
		t.Errorf("home fetches %.1f kB before its program", kB)
	}
	equal(t, "shift of layout", browser.Eval[float64](l.Page, `(window.since = 0, `+shiftJS+`)`), 0)
	l.nudge("p-db", 3)
	want := l.movedModel()
	l.addressHas(want.state.Query())
	l.insideIs("#score", view.Score(want.results))
	l.accessible()
	l.Click("#play")
	l.showsPlaying(true)
	l.WaitFor(`document.querySelector("#chart .chart-playhead").getAttribute("visibility") === "visible"`)
	l.Reload()
	l.WaitFor(ready) // the address holds settings, so the program comes by itself
	l.insideIs("#score", view.Score(want.results))
	l.Click("a[data-carry]")
	l.WaitFor(ready + ` && location.pathname === "/s/fanout/"`)
	l.showsParam(want.state.Instance.Param("db"))
}

// testTopicsOnAPhone opens a topic, which folds the one that was open, and searches in all. No verdict is cut.
func testTopicsOnAPhone(t *testing.T, l *learner) {
	shown := func() string {
		return browser.Eval[string](l.Page, `[...document.querySelectorAll(".topic")].filter(e => e.querySelector("li").checkVisibility()).map(e => e.id).join(" ")`)
	}
	equal(t, "open at first", shown(), "topic-0")
	l.Click("#topic-2 h3 a")
	equal(t, "open", shown(), "topic-2")
	equal(t, "verdicts that are cut", l.Count(`#topic-2 em`)-browser.Eval[int](l.Page, `[...document.querySelectorAll("#topic-2 em")].filter(e => e.scrollWidth <= e.clientWidth).length`), 0)
	l.Type("#search", "retry")
	if found := shown(); !strings.Contains(found, "topic-3") {
		t.Errorf("a search shows %s", found)
	}
	l.Press("Escape")
	equal(t, "after the search", shown(), "topic-2")
	browser.Eval[*int](l.Page, `(setTimeout(() => history.back()), null)`)
	l.WaitFor(`!location.hash`)
}

// movedModel waits until the page shows that its latency was moved, and returns what it must show then.
func (l *learner) movedModel() *model {
	l.t.Helper()
	l.WaitFor(ready + ` && document.querySelector("#f-db").value !== "250 ms"`)
	return modelOf(l.t, "fanout", "db="+strings.ReplaceAll(l.Value("#f-db"), " ", ""))
}

// testCourse opens the lessons of the course, and finds them marked, and where it goes on.
func testCourse(t *testing.T, w *world) {
	l := w.learner(t)
	l.Open(w.site + "/")
	equal(t, "marks", l.Count("[data-visited]"), 0)
	l.Click("#go-on")
	l.WaitFor(ready)
	browser.Eval[*int](l.Page, `(setTimeout(() => history.back()), null)`) // the browser may show the page it has kept, which loads nothing
	l.WaitFor(`document.querySelector('.topic [data-id="hello"]').hasAttribute("data-visited")`)
	l.WaitText("#path-count", "1 of 7 opened")
	l.WaitText("#go-on", "Go on with The restaurant")
	l.Click("#go-on")
	l.WaitText("h1", "The restaurant")
}

// testSearch finds scenarios by words of their titles, topics and questions, with the keyboard alone.
func testSearch(t *testing.T, w *world) {
	l := w.learner(t)
	l.Open(w.site + "/")
	shown := func() string {
		return browser.Eval[string](l.Page, `[...document.querySelectorAll(".topic [data-id]")].filter(e => e.checkVisibility()).map(e => e.dataset.id).join(" ")`)
	}
	l.Click(`.door a[href="#search"]`)
	equal(t, "focus", browser.Eval[string](l.Page, "document.activeElement.id"), "search")
	l.Type("#search", "DEADLOCK lock2")
	equal(t, "found", shown(), "deadlock")
	equal(t, "said", l.Text("#found"), "1 found")
	l.Type("#search", "sharing fork")
	equal(t, "found by topic and title", shown(), "philosophers")
	l.Type("#search", "taskgroup")
	l.WaitText("#found", "whose program uses it")
	equal(t, "found by a call of the program", l.seen(`.topic [data-id="race"]`), true)
	l.Type("#search", "nothing has these")
	l.WaitText("#found", "None")
	l.MustBeAccessible()
	l.Press("Escape")
	equal(t, "all again", len(strings.Fields(shown())), len(all.List()))
	l.Type("#search", "gil")
	l.Press("ArrowDown")
	equal(t, "on the first", browser.Eval[string](l.Page, `document.activeElement.closest("[data-id]").dataset.id`), strings.Fields(shown())[0])
	l.Type("#search", "philosophers")
	l.Press("Enter")
	l.WaitText("h1", "philosophers")
}

// testEarly moves, clicks and chooses before the program is there. All of it is shown as waiting, and done when it comes.
func testEarly(t *testing.T, w *world) {
	arrive, held := holdProgram(t)
	l := w.ownServer(t, held)
	for _, path := range []string{"/", "/s/fanout/"} {
		l.Open("about:blank")
		browser.Eval[*int](l.Page, `(location.href = "`+l.site+path+`", 0)`) // Open would wait for the program
		l.WaitFor(`document.querySelector("#p-db")?.matches(":enabled")`)
		l.nudge("p-db", 2)
		l.Click("#play")
		l.WaitFor(`document.querySelectorAll("[data-waiting]").length === 2`)
		l.WaitFor(`!document.querySelector("#loading").hidden`)
		l.WaitText("#loading", "Loading the live controls")
		if path == "/" {
			continue
		}
		l.Click("#tab-log")
		close(arrive)
		l.showsPlaying(true)
		l.insideIs("#score", view.Score(l.movedModel().results))
		equal(t, "waiting", l.Count("[data-waiting]"), 0)
		equal(t, "tab", l.Attr("#tab-log", "aria-selected"), "true")
		equal(t, "loading", browser.Eval[bool](l.Page, `document.querySelector("#loading").hidden`), true)
	}
}
