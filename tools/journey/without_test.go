package journey

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"

	"overlap/scenarios/all"
	"overlap/site/view"
	"overlap/tools/browser"
)

// testScriptsOff reads every scenario without scripts: totals, picture, lesson, figures and code are there, the controls are
// disabled, and the page says why.
func testScriptsOff(t *testing.T, w *world) {
	l := w.learner(t)
	l.JavaScript(false)
	l.Open(w.site + "/")
	for _, s := range all.List() {
		equal(t, s.ID+": lines", l.Count(`.topic a[href="s/`+s.ID+`/"]`), 1)
	}
	l.nothingEnabled()
	for _, s := range all.List() {
		l.Open(w.site + "/s/" + s.ID + "/")
		m := modelOf(t, s.ID, "")
		l.Text("noscript .notice")
		l.WaitText("noscript .notice", "JavaScript is off")
		l.tellsStory(m)
		l.nothingEnabled()
		equal(t, "code", browser.Eval[bool](l.Page, `document.querySelector("#panel-py .source .line").checkVisibility()`), true)
		equal(t, "figures", browser.Eval[bool](l.Page, `document.querySelector("#panel-table").checkVisibility()`), true)
	}
	l.Open(w.site + "/s/fanout/")
	equal(t, "presets, which would show the same picture", browser.Eval[bool](l.Page, `document.querySelector(".presets").checkVisibility()`), false)
}

// nothingEnabled waits until no control is both enabled and visible, but the button that fetches the program again.
func (l *learner) nothingEnabled() {
	l.t.Helper()
	l.WaitFor(`[...document.querySelectorAll("input:enabled, button:enabled, select:enabled")].filter(e => e.checkVisibility() && !e.closest("#failure")).length === 0`)
}

// tellsStory fails the test unless the page shows the totals, a picture, the lesson and the code without its program.
func (l *learner) tellsStory(m *model) {
	l.t.Helper()
	for _, r := range m.results.List {
		l.WaitText("#score", r.Variant.Title)
	}
	equal(l.t, "pictures seen", browser.Eval[int](l.Page, `[...document.querySelectorAll("#chart .timeline svg")].filter(e => e.checkVisibility()).length`), 1)
	if words := len(strings.Fields(l.Text(".lesson"))); words < 50 {
		l.t.Errorf("%s: the lesson has %d words", m.scenario.ID, words)
	}
	if n := l.Count("#panel-py [data-line]"); n < 20 {
		l.t.Errorf("%s: %d lines of code", m.scenario.ID, n)
	}
}

// testOffline visits a page, and visits it again when the server does not answer. Emulating an offline browser would not do,
// because its service workers keep their network.
func testOffline(t *testing.T, w *world) {
	t.Run("saving data", func(t *testing.T) { testSavingData(t, w) })
	var gone atomic.Bool
	l := w.ownServer(t, answerUnless(&gone))
	l.open("/s/fanout/")
	l.WaitFor(`navigator.serviceWorker.controller?.state === "activated"`)
	browser.Eval[*int](l.Page, keptJS(everyPage()))
	l.open("/embed/fanout/?tabs=code")
	gone.Store(true)
	l.Reload()
	l.WaitFor(`document.querySelector("#panel-py .line")?.checkVisibility()`)
	l.open("/s/fanout/?db=400ms")
	l.showsTotals("1.72 s", "460 ms")
	name, _ := l.Download(func() { l.Click(`#panel-py .code-head [download]`) })
	equal(t, "the program to take along", name, "fanout.py")
	l.Type("#f-db", "250ms")
	l.showsTotals("1.12 s", "310 ms")
	l.Open(l.site + "/")
	l.WaitText("h1", "waiting")
	l.nudge("p-db", 1)
	l.movedModel()
	l.open("/s/race/") // never opened before
	l.insideIs("#score", view.Score(modelOf(t, "race", "").results))
	l.Open(l.site + "/teach/")
	l.WaitFor(`document.querySelector("#snippet").value.includes("embed/")`)
	l.open("/open/")
	l.WaitText("#opened", "The example is shown.")
	l.Open(l.site + "/s/nothing/")
	l.WaitText("h1", "offline")
	l.Click(`main a`)
	l.WaitText("h1", "waiting")
}

// keptJS returns a JavaScript promise that is kept when the browser has a copy of every page, of what they fetch of the program, and
// of what the pages for teachers and for recorded runs fetch.
func keptJS(pages []string) string {
	return `(async () => {
		async function kept(address) {
			for (let found; ; await new Promise(requestAnimationFrame)) if (found = await caches.match(address)) return found.text();
		}
		for (const page of [...` + strings.ReplaceAll(fmt.Sprintf("%q", pages), " ", ",") + `]) {
			const address = new URL(page, location.href);
			const [, pieces] = (await kept(address)).match(/data-program="([^"]*)"/);
			for (const piece of [...pieces.split(" "), page.replace(/^\/s\/(.*)\/$/, "$1.py")]) await kept(new URL(piece, address));
		}
		const teach = new URL("/teach/", location.href);
		await kept(new URL((await kept(teach)).match(/data-known="([^"]*)"/)[1], teach));
		await kept(new URL("/open/bank.jsonl", location.href));
		return 0;
	})()`
}

// testSavingData visits a page with a browser that was asked to save data: only what was opened is kept.
func testSavingData(t *testing.T, w *world) {
	var gone atomic.Bool
	l := w.ownServer(t, alterAnswers(".js", func(r *httptest.ResponseRecorder) {
		r.Body = bytes.NewBufferString(`if (globalThis.document) Object.defineProperty(navigator, "connection", {value: {saveData: true}});` + r.Body.String())
	}), answerUnless(&gone))
	l.open("/s/fanout/")
	l.WaitFor(`navigator.serviceWorker.controller?.state === "activated"`)
	l.open("/s/gil/")
	gone.Store(true)
	l.open("/s/fanout/?db=400ms")
	l.showsTotals("1.72 s", "460 ms")
	l.open("/s/gil/")
	l.insideIs("#score", view.Score(modelOf(t, "gil", "").results))
	l.Open(l.site + "/s/race/")
	l.WaitText("h1", "offline")
}

// answerUnless returns a change of a server that aborts all requests while gone is set.
func answerUnless(gone *atomic.Bool) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if gone.Load() {
				panic(http.ErrAbortHandler)
			}
			next.ServeHTTP(w, r)
		})
	}
}

// testSandbox opens a page in a sandbox, as strict sites embed it: its origin is null and it has no storage.
func testSandbox(t *testing.T, w *world) {
	l := w.ownServer(t, func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { next.ServeHTTP(&addingPolicy{w}, r) })
	})
	l.open("/s/fanout/?db=400ms")
	equal(t, "origin", browser.Eval[string](l.Page, "window.origin"), "null")
	l.showsTotals("1.72 s", "460 ms")
	l.Type("#f-db", "250ms")
	l.showsTotals("1.12 s", "310 ms")
	l.Click("#play")
	l.showsPlaying(true)
	l.Click("#tab-loop")
	l.WaitText("#saved", "Saving is off: ")
	equal(t, "save", browser.Eval[bool](l.Page, `document.querySelector("[data-action=save]").disabled`), true)
	l.Click(`[data-action="share"]`)
	l.WaitText("#status", "Link copied.")
}

// addingPolicy adds a policy after the handler has set its own.
type addingPolicy struct{ http.ResponseWriter }

func (a *addingPolicy) WriteHeader(status int) {
	a.Header().Add("Content-Security-Policy", "sandbox allow-scripts")
	a.ResponseWriter.WriteHeader(status)
}

// testBroken opens pages whose program cannot start: the page says why, and works as without scripts.
func testBroken(t *testing.T, w *world) {
	for _, broken := range []struct {
		name, said string
		part       string
		change     func(*httptest.ResponseRecorder)
	}{
		{"program missing", "could not be loaded (404 Not Found)", ".wasm", func(r *httptest.ResponseRecorder) { r.Code = 404 }},
		{"scenario's part missing", "could not be loaded (404 Not Found)", "fanout-", func(r *httptest.ResponseRecorder) { r.Code = 404 }},
		{"program garbled", "does not start", ".wasm", func(r *httptest.ResponseRecorder) { r.Body = bytes.NewBufferString("no program") }},
		{"no WebAssembly", "Live controls need WebAssembly", ".js", func(r *httptest.ResponseRecorder) {
			r.Body = bytes.NewBufferString("delete globalThis.WebAssembly;" + r.Body.String())
		}},
	} {
		t.Run(broken.name, func(t *testing.T) {
			l := w.ownServer(t, alterAnswers(broken.part, broken.change))
			l.Open(l.site + "/s/fanout/")
			l.WaitText("#failure", broken.said)
			l.WaitText("#failure", "still tells the story")
			l.tellsStory(modelOf(t, "fanout", ""))
			l.nothingEnabled()
			for _, problem := range l.Problems() {
				if problem.Kind != "network" {
					t.Error(problem)
				}
			}
		})
	}
}

// testRefetched opens a page whose program the server does not give: the page says so after some tries. It comes when the reader asks for
// it, also when a first request fails again, and does what was set before.
func testRefetched(t *testing.T, w *world) {
	var refused atomic.Int32
	l := w.ownServer(t, func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if strings.HasSuffix(r.URL.Path, ".wasm") && refused.Add(-1) >= 0 {
				w.WriteHeader(http.StatusServiceUnavailable)
				return
			}
			next.ServeHTTP(w, r)
		})
	})
	l.BeforeScripts(`{ // no pause is waited for but the first, and nothing else fetches the program
		delete Navigator.prototype.serviceWorker;
		const later = setTimeout;
		setTimeout = (then, ms, ...rest) => later(then, ms > 1000 ? 1 : ms, ...rest);
	}`)
	refused.Store(1 << 20)
	l.Open(l.site + "/s/fanout/?db=400ms")
	l.Type("#f-cache", "20ms")
	l.WaitText("#failure", "could not be loaded (503 Service Unavailable). Check the connection.")
	if n := 1<<20 - refused.Load(); n < 4 || n > 8 { // four for each of two pieces, of which one may be slower
		t.Errorf("%d requests", n)
	}
	l.tellsStory(modelOf(t, "fanout", ""))
	l.nothingEnabled()
	l.Problems() // the browser reports the answers 503
	refused.Store(1)
	l.Click("#failure button")
	l.showsModel(modelOf(t, "fanout", "cache=20ms&db=400ms"))
	equal(t, "failure hidden", browser.Eval[bool](l.Page, `document.querySelector("#failure").hidden`), true)
	l.Problems()
}

// alterAnswers returns a change of a server that changes its answers for paths with a part.
func alterAnswers(part string, change func(*httptest.ResponseRecorder)) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if !strings.Contains(r.URL.Path, part) {
				next.ServeHTTP(w, r)
				return
			}
			r.Header.Del("Accept-Encoding")
			recorder := httptest.NewRecorder()
			next.ServeHTTP(recorder, r)
			change(recorder)
			for name, values := range recorder.Header() {
				w.Header()[name] = values
			}
			w.Header().Set("Content-Length", strconv.Itoa(recorder.Body.Len()))
			w.WriteHeader(recorder.Code)
			io.Copy(w, recorder.Body) //nolint:errcheck // a reader that has gone is no error of ours
		})
	}
}
