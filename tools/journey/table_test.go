package journey

import (
	"testing"

	"overlap/scenarios"
	"overlap/scenarios/all"
	"overlap/tools/browser"
)

// testTable edits the content of the cache: with another hit, the database is asked less.
func testTable(t *testing.T, w *world) {
	l := w.visit(t, "/s/fanout/")
	add := `[data-param="cache-data"] [data-action="add-row"]`
	equal(t, "misses", l.misses(), 4) // two in each variant
	l.Click(add)
	equal(t, "focus", browser.Eval[string](l.Page, `document.activeElement.getAttribute("aria-label")`), "In the cache, row 3, key")
	l.Type(`#p-cache-data tbody tr:last-child td:nth-child(1) input`, "user:2")
	l.Type(`#p-cache-data tbody tr:last-child td:nth-child(2) input`, "Bob & <b>Co</b>")
	l.Press("Tab")
	l.showsTotals("870 ms", "310 ms")
	l.showsModel(modelOf(t, "fanout", withRow(t, scenarios.Row{Key: "user:2", Value: "Bob & <b>Co</b>"})))
	equal(t, "misses", l.misses(), 2)
	l.Click("#tab-table")
	l.WaitText("#panel-table", "Bob & <b>Co</b>")

	l.Click(add)
	l.Type(`#p-cache-data tbody tr:last-child td:nth-child(1) input`, "user:2")
	l.WaitText("#e-cache-data", `Row 4, key: "user:2" is there already; each may come once.`)
	l.showsTotals("870 ms", "310 ms")
	l.Click(`#p-cache-data tbody tr:last-child button`)
	l.WaitFor(`document.querySelector("#e-cache-data").hidden`)
	equal(t, "focus after removing", browser.Eval[bool](l.Page, `document.activeElement.matches("[data-param='cache-data'] button")`), true)
	l.Click(`#p-cache-data tbody tr:last-child button`)
	l.showsTotals("1.12 s", "310 ms")
	equal(t, "misses", l.misses(), 4)
	l.addressHas("tab=table")
}

// testTimes edits a table of durations: a bare number has the unit of what it replaces, and what is not finished is taken
// back when the reader leaves the table.
func testTimes(t *testing.T, w *world) {
	l := w.visit(t, "/s/restaurant/")
	first := `#p-customers tbody tr:first-child td:nth-child(2) input`
	shows := func(want string) {
		l.WaitFor(`document.querySelector("` + first + `").value === "` + want + `"`)
	}
	shows("3 s")
	l.Type(first, "7")
	l.Press("Enter")
	shows("7 s")
	l.addressHas("customers=1=7s;2=1s;3=2s;4=1.5s")
	l.Type(first, "2 min")
	l.WaitText("#e-customers", `Row 1, cooking: "2 min" is not allowed; allowed is a duration from 0 s to 1 min`)
	browser.Eval[*int](l.Page, `(document.querySelector("#play").focus(), 0)`)
	shows("7 s")
	equal(t, "message gone", browser.Eval[bool](l.Page, `document.querySelector("#e-customers").hidden`), true)
	l.takesBack(first, "2 min", "7 s")
	l.takesBack(`#p-customers tbody tr:first-child td:nth-child(1) input`, "a name that is allowed", "1")
	l.addressHas("customers=1=7s;2=1s;3=2s;4=1.5s")
	l.open("/s/plan/")
	l.takesBack(`#p-calls tbody tr:first-child [data-heading='latency'] input`, "no time", "30 ms")
	l.takesBack(`#p-limits tbody tr:first-child [data-heading='at once'] input`, "no number", "2")
}

// takesBack types into a cell and presses Escape, which brings back what stood there and leaves the focus in the cell.
func (l *learner) takesBack(cell, text, want string) {
	l.t.Helper()
	l.Type(cell, text)
	l.Press("Escape")
	equal(l.t, cell, l.Value(cell), want)
	equal(l.t, "the cell has the focus", browser.Eval[bool](l.Page, `document.activeElement.matches("`+cell+`")`), true)
}

// withRow returns the query for a cache with another row.
func withRow(t *testing.T, r scenarios.Row) string {
	t.Helper()
	in := all.Find("fanout").New()
	if err := in.Set("cache-data", append(in.Param("cache-data").Value().Rows(), r).String()); err != nil {
		t.Fatal(err)
	}
	return in.Query()
}

// misses returns the number of cache misses in the picture.
func (l *learner) misses() int {
	l.t.Helper()
	return browser.Eval[int](l.Page, `[...document.querySelectorAll("#chart svg text:not(.chart-tick)")].filter(e => e.textContent === "MISS").length`)
}
