package journey

import (
	"testing"

	"overlap/tools/browser"
)

// testPin pins a run, makes the database slower and reads by how much, in the picture and in words. The link shows the same to
// another reader; going back undoes it, and so does Unpin.
func testPin(t *testing.T, w *world) {
	l := w.visit(t, "/s/fanout/")
	l.Click("#pin")
	l.addressHas("pin=defaults")
	l.WaitText("#pinned", "change something")
	l.Type("#f-db", "400 ms")
	l.Press("Tab")
	l.showsBefore()
	l.addressHas("db=400ms&pin=defaults")
	l.Click(`.presets a[href="?user=1&product=10"]`)
	l.WaitText("#pinned", "User 2 → 1, Product 20 → 10")
	l.Back()
	l.showsBefore()
	other := w.visit(t, "/s/fanout/?db=400ms&pin=defaults")
	other.showsBefore()
	other.MustBeAccessible()
	other.Click(`[data-action="unpin"]`)
	other.showsModel(modelOf(t, "fanout", "db=400ms"))
	equal(t, "said after Unpin", other.Text("#pinned"), "")
	other.Back()
	other.showsBefore()
}

// showsBefore waits until the picture of a database that takes 400 ms shows where the run with its defaults ended.
func (l *learner) showsBefore() {
	l.t.Helper()
	l.WaitText("#pinned", "Database latency 250 ms → 400 ms")
	l.WaitText("#pinned", "Concurrent 310 ms → 460 ms, 1.48× slower")
	equal(l.t, "before", browser.Eval[string](l.Page, `[...document.querySelectorAll("#chart .chart-note")].map(e => e.textContent).join(", ")`),
		"before: 1.12 s, before: 310 ms")
}
