package journey

import (
	"strings"
	"testing"

	"overlap/scenarios/all"
	"overlap/tools/browser"
)

// calls returns the selector of a cell of plan's table, both counted from 1.
func calls(row, cell string) string {
	return `#p-calls tbody tr:nth-child(` + row + `) td[data-heading]:nth-child(` + cell + `) input`
}

// testOwnCalls writes a table down: rows are changed, added, moved and removed, what is wrong is said, and Back undoes.
func testOwnCalls(t *testing.T, w *world) {
	l := w.visit(t, "/s/plan/")
	l.showsTotals("770 ms", "265 ms", "345 ms")
	equal(t, "critical paths at first", l.Count("#chart .chart-critical"), 1)
	l.Type(calls("5", "4"), "60")
	l.Press("Tab")
	l.showsTotals("710 ms", "240 ms", "315 ms")
	equal(t, "as it is spelt", l.Value(calls("5", "4")), "60 ms")

	l.Type(calls("5", "5"), "produkt")
	l.WaitText("#e-calls", `Row 5, after: no call is named "produkt"; there are auth, user, product, `)
	equal(t, "the wrong cell", l.Attr(calls("5", "5"), "aria-invalid"), "true")
	l.showsTotals("710 ms", "240 ms", "315 ms")
	l.Type(calls("5", "5"), "page")
	l.WaitText("#e-calls", "Row 5, after: calls wait for each other: stock → page → delivery → stock.")
	l.Type(calls("5", "5"), "product")
	l.Press("Tab")
	l.WaitFor(`document.querySelector("#e-calls").hidden`)
	equal(t, "no cell is wrong", l.Count("#p-calls [aria-invalid]"), 0)

	l.Click(`[data-param="calls"] [data-action="add-row"]`)
	equal(t, "the new row's name", l.Value(calls("11", "2")), "call 11")
	equal(t, "has the focus", browser.Eval[bool](l.Page, `document.activeElement === document.querySelector("`+calls("11", "2")+`")`), true)
	l.showsTotals("810 ms", "240 ms", "330 ms")
	l.Click(`#p-calls tbody tr:nth-child(11) [data-action="row-up"]`)
	equal(t, "moved", l.Value(calls("10", "2"))+", "+l.Value(calls("11", "2")), "call 11, page")
	equal(t, "focus", browser.Eval[string](l.Page, `document.activeElement.getAttribute("aria-label")`), "Calls: move up row 10")
	l.Press("Enter")
	equal(t, "moved by keyboard", l.Value(calls("9", "2")), "call 11")
	l.Click(`#p-calls tbody tr:nth-child(9) [data-action="remove-row"]`)
	l.showsTotals("710 ms", "240 ms", "315 ms")
	l.Back()
	l.showsTotals("810 ms", "240 ms", "330 ms")
	equal(t, "as before", l.Value(calls("9", "2")), "call 11")
	link := l.URL()
	other := w.learner(t)
	other.Open(link)
	other.WaitFor(ready)
	other.showsTotals("810 ms", "240 ms", "330 ms")
	equal(t, "as the link says", other.Value(calls("9", "2")), "call 11")
	l.accessible()
}

// testCallsInFiles exports the table, imports it and others, and keeps a table under a name.
func testCallsInFiles(t *testing.T, w *world) {
	l := w.visit(t, "/s/plan/?guess=off")
	name, file := l.Download(func() { l.Click(`[data-param="calls"] [data-action="export-rows"]`) })
	equal(t, "file", name, "plan-calls.csv")
	equal(t, "its beginning", strings.SplitAfterN(string(file), "\r\n", 3)[0]+strings.SplitAfterN(string(file), "\r\n", 3)[1],
		"call,service,latency,after,fails,retries\r\nauth,accounts,30 ms,,,\r\n")
	upload := func(content string) { l.Upload(`[data-param="calls"] [type="file"]`, "mine.csv", []byte(content)) }
	upload("call;latency;after\nuser;100;\norders;500;\npage;100;user,orders\n")
	l.showsTotals("700 ms", "600 ms", "600 ms")
	l.WaitText("#status", "mine.csv: 3 rows in place of what stood there.")
	l.save("three")
	upload("call,latency\nuser,soon\n")
	l.WaitText("#e-calls", `mine.csv: Row 1, latency: "soon" is not allowed; allowed is 80 ms, 20..200 ms or p50=40 ms p99=900 ms`)
	l.showsTotals("700 ms", "600 ms", "600 ms")
	upload("name,latency\nuser,1s\n")
	l.WaitText("#e-calls", `mine.csv: the first line names the columns "name, latency"; allowed are call, service`)
	upload(string(file))
	l.showsTotals("770 ms", "265 ms", "345 ms")
	l.Click(`#status [data-action="undo"]`)
	l.showsTotals("700 ms", "600 ms", "600 ms")
	l.Click(`[data-action="reset"]`)
	l.showsTotals("770 ms", "265 ms", "345 ms")
	l.Click(saved("three", "load"))
	l.showsTotals("700 ms", "600 ms", "600 ms")

	browser.Eval[*int](l.Page, `(() => {
		const data = new DataTransfer();
		data.setData("text/plain", "a\t\t1s\nb\t\t2s\n");
		document.querySelector("`+calls("1", "2")+`").dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
		return 0;
	})()`)
	l.showsTotals("3 s", "2 s", "2 s")
}

// testCallsOnAPhone edits one of thirty calls, which fold to cards.
func testCallsOnAPhone(t *testing.T, w *world) {
	presets := all.Find("plan").New().Presets()
	l := w.learner(t)
	l.Viewport(320, 740)
	l.open("/s/plan/?guess=off&" + presets[len(presets)-1].Query)
	l.fits("30 calls")
	card := `#p-calls tbody tr:nth-child(29) .fold button`
	equal(t, "card", l.Text(card), "unread inbox · 60 ms · after me")
	equal(t, "folded", browser.Eval[bool](l.Page, `document.querySelector("`+calls("29", "4")+`").checkVisibility()`), false)
	l.Click(card)
	equal(t, "unfolded", l.Attr(card, "aria-expanded"), "true")
	l.fits("an open card")
	l.Type(calls("29", "4"), "2s")
	l.Press("Tab")
	l.WaitText(card, "unread inbox · 2 s · after me")
	l.WaitText("#score", "2.05 s")
	l.Type(calls("29", "5"), "nobody")
	l.WaitText("#e-calls", `Row 29, after: no call is named "nobody"`)
	equal(t, "the message is in sight", browser.Eval[bool](l.Page, `(() => {
		const box = document.querySelector("#e-calls").getBoundingClientRect();
		return box.top >= 0 && box.bottom <= innerHeight;
	})()`), true)
	l.accessible()
	l.keepPicture("/s/plan/", "phone")
}
