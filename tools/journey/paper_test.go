package journey

import (
	"regexp"
	"testing"

	"overlap/tools/browser"
)

// testPaper prints pages in use: each is two pages of paper, and all of what is on them can be read.
func testPaper(t *testing.T, w *world) {
	for _, s := range representative(t) {
		l := w.visit(t, "/s/"+s.ID+"/")
		l.printsTwoPages(s.ID)
	}
	l := w.visit(t, "/s/fanout/?db=400ms&tab=log&at=100ms&follow=concurrent.3")
	l.printsTwoPages("fanout in use")
	l.PrintMedia(true)
	l.WaitText("#paper", "Database latency 400 ms")
	l.WaitText("#paper", "user:1 Alice (cached), product:10 Mechanical Keyboard (cached)")
	l.WaitText("#panel-py", "CACHE, DB = 0.060, 0.4")
	equal(t, "what is there to be used", browser.Eval[string](l.Page, `[...document.querySelectorAll("button, input, select, progress, [role=tab]")].filter(e => e.checkVisibility({checkOpacity: true})).map(e => e.outerHTML).join()`), "")
	for _, part := range []string{"h1", "#paper", ".headline", ".score", "#chart svg", "figcaption", ".lesson", "#panel-py"} {
		equal(t, part+" is printed", browser.Eval[bool](l.Page, `document.querySelector("`+part+`").checkVisibility()`), true)
	}
}

// pdfPage matches what a PDF file says of each of its pages.
var pdfPage = regexp.MustCompile(`/Type /Page\b`)

func (l *learner) printsTwoPages(what string) {
	l.t.Helper()
	equal(l.t, what+": pages", len(pdfPage.FindAll(l.PDF(), -1)), 2)
	l.Viewport(718, 1047) // A4 within margins of 1 cm
	l.PrintMedia(true)
	equal(l.t, what+": cut", browser.Eval[string](l.Page, `[...document.querySelectorAll("main *, .top *")].filter(e => e.checkVisibility() && getComputedStyle(e).display !== "inline" && !e.closest(".visually-hidden, svg") &&
		(e.getBoundingClientRect().right > innerWidth + 1 || getComputedStyle(e).overflow !== "visible" && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1)))
		.map(e => e.tagName + "." + e.className + "#" + e.id).slice(0, 5).join()`), "")
	l.PrintMedia(false)
	l.Viewport(1280, 800)
}
