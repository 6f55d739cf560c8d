package journey

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"overlap/scenarios"
	"overlap/scenarios/all"
	"overlap/site/view"
	"overlap/tools/browser"
)

// testLanguage reads the Go program instead of the Python twin: the address says so, and the next page remembers.
func testLanguage(t *testing.T, w *world) {
	l := w.visit(t, "/s/race/?tab=code")
	l.seesPanel("py")
	l.Click("#tab-go")
	l.addressHas("lang=go")
	l.Click("#tab-log")
	l.addressHas("tab=log&lang=go")
	l.open("/s/fanout/")
	l.seesPanel("go")
	l.open("/s/fanout/?tab=loop")
	l.seesPanel("loop")
	l.open("/s/fanout/?lang=go&tab=code")
	l.Click("#tab-py")
	l.addressHas("")
	l.open("/s/race/")
	l.seesPanel("py")
}

func (l *learner) seesPanel(tab string) {
	l.t.Helper()
	l.WaitFor(`[...document.querySelectorAll("[role=tabpanel]")].filter(e => e.checkVisibility()).map(e => e.id).join() === "panel-` + tab + `"`)
}

// opened lists the functions of the listing that are unfolded.
const opened = `[...document.querySelectorAll("#panel-py details[open] > summary")].map(e => e.textContent.match(/def (\w+)/)?.[1]).join(" ")`

// testVariantsCode reads the code of one variant: at first of the one that the headline is about, during the run of one that
// still runs, and of the one that was chosen, also with the link. The tags name it.
func testVariantsCode(t *testing.T, w *world) {
	l := w.visit(t, "/s/race/")
	l.unfolded("bare all_at_once")
	l.open("/s/race/?at=50ms")
	l.unfolded("locked all_at_once")
	l.WaitFor(`[...document.querySelectorAll("#panel-py [data-lit]")].map(e => e.dataset.lit).join("; ") ===
		"A lock around all of it: 4 tasks: task 7, …; A lock around all of it: task 6; A lock around all of it: main"`)
	l.Click("#panel-py .choice label:last-child")
	l.unfolded("outside all_at_once")
	l.addressHas("at=50ms&variant=outside")
	l.open("/s/race/?variants=bare,lock&variant=outside")
	l.unfolded("bare all_at_once") // the chosen variant is hidden
}

func (l *learner) unfolded(want string) {
	l.t.Helper()
	l.WaitFor(opened + ` === "` + want + `"`)
}

// testFolded unfolds what is folded with the keyboard, and without scripts reads all of it.
func testFolded(t *testing.T, w *world) {
	l := w.visit(t, "/s/race/")
	browser.Eval[*int](l.Page, `(document.querySelector("#panel-py details:not([open]) > summary").focus(), 0)`)
	l.Press("Enter")
	l.WaitFor(`document.querySelector("#panel-py [data-line='2']").checkVisibility()`)
	plain := w.learner(t)
	plain.JavaScript(false)
	plain.Open(w.site + "/s/race/")
	equal(t, "lines that cannot be read", browser.Eval[int](plain.Page, `[...document.querySelectorAll("#panel-py .line")].filter(e => !e.checkVisibility({contentVisibilityAuto: true})).length`), 0)
}

// testConstants moves a slider: both listings say what is set, and say the default again after a reset.
func testConstants(t *testing.T, w *world) {
	l := w.visit(t, "/s/fanout/?db=400ms&db-data=user:2=B%C3%B6b&user=2")
	l.Type("#f-cache", "100 ms")
	l.Press("Tab")
	l.WaitText("#panel-py [data-line='5']", "CACHE, DB = 0.1, 0.4  # seconds until they answer")
	l.WaitText("#panel-py [data-line='10']", `DB_DATA = {"user:2": "Böb"}`)
	equal(t, "rest of the table", browser.Eval[bool](l.Page, `document.querySelector("#panel-py [data-line='11']").checkVisibility()`), false)
	name, twin := l.Download(func() { l.Click("#panel-py .code-head [download]") })
	equal(t, "name of the file", name, "fanout.py")
	source := all.Find("fanout").Texts().Twin
	source = strings.Replace(source, "CACHE, DB = 0.060, 0.250", "CACHE, DB = 0.1, 0.4", 1)
	from, to := strings.Index(source, "DB_DATA = {")+len("DB_DATA = {"), 0
	to = from + strings.Index(source[from:], "}")
	equal(t, "the file", string(twin), source[:from]+`"user:2": "Böb"`+source[to:])
	l.Click("#tab-go")
	l.WaitText("#panel-go .fields", "f.dbLatency = 400 ms")
	l.Click(`[data-action="reset"]`)
	l.WaitText("#panel-go .fields", "f.dbLatency = 250 ms")
	l.Click("#tab-py")
	l.WaitText("#panel-py [data-line='5']", "CACHE, DB = 0.060, 0.250")
	l.WaitText("#panel-py [data-line='11']", `"user:1": "Alice"`)
}

// testPointing points at a line, with the mouse and with the keyboard, and its bars are outlined; and at a bar, and its line is
// marked in both listings.
func testPointing(t *testing.T, w *world) {
	l := w.visit(t, "/s/fanout/")
	m := modelOf(t, "fanout", "")
	layout := view.Layout(m.results, view.Picture{}, view.Fitting(browser.Eval[int](l.Page, `Math.floor(document.querySelector("#chart").getBoundingClientRect().width)`)))
	line := func(name string) int {
		for _, m := range scenarios.Markers(m.scenario.Texts().Source, "// [") {
			if m.Name == name {
				return m.Line
			}
		}
		return 0
	}
	l.WaitFor(`document.querySelector("#panel-py [data-marker='8']").checkVisibility()`)
	outlined := func(name string) {
		t.Helper()
		l.WaitFor(`document.querySelector("#chart .chart-lit")?.getAttribute("d") === ` + strconv.Quote(view.BarsAt(m.results, layout, line(name))))
	}
	l.WaitFor(`(document.querySelector("#panel-py [data-marker='8'] .marker").blur(), document.querySelector("#panel-py [data-marker='8'] .marker").focus(), document.querySelector("#chart .chart-lit") !== null)`)
	outlined("8")
	l.Hover("h1")
	l.WaitFor(`document.querySelector("#chart .chart-lit") === null`)
	l.Hover("#panel-py [data-marker='8']")
	outlined("8")
	l.Hover("h1")
	l.WaitFor(`document.querySelector("#chart .chart-lit") === null`)
	x, y := layout.Plot.Left+0.03*(layout.Plot.Right-layout.Plot.Left), 0.0 // in the first lookup
	for y = layout.Plot.Top; !slices.Contains(view.LinesAt(m.results, layout, x, y), line("1")); y += 2 {
	}
	l.HoverAt("#chart .timeline svg", x/layout.Width, (y+4)/layout.Height)
	for _, tab := range []string{"py", "go"} {
		l.WaitFor(`document.querySelector("#panel-` + tab + ` [data-marker='1']").hasAttribute("data-pointed")`)
	}
	l.Hover("h1")
	l.WaitFor(`document.querySelector("[data-pointed]") === null`)
}
