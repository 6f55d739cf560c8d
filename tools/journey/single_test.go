package journey

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"overlap/site/pack"
	"overlap/tools/browser"
)

// openFile opens a scenario as one file, made with settings, from a folder of the test's. The result is the file's address.
func (w *world) openFile(l *learner, id string, made pack.Made) (address string) {
	l.t.Helper()
	address = "file://" + singleFile(l.t, w, id, made)
	l.Open(address)
	l.WaitFor(ready)
	return address
}

// singleFile writes a scenario as one file into a folder of the test's. The result is its path.
func singleFile(t *testing.T, w *world, id string, made pack.Made) (path string) {
	t.Helper()
	file, err := pack.Single(w.pages, id, made)
	if err != nil {
		t.Fatal(err)
	}
	path = filepath.Join(t.TempDir(), id+".html")
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// testSingle is a scenario as one file, which is opened where there is no site and no network.
func testSingle(t *testing.T, w *world) {
	t.Run("from a folder", func(t *testing.T) { testSingleFile(t, w) })
	t.Run("without an address", func(t *testing.T) { testSingleUnplaced(t, w) })
	t.Run("as chosen", func(t *testing.T) { testSingleChosen(t, w) })
	t.Run("scripts off", func(t *testing.T) { testSingleScriptsOff(t, w) })
	t.Run("made by the page", func(t *testing.T) { testSingleByPage(t, w) })
	t.Run("wrong type", func(t *testing.T) { testWrongType(t, w) })
}

// testSingleFile changes a setting of the file, and finds it again; opened anew the file is as it was made.
func testSingleFile(t *testing.T, w *world) {
	l := w.learner(t)
	l.Offline(true)
	address := w.openFile(l, "fanout", pack.Made{Query: "db=400ms", Address: "https://site.example/course/"})
	l.showsTotals("1.72 s", "460 ms")
	equal(t, "address", l.URL(), address+"?db=400ms")
	equal(t, "title", browser.Eval[string](l.Page, "document.title"), "Fan-out: one request, four lookups · overlap")
	l.Type("#f-db", "1 s")
	l.Press("Tab")
	l.showsTotals("4.12 s", "1.06 s")
	l.addressHas("db=1s")
	l.Reload()
	l.WaitFor(ready)
	l.showsTotals("4.12 s", "1.06 s")
	l.Click("#tab-log")
	browser.Eval[*int](l.Page, `(Object.defineProperty(navigator, "clipboard", {configurable: true, value: { writeText: text => { window.copied = text; return Promise.resolve(); } }}), 0)`)
	l.Click(`[data-action="share"]`)
	l.WaitText("#status", "Link copied")
	equal(t, "copied", browser.Eval[string](l.Page, "window.copied"), "https://site.example/course/s/fanout/?db=1s&tab=log")
	equal(t, "the way to teachers", strings.HasPrefix(l.Attr("#status a", "href"), "https://site.example/course/teach/?scenario=fanout&db=1s"), true)
	equal(t, "links that lead elsewhere", browser.Eval[string](l.Page, `[...document.querySelectorAll("a[href]")].map(a => a.getAttribute("href")).filter(h => !/^[?#]|^https:\/\/site\.example\/course\//.test(h)).join()`), "")
	equal(t, "links to the site", browser.Eval[bool](l.Page, `document.querySelectorAll('a[href^="https://site.example/course/s/"][target="_blank"]').length > 2`), true)
	name, content := l.export("jsonl")
	equal(t, "name", name, "fanout_db=1s.jsonl")
	equal(t, "the run", string(content), modelOf(t, "fanout", "db=1s").file("jsonl"))
	l.drawsPicture("#ffffff")
	l.save("slow")
	l.accessible()
	l.Viewport(320, 700)
	equal(t, "scrolls sideways", browser.Eval[bool](l.Page, `document.documentElement.scrollWidth > innerWidth`), false)
	l.Open(address)
	l.WaitFor(ready)
	l.showsTotals("1.72 s", "460 ms")
	l.hasSaved("slow")
}

// testSingleUnplaced: where nobody knows the site's address nothing leads there.
func testSingleUnplaced(t *testing.T, w *world) {
	l := w.learner(t)
	w.openFile(l, "race", pack.Made{})
	equal(t, "links that lead elsewhere", browser.Eval[int](l.Page, `[...document.querySelectorAll("a[href]")].filter(a => !/^[?#]/.test(a.getAttribute("href"))).length`), 0)
	for _, absent := range []string{`[data-action="share"]`, ".neighbours", ".top nav", "a[download]"} {
		equal(t, absent, browser.Eval[bool](l.Page, `document.querySelector('`+absent+`')?.checkVisibility() ?? false`), false)
	}
	l.accessible()
}

// testSingleChosen opens a file with what a teacher chose.
func testSingleChosen(t *testing.T, w *world) {
	l := w.learner(t)
	w.openFile(l, "fanout", pack.Made{Query: "controls=db&tabs=log&title=Zwei+%3Cb%3EDatenbanken%3C%2Fb%3E&theme=dark", Address: "https://site.example/"})
	equal(t, "title", l.Text("h1"), "Zwei <b>Datenbanken</b>")
	for selector, want := range map[string]bool{"#p-db": true, "#p-cache": false, "#tab-log": true, "#tab-py": false, ".lesson": true} {
		equal(t, selector, browser.Eval[bool](l.Page, `document.querySelector("`+selector+`").checkVisibility()`), want)
	}
	equal(t, "dark", browser.Eval[string](l.Page, `getComputedStyle(document.documentElement).getPropertyValue("--panel").trim()`), "#181c22")
}

// testSingleScriptsOff reads a file without scripts: nothing leads nowhere.
func testSingleScriptsOff(t *testing.T, w *world) {
	l := w.learner(t)
	l.JavaScript(false)
	l.Open("file://" + singleFile(t, w, "fanout", pack.Made{}))
	l.WaitText("noscript .notice", "JavaScript is off")
	l.tellsStory(modelOf(t, "fanout", ""))
	l.nothingEnabled()
	equal(t, "links that can be pressed", browser.Eval[int](l.Page, `[...document.querySelectorAll('a[href]:not([href^="#"])')].filter(a => a.checkVisibility() && getComputedStyle(a).pointerEvents !== "none").length`), 0)
}

// testSingleByPage makes the file on the page for teachers. It holds what the command's file holds.
func testSingleByPage(t *testing.T, w *world) {
	l := w.learner(t)
	l.Open(w.site + "/teach/?scenario=fanout&db=400ms&controls=db")
	l.WaitText("#note", "height")
	name, made := l.takeFile("html")
	equal(t, "name", name, "fanout.html")
	l.WaitText("#said", fmt.Sprintf("Saved fanout.html, %.1f MB.", float64(len(made))/1e6))
	native, err := pack.Single(w.pages, "fanout", pack.Made{Query: "db=400ms&controls=db&tabs=none"})
	if err != nil {
		t.Fatal(err)
	}
	packed := regexp.MustCompile(`(<script type="application/wasm" data-piece="[^"]*">)[^<]*`) // by another program
	equal(t, "the same but for how pieces are packed", packed.ReplaceAllString(string(made), "$1") == packed.ReplaceAllString(string(native), "$1"), true)
	path := filepath.Join(t.TempDir(), "made.html")
	if err := os.WriteFile(path, made, 0o600); err != nil {
		t.Fatal(err)
	}
	there := w.learner(t)
	there.Open("file://" + path)
	there.WaitFor(ready)
	there.showsTotals("1.72 s", "460 ms")
}

// takeFile has the page for teachers make a file of a form, by keyboard: the button moves as the picture above it grows.
func (l *learner) takeFile(form string) (name string, content []byte) {
	l.t.Helper()
	return l.Download(func() {
		browser.Eval[*int](l.Page, `(document.querySelector('[data-file="`+form+`"]').focus(), 0)`)
		l.Press("Enter")
	})
}

// mistyped answers with programs as servers do that do not know their type.
type mistyped struct{ http.ResponseWriter }

func (m mistyped) WriteHeader(status int) {
	if m.Header().Get("Content-Type") == "application/wasm" {
		m.Header().Set("Content-Type", "application/octet-stream")
	}
	m.ResponseWriter.WriteHeader(status)
}

// testWrongType reads a page whose server sends programs under another type.
func testWrongType(t *testing.T, w *world) {
	l := w.ownServer(t, func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { next.ServeHTTP(mistyped{w}, r) })
	})
	l.open("/s/fanout/?db=400ms")
	l.showsTotals("1.72 s", "460 ms")
	equal(t, "type", browser.Eval[string](l.Page, `fetch(document.querySelector("[data-program]").dataset.program.split(" ")[0]).then(r => r.headers.get("Content-Type"))`), "application/octet-stream")
	name, _ := l.export("csv")
	equal(t, "name", name, "fanout_db=400ms.csv")
}
