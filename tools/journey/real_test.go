package journey

import (
	"net/http"
	"strings"
	"testing"

	"overlap/engine/trace/reader"
	"overlap/scenarios/all"
	"overlap/site/stream"
	"overlap/tools/browser"
)

// realServer returns a learner with a server that runs scenarios, as overlap serve does.
func (w *world) realServer(t *testing.T) *learner {
	t.Helper()
	return w.ownServer(t, func(pages http.Handler) http.Handler { return stream.New(t.Context(), all.List()).Beside(pages, "") })
}

// where chooses where the scenario runs: "", "real" or "both".
func (l *learner) where(choice string) {
	l.t.Helper()
	l.Click(`[name="real"][value="` + choice + `"]`)
}

// testReal runs fan-out over TCP beside the model, stops a run, comes back to the address, and takes a run along: as a file, and
// kept in the browser, to the page that shows recorded runs.
func testReal(t *testing.T, w *world) {
	l := w.realServer(t)
	l.open("/s/fanout/?cache=20ms&db=60ms&real=both")
	l.WaitText("#measured", "Nothing is measured yet") // an address alone makes no machine work
	l.Click(`[data-action="measure"]`)
	l.WaitText("#busy", "Running on this machine")
	l.WaitText("#measured", "real machine")
	equal(t, "differences", l.Count("#score .off"), 2)
	equal(t, "busy", l.Text("#busy"), "")
	if picture := l.Text("#chart"); !strings.Contains(picture, "the model: 80 ms") {
		t.Errorf("the model does not stand behind the picture: %s", picture)
	}
	l.WaitFor(`document.querySelector("#heard").textContent.startsWith("Measured. Sequential")`)
	l.Click("#tab-table")
	l.WaitText("#panel-table", "Measured beside the model")
	l.MustBeAccessible()

	name, content := l.export("jsonl")
	equal(t, "name", name, "fanout_cache=20ms_db=60ms.real.jsonl")
	r := reader.New(reader.MostInPage)
	if err := r.Add(content); err != nil {
		t.Fatal(err)
	}
	f, err := r.Finish()
	if err != nil || f.Header.Clock != "monotonic" || f.Header.Settings != "cache=20ms&db=60ms" || len(f.Runs) != 2 || f.Runs[1].Outcome == nil {
		t.Fatalf("%+v, %v", f, err)
	}
	l.Click(`[data-action="keep-run"]`)
	l.WaitText("#status", "Saved as “fanout cache=20ms&db=60ms, ")

	l.Type("#f-db", "2 s") // each change is measured anew; this takes longer than anybody waits
	l.Press("Enter")
	l.WaitText("#busy", "Running on this machine: Sequential (1 of 2)")
	l.WaitFor(`document.querySelector("#chart").textContent.includes("Concurrent (model)")`)
	l.Click(`[data-action="stop-run"]`)
	l.WaitText("#measured", "0 of 2 variants had ended")
	stopped(t, w, l)
	l.where("")
	l.WaitFor(`document.querySelector("#measured").textContent === ""`)
	l.showsModel(modelOf(t, "fanout", "cache=20ms&db=2s&tab=table"))
	l.Back()
	l.WaitFor(`document.querySelector('[name="real"][value="both"]').checked`)
	l.WaitText("#busy", "Running on this machine") // the reader has pressed before
	l.open("/s/echo/?delay=20ms")
	l.where("real")
	l.WaitText("#measured", "Measured")
	l.WaitText("#score", "A thread per client")
	l.addressHas("delay=20ms&real=real")

	takenAlong(t, w, l, name, content)
}

// takenAlong opens a run that was kept, and the file of one on a copy of the site whose server runs nothing.
func takenAlong(t *testing.T, w *world, l *learner, name string, content []byte) {
	t.Helper()
	l.open("/open/")
	l.WaitText("#opened", "The example is shown.")
	l.Click(`#kept-runs button[aria-label^="Show fanout cache=20ms&db=60ms,"]`)
	l.WaitText("#origin", "Made by fanout with cache=20ms&db=60ms, on linux/")
	static := w.visit(t, "/open/")
	static.WaitText("#opened", "The example is shown.")
	static.Upload("#file", name, content)
	static.WaitText("#opened", name+" is shown.")
	static.WaitText("#origin", "Made by fanout")
	equal(t, "link", static.Attr("#origin a", "href"), "../s/fanout/?cache=20ms&db=60ms")
	otherVersions(t, static, string(content))
}

// stopped takes a run along that was stopped in its first variant: the page, the file and who opens the file say so.
func stopped(t *testing.T, w *world, l *learner) {
	t.Helper()
	l.WaitText("#score", "stopped after")
	l.WaitText("#panel-table", "it was stopped")
	if said := l.Text("main"); strings.Contains(said, "failed") || strings.Contains(said, "Concurrent (model)") {
		t.Errorf("a stopped run is told as %s", said)
	}
	l.Viewport(360, 740)
	if !browser.Eval[bool](l.Page, `[document.documentElement, ...document.querySelectorAll("#score .score > *, #score .score dt")].every(e => e.scrollWidth <= e.clientWidth)`) {
		t.Error("a stopped run is wider than a phone, or its line is cut off")
	}
	l.Viewport(1280, 800)
	name, content := l.export("jsonl")
	if !strings.Contains(string(content), `"kind":"end","how":"stopped"`) || strings.Contains(string(content), `"run":"Concurrent`) {
		t.Errorf("the file has %s", content)
	}
	l.Click(`[data-action="keep-run"]`)
	l.WaitText("#status", "Saved as “fanout")
	open := w.visit(t, "/open/")
	open.WaitText("#opened", "The example is shown.")
	open.Upload("#file", name, content)
	open.WaitText("#origin", "“Sequential” was stopped after ")
	open.WaitText("#score", "stopped after")
	open.WaitText("#chart", "stopped after")
	if said := open.Text("main"); strings.Contains(said, "failed") {
		t.Errorf("a stopped run is opened as %s", said)
	}
}

// otherVersions opens a run that another version has made: with a variant, a parameter and at last a scenario that this one lacks.
func otherVersions(t *testing.T, l *learner, content string) {
	t.Helper()
	of := strings.ReplaceAll(content, `"run":"Sequential"`, `"run":"In pairs"`)
	l.Upload("#file", "variant.jsonl", []byte(of))
	l.WaitText("#opened", "variant.jsonl is shown.")
	l.WaitText("#score", "In pairs")
	l.Upload("#file", "scenario.jsonl", []byte(strings.Replace(of, `"program":"fanout"`, `"program":"fan-in"`, 1)))
	l.WaitText("#opened", "scenario.jsonl is shown.")
	equal(t, "where it was made", l.Text("#origin"), "")
	l.Upload("#file", "parameter.jsonl", []byte(strings.Replace(of, `"settings":"`, `"settings":"sparkle=3\u0026`, 1)))
	l.WaitText("#origin", "Made by fanout with sparkle=3&cache=20ms&db=60ms, on ")
	l.Click("#origin a")
	l.WaitText("#status", `there is no parameter "sparkle"`)
	l.showsModel(modelOf(t, "fanout", "cache=20ms&db=60ms"))
}

// testRealOnce presses Real before its code is there: the run is asked for once, or the second would find the first in its place.
func testRealOnce(t *testing.T, w *world) {
	l := w.realServer(t)
	l.BeforeScripts(`window.asked = 0; const ask = window.fetch; window.fetch = (what, ...how) => { asked += String(what).includes("/real/") ? 1 : 0; return ask(what, ...how) }`)
	l.open("/s/blocking/?each=300ms")
	l.where("real")
	l.WaitFor(`document.querySelector('[data-action="keep-run"]') !== null`)
	equal(t, "runs asked for", browser.Eval[int](l.Page, "asked"), 1)
}

// testRealElsewhere presses Both where the server runs nothing: the page says how to have that, and goes on.
func testRealElsewhere(t *testing.T, w *world) {
	l := w.visit(t, "/s/fanout/?db=400ms")
	l.where("both")
	l.WaitFor(`document.querySelector("#elsewhere").open`)
	l.WaitText("#elsewhere", "overlap serve")
	equal(t, "what is measured", l.Text("#measured"), "")
	l.MustBeAccessible()
	l.Press("Escape")
	l.WaitFor(`document.querySelector('[name="real"][value=""]').checked`)
	l.WaitFor(`document.activeElement === document.querySelector('[name="real"][value=""]')`) // whose arrow keys choose
	l.showsModel(modelOf(t, "fanout", "db=400ms"))
	l.Viewport(360, 740) // where a link made the choice
	l.open("/s/fanout/?db=400ms&real=both")
	l.Click(`[data-action="measure"]`)
	l.WaitText("#elsewhere", "overlap serve")
	l.Press("Escape")
	l.WaitFor(`!document.querySelector("#elsewhere").open`)
	l.Viewport(1280, 800)
	l.open("/s/fanout/?db=400ms&real=both") // where the button that was pressed is gone
	l.Click(`[data-action="measure"]`)
	l.WaitFor(`document.querySelector("#elsewhere").open`)
	l.Press("Escape")
	l.WaitFor(`document.activeElement.getAttribute("name") === "real"`)
	if said := strings.Join(l.Console(), "\n"); strings.Contains(said, "panic") {
		t.Error(said)
	}
	l.Problems() // the browser reports the answer 404
}
