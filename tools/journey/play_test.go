package journey

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"overlap/quantity"
	"overlap/scenarios"
	"overlap/site/view"
	"overlap/tools/browser"
)

// place returns where the playhead is by the scrubber.
func (l *learner) place() time.Duration {
	l.t.Helper()
	n, err := strconv.ParseInt(l.Value("#scrub"), 10, 64)
	if err != nil {
		l.t.Fatal(err)
	}
	return time.Duration(n)
}

// playheadAt waits until the playhead is at an instant, by the scrubber and in words.
func (l *learner) playheadAt(m *model, at time.Duration) {
	l.t.Helper()
	l.WaitFor(`document.querySelector("#scrub").value === "` + strconv.FormatInt(int64(at), 10) + `"`)
	equal(l.t, "in words", l.Attr("#scrub", "aria-valuetext"), view.ValueText(m.results, at))
	length := view.Longest(m.results)
	equal(l.t, "beside the scrubber", l.Text("#time"), view.Clock(at, length))
	equal(l.t, "the future is hidden", browser.Eval[bool](l.Page, `document.querySelector("#chart .chart-playhead").getAttribute("visibility") === "visible"`), at < length)
}

// showsPlaying waits until the button shows that the run plays, or that it does not.
func (l *learner) showsPlaying(yes bool) {
	l.t.Helper()
	l.WaitText("#play", map[bool]string{true: "Pause", false: "Play"}[yes])
}

// testPlay plays, pauses in the middle, goes on and comes to the end.
func testPlay(t *testing.T, w *world) {
	l := w.visit(t, "/s/fanout/?lasts=60s")
	m := modelOf(t, "fanout", "")
	length := view.Longest(m.results)
	l.playheadAt(m, length) // it does not start by itself
	l.showsPlaying(false)
	l.Click("#play")
	l.showsPlaying(true)
	l.WaitFor(`+document.querySelector("#scrub").value > 0 && +document.querySelector("#scrub").value < 5e8`)
	l.Click("#play")
	l.showsPlaying(false)
	at := l.place()
	if at == 0 || at == length {
		t.Errorf("paused at %v of %v", at, length)
	}
	browser.Eval[*int](l.Page, `new Promise(f => requestAnimationFrame(() => requestAnimationFrame(() => f(0))))`)
	l.playheadAt(m, at)
	l.Press(">", ">", ">", ">", "Space") // the button has the focus: Space presses it
	l.showsPlaying(true)
	l.showsPlaying(false)
	l.playheadAt(m, length)
}

// testSteps steps through every instant of every scenario and back.
func testSteps(t *testing.T, w *world) {
	for _, s := range representative(t) {
		l := w.visit(t, "/s/"+s.ID+"/")
		m := modelOf(t, s.ID, "")
		instants := view.Layout(m.results, view.Picture{}, view.Widths()[0]).Instants()
		l.playheadAt(m, view.Longest(m.results))
		l.Click(`[data-action="forward"]`) // on a page that was just opened it begins at the beginning
		browser.Eval[*int](l.Page, `(document.activeElement.blur(), 0)`)
		for i, at := range instants {
			l.playheadAt(m, at)
			if i+1 < len(instants) {
				l.Click(`[data-action="forward"]`)
			}
		}
		l.playheadAt(m, view.Longest(m.results))
		for i := range instants {
			l.playheadAt(m, instants[len(instants)-1-i])
			l.Press("ArrowLeft")
		}
		l.playheadAt(m, 0)
		l.Press("ArrowRight")
		l.playheadAt(m, instants[1])
		l.Click(`[data-action="back"]`)
		l.playheadAt(m, 0)
		l.Press("End")
		l.playheadAt(m, view.Longest(m.results))
	}
}

// testMilestones goes from event to event, each of which a screen reader says once; at the end it says what the run came to.
// While the run plays it says nothing.
func testMilestones(t *testing.T, w *world) {
	for _, s := range representative(t) {
		l := w.visit(t, "/s/"+s.ID+"/?lasts=4s")
		m := modelOf(t, s.ID, "")
		layout := view.Layout(m.results, view.Picture{}, view.Widths()[0])
		list := layout.Milestones()
		equal(t, "said at first", l.Text("#heard"), "")
		for _, at := range list {
			l.Click(`[data-action="next"]`)
			l.playheadAt(m, at)
			if at < view.Longest(m.results) {
				l.hears(view.Standing(layout.Scene, at))
			}
		}
		l.hears(view.Conclusion(m.results))
		l.blur()
		for i := len(list) - 2; i >= 0; i-- {
			l.Press("Shift+ArrowLeft")
			l.playheadAt(m, list[i])
		}
		l.Press("Shift+ArrowRight")
		l.playheadAt(m, list[min(1, len(list)-1)])
		l.Press("Home")
		l.hears(view.Standing(layout.Scene, 0))
		browser.Eval[*int](l.Page, `(window.heard = [], new MutationObserver(() => heard.push(document.querySelector("#heard").textContent)).observe(document.querySelector("#heard"), {childList: true, characterData: true, subtree: true}), 0)`)
		l.Click("#play")
		l.hears(view.Conclusion(m.results))
		equal(t, "said while it played", browser.Eval[string](l.Page, `heard.join("|")`), view.Conclusion(m.results))
	}
}

// hears waits until a screen reader has been given a text.
func (l *learner) hears(text string) {
	l.t.Helper()
	l.WaitFor(`document.querySelector("#heard").textContent === ` + strconv.Quote(text))
}

// testScrub drags the playhead: the words, the lit lines, the loop's sets and the log follow it.
func testScrub(t *testing.T, w *world) {
	for _, s := range representative(t) {
		l := w.visit(t, "/s/"+s.ID+"/")
		m := modelOf(t, s.ID, "")
		l.Click("#scrub") // the middle
		at := l.place()
		if length := view.Longest(m.results); at < length/3 || at > 2*length/3 {
			t.Errorf("%s: a click on the middle went to %v of %v", s.ID, at, length)
		}
		l.playheadAt(m, at)
		l.litAs(m, at)
		for id, html := range map[string]string{"loop": view.Loop(m.results, at), "log": view.Log(m.results, view.Picture{}, at), "table": view.Table(m.results)} {
			l.Click("#tab-" + id)
			l.insideIs("#panel-"+id, html)
		}
		l.Click("#tab-loop")
		l.blur() // the tabs have a Home of their own
		l.Press("Home")
		l.Click(`#transport [data-action="forward"]`)
		next := l.place()
		l.insideIs("#panel-loop", view.Loop(m.results, next))
		l.addressHas("at=" + strings.ReplaceAll(next.String(), "µs", "us") + "&tab=loop")
	}
}

// testTokens steps through the event loop: tokens go from one place to another, unless the reader prefers that nothing moves.
func testTokens(t *testing.T, w *world) {
	for _, reduced := range []bool{false, true} {
		l := w.learner(t)
		l.ReducedMotion(reduced)
		l.open("/s/fanout/?at=50ms&tab=loop")
		l.WaitFor(`document.querySelectorAll("#panel-loop [data-token]").length > 10`)
		browser.Eval[*int](l.Page, `(window.moved = 0, Element.prototype.animate = function() { moved++ }, 0)`)
		l.Click(`#transport [data-action="forward"]`)
		l.insideIs("#panel-loop", view.Loop(modelOf(t, "fanout", "").results, l.place()))
		if moved := browser.Eval[int](l.Page, `moved`); (moved == 0) != reduced {
			t.Errorf("%d tokens move, reduced motion: %v", moved, reduced)
		}
	}
}

// litAs waits until the lit lines of both listings are those of the model at an instant.
func (l *learner) litAs(m *model, at time.Duration) {
	l.t.Helper()
	lit := view.LitLines(m.results, view.CodeVariant(m.results, at, m.state.Variant), at)
	want, texts := "", m.scenario.Texts()
	for _, line := range append(view.LitTwin(scenarios.Markers(texts.Source, "// ["), scenarios.Markers(texts.Twin, "# ["), lit), lit...) {
		want += strconv.Itoa(line.Line) + " " + line.Note + "\n"
	}
	if want == "" {
		l.t.Errorf("%s: no line is lit at %v", m.scenario.ID, quantity.Duration(at))
	}
	l.WaitFor(`[...document.querySelectorAll("#panels [data-lit]")].map(e => e.dataset.line + " " + e.dataset.lit + "\n").join("") === ` + strconv.Quote(want))
}

// testReducedMotion prefers reduced motion: nothing on the page moves by itself.
func testReducedMotion(t *testing.T, w *world) {
	l := w.learner(t)
	l.ReducedMotion(true)
	l.open("/s/fanout/")
	m := modelOf(t, "fanout", "")
	l.showsPlaying(false)
	l.playheadAt(m, view.Longest(m.results))
	l.Click(`a[href="?db=400ms"]`)
	l.showsTotals("1.72 s", "460 ms")
	l.showsPlaying(false)
	equal(t, "animations", browser.Eval[int](l.Page, `document.getAnimations().length`), 0)
	equal(t, "smooth scrolling", browser.Eval[string](l.Page, `getComputedStyle(document.documentElement).scrollBehavior`), "auto")
}
