package journey

import (
	"testing"

	"overlap/tools/browser"
)

// testSweep reads the large curve of a parameter: where its lines bend, what it is now, and other values by a click in the
// picture and by a key in the table. The link shows the same to another reader.
func testSweep(t *testing.T, w *world) {
	l := w.visit(t, "/s/batching/")
	l.Click("#tab-sweep")
	l.addressHas("tab=sweep")
	browser.Eval[*int](l.Page, `(() => { const over = document.querySelector("#over"); over.value = "concurrency"; over.dispatchEvent(new Event("change", {bubbles: true})); })()`)
	l.WaitText("#sweep figcaption", "bends most at")
	l.Type("#over-to", "20")
	l.Press("Tab")
	l.WaitText("#sweep figcaption", "Batches bends most at 4: 250 ms.")
	l.WaitText("#sweep .chart-knee + text", "5: 400 ms")
	l.MustBeAccessible()
	l.ClickAt("#sweep svg", .35, .5)
	l.WaitFor(`document.querySelector("#f-concurrency").value !== "4"`)
	browser.Eval[*int](l.Page, `(document.querySelector("#swept-5").focus(), 0)`)
	l.Press("Enter")
	l.WaitFor(`document.querySelector("#f-concurrency").value === "6"`)
	l.WaitFor(`document.activeElement.id === "swept-5" && document.activeElement.ariaCurrent === "true"`)
	l.WaitFor(`[...document.querySelectorAll("#sweep text")].some(e => e.textContent === "now 6")`)
	l.addressHas("concurrency=6&tab=sweep&over=concurrency=1..20")
	other := w.visit(t, "/s/batching/?concurrency=6&tab=sweep&over=concurrency%3D1..20")
	other.WaitText("#sweep .sweep-table", "Times as fast")
	equal(t, "picture from the link", browser.Eval[string](other.Page, `document.querySelector("#sweep").innerHTML`), browser.Eval[string](l.Page, `document.querySelector("#sweep").innerHTML`))
	other.Type("#over-from", "30")
	other.Press("Tab")
	other.WaitText("#over-error", "less than 20")
	other.Viewport(320, 640)
	other.fits("sweep")
}

// testLongSweep changes what the sweep does not depend on while its runs last, and cancels them: what was run stays.
func testLongSweep(t *testing.T, w *world) {
	l := w.learner(t)
	l.CPUThrottle(4) // else all values may have run before the button is pressed
	l.open("/s/fanout/?tab=sweep&over=clients%3D1..999")
	l.WaitText("#sweep", "Running 1")
	browser.Eval[*int](l.Page, `(document.querySelector("[data-action='stop-sweep']").focus(), 0)`)
	l.WaitFor(`document.querySelector("#sweep progress").value > 3`)
	equal(t, "focus while values are run", browser.Eval[string](l.Page, `document.activeElement.dataset.action`), "stop-sweep")
	l.Click(`[data-action="stop-sweep"]`)
	l.WaitText("#sweep", "values were run.")
	equal(t, "focus", browser.Eval[string](l.Page, `document.activeElement.id`), "over")
	l.showsTotals("1.12 s", "310 ms")
}
