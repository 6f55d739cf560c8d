package journey

import (
	"testing"

	"overlap/tools/browser"
)

// testLong runs a thousand clients, which takes many frames: the page answers meanwhile, the last picture stays, and
// then the right one comes.
func testLong(t *testing.T, w *world) {
	l := w.visit(t, "/s/fanout/")
	// All in one expression: between two of ours the run could end.
	answered := browser.Eval[string](l.Page, `new Promise(done => {
		const field = document.querySelector("#f-clients"), chart = document.querySelector("#chart"), panel = document.querySelector("#panel-log");
		field.value = "1000";
		field.dispatchEvent(new Event("change", {bubbles: true}));
		requestAnimationFrame(() => requestAnimationFrame(() => {
			document.querySelector("#tab-log").click();
			done([chart.getAttribute("aria-busy"), panel.checkVisibility(), chart.textContent.includes("client 1")].join());
		}));
	})`)
	equal(t, "busy, answered the click, shows the last picture", answered, "true,true,true")
	l.WaitFor(`!document.querySelector("#chart").hasAttribute("aria-busy")`)
	l.showsModel(modelOf(t, "fanout", "clients=1000&tab=log"))
	equal(t, "message", l.Text("#status"), "")
	l.CPUThrottle(6)
	browser.Eval[bool](l.Page, `{ // a run that takes the memory of the last
		const field = document.querySelector("#f-clients");
		field.value = "999";
		field.dispatchEvent(new Event("change", {bubbles: true}));
	}`)
	l.Click(`[data-action="stop-run"]`)
	l.CPUThrottle(1)
	l.Click("#tab-table")
	l.WaitFor(`document.querySelector("#panel-table").textContent.includes("7,000")`) // connections, of the last run again
	l.showsModel(modelOf(t, "fanout", "clients=1000&tab=table"))
}

// testStop gives up a long run: the picture and the settings are those before it.
func testStop(t *testing.T, w *world) {
	l := w.visit(t, "/s/fanout/")
	l.CPUThrottle(6)
	browser.Eval[*int](l.Page, `new Promise(done => { // the second when the first is drawn, and before its lines are looked up
		const set = (id, value) => {
			document.getElementById(id).value = value;
			document.getElementById(id).dispatchEvent(new Event("change", {bubbles: true}));
		};
		const drawn = new MutationObserver(() => { drawn.disconnect(); set("f-clients", "1000"); done(null); });
		drawn.observe(document.querySelector("#score"), {childList: true});
		set("f-db", "400ms");
	})`)
	l.WaitText("#busy", "Running … 0 of 2 variants")
	equal(t, "headline of the last run", browser.Eval[string](l.Page, `getComputedStyle(document.querySelector(".headline")).visibility`), "hidden")
	l.Click(`[data-action="stop-run"]`)
	l.CPUThrottle(1)
	l.WaitFor(`document.querySelector("#busy").textContent === ""`)
	equal(t, "busy", l.Attr("#chart", "aria-busy"), "")
	equal(t, "focus", browser.Eval[string](l.Page, `document.activeElement.id`), "timeline")
	equal(t, "clients", l.Value("#f-clients"), "1")
	l.showsModel(modelOf(t, "fanout", "db=400ms"))
	l.WaitFor(`location.search === "?db=400ms"`)
	_, records := l.export("jsonl")
	equal(t, "records after Cancel, with their lines", string(records), modelOf(t, "fanout", "db=400ms").file("jsonl"))

	l.open("/s/gather/?at=1s") // the caller has had its error for half a second, and what it left runs on
	equal(t, "lines at which callers went on", l.Count("#chart .chart-waited"), 3)
	equal(t, "totals still open", l.Attr("#score [data-so-far]", "data-so-far"), "1.00 s")
	equal(t, "which", l.Count("#score [data-so-far]"), 1) // errors as results
}

// testOvertaken changes a parameter again before its long run has ended: only the last change is drawn.
func testOvertaken(t *testing.T, w *world) {
	l := w.visit(t, "/s/fanout/")
	drawn := browser.Eval[int](l.Page, `new Promise(done => {
		let drawn = 0;
		new MutationObserver(() => drawn++).observe(document.querySelector("#score"), {childList: true});
		const field = document.querySelector("#f-clients");
		const set = text => { field.value = text; field.dispatchEvent(new Event("change", {bubbles: true})); };
		set("1000");
		requestAnimationFrame(() => {
			set("999");
			requestAnimationFrame(() => { set("2"); requestAnimationFrame(() => requestAnimationFrame(() => done(drawn))); });
		});
	})`)
	equal(t, "pictures drawn", drawn, 1)
	l.showsModel(modelOf(t, "fanout", "clients=2"))
	equal(t, "busy", l.Attr("#chart", "aria-busy"), "")
}
