package journey

import (
	"testing"

	"overlap/site/view"
	"overlap/tools/browser"
)

// testReload makes a state of everything that an address holds, and finds it again after a reload and in
// another browser.
func testReload(t *testing.T, w *world) {
	l := w.visit(t, "/s/fanout/")
	l.Type("#f-db", "400 ms")
	l.Type("#f-cache", "100 ms")
	l.Press("Tab")
	l.Click("#tab-loop")
	l.blur()
	l.Press("<", "Home", "ArrowRight", "ArrowRight")
	instants := view.Layout(modelOf(t, "fanout", "cache=100ms&db=400ms").results, view.Picture{}, view.Widths()[0]).Instants()
	query := "cache=100ms&db=400ms&at=" + instants[2].String() + "&lasts=16s&tab=loop"
	l.addressHas(query)
	link := l.URL()
	l.Reload()
	l.WaitFor(ready)
	l.hasState(query)
	other := w.learner(t)
	other.Open(link)
	other.WaitFor(ready)
	other.hasState(query)
}

// hasState fails the test unless the page shows everything that a query says.
func (l *learner) hasState(query string) {
	l.t.Helper()
	m := modelOf(l.t, "fanout", query)
	l.showsModel(m)
	l.playheadAt(m, m.state.At)
	equal(l.t, "playing lasts", l.lasts(), view.PlayTimeText(m.state.Lasts))
	l.insideIs("#panel-loop", view.Loop(m.results, m.state.At))
	equal(l.t, "tab", browser.Eval[bool](l.Page, `document.querySelector("#panel-loop").checkVisibility()`), true)
}

// testBackAndForth goes where the browser's buttons lead: from link to link, with what was changed by hand
// in between as it was left.
func testBackAndForth(t *testing.T, w *world) {
	l := w.visit(t, "/s/fanout/")
	l.Type("#f-cache", "100 ms")
	l.Press("Tab")
	l.addressHas("cache=100ms")
	l.Click(`.presets a[href="?db=400ms"]`)
	l.showsModel(modelOf(t, "fanout", "db=400ms"))
	l.Click(`.presets a[href="?user=1&product=10"]`)
	l.showsTotals("620 ms", "250 ms")
	for _, way := range []struct{ method, query string }{
		{"back", "db=400ms"}, {"back", "cache=100ms"}, {"forward", "db=400ms"}, {"forward", "user=1&product=10"},
	} {
		browser.Eval[*int](l.Page, "(history."+way.method+"(), 0)")
		l.showsModel(modelOf(t, "fanout", way.query))
	}
}

// testShare copies the page's link, and shows it where the clipboard is closed.
func testShare(t *testing.T, w *world) {
	l := w.visit(t, "/s/fanout/")
	l.Type("#f-db", "400 ms")
	browser.Eval[*int](l.Page, `(Object.defineProperty(navigator, "clipboard", {configurable: true, value: {
		writeText: text => { window.copied = text; return Promise.resolve(); } }}), 0)`)
	l.Click(`[data-action="share"]`)
	l.WaitText("#status", "Link copied")
	equal(t, "copied", browser.Eval[string](l.Page, "window.copied"), l.site+"/s/fanout/?db=400ms")
	for _, closed := range []string{`{writeText: () => Promise.reject(new DOMException("no", "NotAllowedError"))}`, "undefined"} {
		browser.Eval[*int](l.Page, `(Object.defineProperty(navigator, "clipboard", {configurable: true, value: `+closed+`}), 0)`)
		l.Click(`[data-action="reset"]`)
		l.showsTotals("1.12 s", "310 ms")
		l.Click(`[data-action="share"]`)
		l.WaitText("#status", "Copy this link")
		equal(t, "link", l.Attr("#status a", "href"), l.site+"/s/fanout/")
	}
}

// testTip points into spans, not where two meet, and at nothing.
func testTip(t *testing.T, w *world) {
	for _, s := range representative(t) {
		l := w.visit(t, "/s/"+s.ID+"/")
		m := modelOf(t, s.ID, "")
		layout := view.Layout(m.results, view.Picture{}, view.Fitting(browser.Eval[int](l.Page, `Math.floor(document.querySelector("#chart").getBoundingClientRect().width)`)))
		pointed := 0
		for _, r := range m.results.List {
			x := layout.Plot.Left + 0.27*(layout.Plot.Right-layout.Plot.Left)*float64(r.Total)/float64(layout.Span)
			for y := layout.Plot.Top + 2; y < layout.Plot.Bottom; y += 22 {
				want := view.Tip(m.results, layout, x, y)
				if view.Tip(m.results, layout, x, y-1) != want || view.Tip(m.results, layout, x, y+1) != want {
					continue // the pointer stands on a whole pixel
				}
				l.HoverAt("#chart .timeline svg", x/layout.Width, y/layout.Height)
				pointed++
				equal(t, "shown", browser.Eval[bool](l.Page, `!document.querySelector("#tip").hidden`), want != "")
				if want != "" {
					l.insideIs("#tip", want)
				}
			}
		}
		if pointed == 0 {
			t.Errorf("%s: no place to point at", s.ID)
		}
		l.Hover("h1")
		equal(t, "shown beside the chart", browser.Eval[bool](l.Page, `!document.querySelector("#tip").hidden`), false)
	}
}
