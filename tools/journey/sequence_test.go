package journey

import (
	"strings"
	"testing"
	"time"

	"overlap/site/view"
	"overlap/tools/browser"
)

// testSequence reads who does what to whom: of one variant and another, with the playhead, in a window, of a followed task, and
// again after a reload.
func testSequence(t *testing.T, w *world) {
	l := w.visit(t, "/s/fanout/")
	m := modelOf(t, "fanout", "")
	at, open := view.End, ""
	shows := func(what string) {
		t.Helper()
		width := view.Fitting(int(browser.Eval[float64](l.Page, `document.querySelector("#chart").getBoundingClientRect().width`)))
		html := new(view.Sequences).Sequence(m.results, m.state, at, width)
		l.insideIs("#sequence", strings.Replace(html, "<details>", "<details"+open+">", 1))
		if problem := browser.Eval[string](l.Page, `(() => { const b = document.querySelector("#sequence svg"), p = document.querySelector("#panel-sequence"); return b && b.getBoundingClientRect().right > p.getBoundingClientRect().right + 1 ? "the picture is cut" : "" })()`); problem != "" {
			t.Error(what + ": " + problem)
		}
	}
	l.Click("#tab-loop")
	l.Press("ArrowRight") // from tab to tab
	l.addressHas("tab=sequence")
	shows("at first")
	l.Click(`#panel-sequence input[value="sequential"]`)
	l.addressHas("tab=sequence&variant=sequential")
	m.state.Variant = "sequential"
	shows("another variant")
	equal(t, "an open table", l.Count("#sequence details[open]"), 0)
	l.Click("#sequence summary")
	open = " open"
	l.blur()
	l.Press("Home")
	at = 0
	shows("at the beginning")
	l.Click(`[data-action="forward"]`)
	at = 60 * time.Millisecond
	shows("a step later")
	equal(t, "what happens is in sight", browser.Eval[bool](l.Page, `(() => { const r = document.querySelector("#sequence .chart-lit-now").getBoundingClientRect(), p = document.querySelector("#panel-sequence").getBoundingClientRect(); return r.top >= p.top && r.bottom <= p.bottom })()`), true)
	l.accessible()
	l.Viewport(360, 740)
	l.WaitFor(`document.querySelector("#sequence svg").getBoundingClientRect().width < 361`)
	shows("on a phone")
	l.accessible()
	l.Viewport(1280, 800)
	const link = "tab=sequence&variant=sequential&at=60ms&zoom=50ms..400ms&follow=sequential.8"
	l.Open(l.site + "/s/fanout/?" + link)
	l.WaitFor(ready)
	open = ""
	m = modelOf(t, "fanout", link)
	shows("from a link")
	l.Click(`#sequence [data-action="unfollow"]`)
	l.addressHas("at=60ms&tab=sequence&variant=sequential&zoom=50ms..400ms")
	m.state.Follow = view.TaskRef{}
	shows("of all tasks")
}
