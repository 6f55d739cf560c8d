package journey

import (
	"strconv"
	"testing"

	"overlap/tools/browser"
)

// asks waits until the page asks for a guess and hides what came of the run.
func (l *learner) asks(question string) {
	l.t.Helper()
	l.WaitText("#guess .question", question)
	equal(l.t, "the question is seen", l.seen("#guess .question"), true)
	equal(l.t, "the answer is seen", l.seen("#score"), false)
	equal(l.t, "bars are seen", browser.Eval[bool](l.Page, `[...document.querySelectorAll("#chart .chart-panel:not(.known) .chart-wait")].some(e => e.checkVisibility({visibilityProperty: true}))`), false)
	equal(l.t, "what signs mean is seen", l.drawn(".chart-signs"), false)
}

// drawn reports whether a part of the picture is visible.
func (l *learner) drawn(part string) bool {
	l.t.Helper()
	return browser.Eval[bool](l.Page, `document.querySelector(`+strconv.Quote("#chart "+part)+`)?.checkVisibility({visibilityProperty: true}) ?? false`)
}

// answers waits until the page shows what came of the run.
func (l *learner) answers() {
	l.t.Helper()
	l.WaitFor(`document.querySelector("#score").checkVisibility()`)
	equal(l.t, "the question is seen", l.Count("#guess .question"), 0)
}

func (l *learner) seen(selector string) bool {
	l.t.Helper()
	return browser.Eval[bool](l.Page, `document.querySelector(`+strconv.Quote(selector)+`).checkVisibility()`)
}

// testGuessTime moves the slider of a guess, sees the run play, and finds the guess in the link.
func testGuessTime(t *testing.T, w *world) {
	l := w.newcomer(t)
	l.open("/s/fanout/")
	l.asks("When are all four answers there")
	l.SetRange("#guess-at", 50)
	l.WaitText("#guess-time", "280 ms")
	l.WaitText("#chart .chart-flag", "your guess 280 ms")
	equal(t, "the longest variant is shown", browser.Eval[bool](l.Page, `document.querySelector("#chart .chart-panel .chart-wait").checkVisibility({visibilityProperty: true})`), true)
	l.Click(`[data-action="guess"]`)
	l.answers()
	l.showsPlaying(true)
	l.WaitText("#guess", "You said 280 ms.")
	l.WaitText("#chart .chart-flag", "your guess 280 ms")
	l.Press("End")
	l.WaitText("#guess", "Close, it is at 310 ms: you said 280 ms.")
	l.WaitFor(`location.search === "?guess=280ms"`)
	l.Reload()
	l.WaitFor(ready)
	l.WaitText("#guess", "Close, it is at 310 ms")
	l.SetRange("#p-db", 0) // what was guessed is compared with the present run
	l.WaitText("#guess", "You said 280 ms. It is at 60 ms: 4.67× sooner than you thought.")

	l.Viewport(360, 740)
	l.open("/s/fanout/?guess=ask")
	l.asks("When are all four answers there")
	l.Swipe(chart, 0.25, 0.8, 0.75, 0.8)
	l.WaitFor(`(stop => stop > 140 && stop < 190)(+document.querySelector("#guess-at").value)`)
	browser.Eval[*int](l.Page, `(document.querySelector("#guess-at").focus(), 0)`)
	l.Press("Enter")
	l.answers()
}

// testGuessWhich picks the wrong answer, is told the right one, and is not asked again by a link of the lesson.
func testGuessWhich(t *testing.T, w *world) {
	l := w.newcomer(t)
	l.ReducedMotion(true)
	l.open("/s/race/")
	l.asks("What does the counter say in the end")
	equal(t, "the axis is labelled, whose end may be the answer", l.drawn(".chart-tick"), false)
	l.Click(`[data-action="guess"][value="3"]`)
	l.answers()
	l.WaitText("#guess", "You said “10”. It is “1”.")
	equal(t, "what signs mean is seen", l.drawn(".chart-signs"), true)
	equal(t, "the axis is labelled", l.drawn(".chart-tick"), true)
	l.showsPlaying(false) // who wants less motion sees the end
	l.WaitText(".headline", "9 of 10 updates lost")
	l.Click(`.lesson a[href="?tasks=2&spread=1s"]`)
	l.WaitText(".headline", "No update lost, this time")
	equal(t, "asked again", l.Count("#guess .question"), 0)
}

// testNoGuess skips the question in every way there is, and declines it for good.
func testNoGuess(t *testing.T, w *world) {
	l := w.newcomer(t)
	for _, skip := range []func(){
		func() { l.Click(`[data-action="skip-guess"]`) },
		func() { l.Press("End") },
		func() { l.Press("ArrowRight") },
		func() { l.SetRange("#p-cache", 3) },
		func() { l.Click(`.lesson a[href="?db=400ms"]`) },
	} {
		l.open("/s/fanout/")
		l.asks("When are all four")
		skip()
		l.answers()
	}
	for _, address := range []string{"?guess=off", "?db=400ms", "?at=100ms"} {
		l.open("/s/fanout/" + address)
		l.answers()
	}
	l.open("/s/fanout/?db=400ms&guess=ask")
	l.asks("When are all four")
	l.PrintMedia(true)
	equal(t, "on paper the answer is seen", l.seen("#score"), true)
	l.PrintMedia(false)
	l.Click(`[data-action="decline-guesses"]`)
	l.answers()
	l.open("/s/race/")
	l.answers()
	l.Press("?")
	l.Click("#guesses-on")
	l.open("/s/race/")
	l.asks("What does the counter say")
}
