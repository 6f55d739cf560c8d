package journey

import (
	"testing"

	"overlap/tools/browser"
)

// testPast goes on from an instant with a slower database: the past stays as it was, and what a run reads when it begins cannot be
// changed. The link shows the same to another reader; going back undoes it, and so does "From the start".
func testPast(t *testing.T, w *world) {
	l := w.visit(t, "/s/fanout/")
	l.SetRange("#scrub", 420e6)
	l.WaitText("#past", "what you change then counts from 420 ms on")
	l.Click(`[data-action="continue"]`)
	l.addressHas("past=420ms:")
	l.WaitText("#past", "counts what you change now: Cache latency, Database latency")
	l.WaitFor(`document.activeElement.id === "p-cache"`)
	equal(t, "controls that cannot be used", browser.Eval[string](l.Page, `[...document.querySelectorAll("#controls [inert]")].map(e => e.dataset.param).join(" ")`),
		"clients user product cache-data db-data backlog fault")
	l.Type("#f-db", "400 ms")
	l.Press("Tab")
	const slower = "db=400ms&past=420ms:db=250ms"
	l.addressHas(slower)
	l.showsPast(slower)
	l.MustBeAccessible()
	l.Click("#pin")
	l.SetRange("#scrub", 800e6)
	l.Click(`[data-action="continue"]`)
	l.Type("#f-db", "0")
	l.Press("Tab")
	l.addressHas("db=0s&past=420ms:db=250ms&past=800ms:db=400ms&pin=db=400ms%26past=420ms:db=250ms")
	l.WaitText("#past", "From 800 ms on\nDatabase latency 400 ms → 0 s")
	l.WaitText("#pinned", "Database latency 400 ms → 0 s, from 420 ms on, from 800 ms on")
	l.Back()
	l.Back()
	l.showsPast(slower)

	other := w.visit(t, "/s/fanout/?"+slower)
	other.showsPast(slower)
	equal(t, "the listing’s constant", browser.Eval[string](other.Page, `(e => e.textContent + " → " + e.dataset.then)(document.querySelector("#panel-py [data-constant=db]"))`), "0.250 → 0.4")
	other.Click(`[data-action="anew"]`)
	other.addressHas("db=400ms")
	other.showsModel(modelOf(t, "fanout", "db=400ms"))
	equal(t, "said of a run whose settings stay", other.Text("#past"), "")
	other.Back()
	other.showsPast(slower)
	other.Viewport(360, 740)
	other.MustBeAccessible()

	fixed := w.visit(t, "/s/gather/?at=420ms")
	equal(t, "offered where a run reads everything when it begins", fixed.Text("#past"), "")
	w.visit(t, "/embed/fanout/?"+slower).showsModel(modelOf(t, "fanout", slower))
}

// showsPast waits until the picture shows a run whose database becomes slower at 420 ms, with a line there.
func (l *learner) showsPast(query string) {
	l.t.Helper()
	l.WaitText("#past", "From 420 ms on\nDatabase latency 250 ms → 400 ms")
	l.showsModel(modelOf(l.t, "fanout", query))
	equal(l.t, "lines where settings change", browser.Eval[int](l.Page, `document.querySelectorAll("#chart .chart-changed").length`), 2)
}
