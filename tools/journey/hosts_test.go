package journey

import (
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"overlap/internal/artifact"
	"overlap/site/pack"
	"overlap/tools/browser"
)

// testHosts is about pages around pictures that do more than to stand there: decks, paper, browsers that refuse things, and Firefox.
func testHosts(t *testing.T, w *world) {
	t.Run("deck", func(t *testing.T) { testDeck(t, w) })
	t.Run("element in a deck", func(t *testing.T) { testDeckElement(t, w) })
	t.Run("paper", func(t *testing.T) { testEmbedOnPaper(t, w) })
	t.Run("no storage", func(t *testing.T) { testNoStorage(t, w) })
	t.Run("still", func(t *testing.T) { testStill(t, w) })
	t.Run("scripts off", func(t *testing.T) {
		l := w.learner(t)
		l.JavaScript(false)
		l.Open(hostPage(t, `<script async src="`+w.site+`/embed.js"></script><overlap-scenario name="fanout"><p id="fallback">as it was</p></overlap-scenario>`))
		equal(t, "what stood there is seen", browser.Eval[bool](l.Page, `document.querySelector("#fallback").checkVisibility()`), true)
	})
	t.Run("firefox", func(t *testing.T) { testFirefox(t, w) })
}

// around returns a learner at a page of ours that stands on the site itself, so that a test can look into its frames.
func (w *world) around(t *testing.T, body string) *learner {
	t.Helper()
	l := w.ownServer(t, func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			switch {
			case r.URL.Path == "/host/":
				w.Header().Set("Content-Type", "text/html; charset=utf-8")
				io.WriteString(w, `<!doctype html><html lang="en"><title>host</title><link rel="icon" href="data:,">`+body) //nolint:errcheck // a reader that has gone
			case strings.HasPrefix(r.URL.Path, "/host/"):
				http.StripPrefix("/host/", http.FileServerFS(os.DirFS(deckFolder(t)))).ServeHTTP(w, r)
			default:
				next.ServeHTTP(w, r)
			}
		})
	})
	l.Open(l.site + "/host/")
	return l
}

// deckFolder is where reveal.js is, as npm fetched it.
func deckFolder(t *testing.T) string {
	t.Helper()
	root, err := artifact.ModuleRoot()
	if err != nil {
		t.Fatal(err)
	}
	folder := filepath.Join(root, "tools", "browser", "node_modules", "reveal.js", "dist")
	if _, err := os.Stat(folder); err != nil {
		t.Fatalf("reveal.js is not installed (run: npm ci --prefix tools/browser): %v", err)
	}
	return folder
}

// deckOf is a deck of five slides with something on the second.
func deckOf(second string) string {
	slides := `<section><h2>1</h2></section><section>` + second + `</section><section><h2>3</h2></section><section><h2>4</h2></section><section><h2>5</h2></section>`
	return `<link rel="stylesheet" href="reveal.css"><div class="reveal"><div class="slides">` + slides + `</div></div><script src="reveal.js"></script>
		<script>Reveal.initialize({transition: "none", width: 960, height: 700})</script>`
}

// settled is kept when the browser has drawn twice.
const settled = `new Promise(then => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(then))))`

// testDeck shows a picture on a slide of reveal.js: it is loaded there and plays, and an arrow pressed in it moves the deck by one.
func testDeck(t *testing.T, w *world) {
	l := w.around(t, deckOf(`<iframe title="picture" width="900" height="600" data-src="/embed/fanout/?keys=host&amp;autoplay=visible&amp;controls=none"></iframe>`))
	l.WaitFor(`window.Reveal?.isReady()`)
	equal(t, "loaded before its slide", browser.Eval[bool](l.Page, `document.querySelector("iframe").hasAttribute("src")`), false)
	l.Press("ArrowRight")
	l.WaitFor(`frames[0]?.document.documentElement.dataset.overlap === "ready" && frames[0].document.querySelector("#play").textContent.includes("Pause")`)
	l.arrowIn("iframe")
}

// testDeckElement does the same with the element, which is told of keys in two ways.
func testDeckElement(t *testing.T, w *world) {
	l := w.around(t, deckOf(`<overlap-scenario name="fanout" keys="host" controls="none" height="560"></overlap-scenario>`)+`<script src="/embed.js"></script>`)
	l.WaitFor(`window.Reveal?.isReady()`)
	l.Press("ArrowRight")
	l.WaitFor(`document.querySelector("overlap-scenario").getAttribute("state") === "ready"`)
	l.arrowIn("overlap-scenario")
}

// arrowIn clicks into a picture on the second slide, and presses an arrow there: the third slide comes, and no other.
func (l *learner) arrowIn(picture string) {
	l.t.Helper()
	l.ClickAt(picture, 0.5, 0.03)
	l.WaitFor(`document.activeElement.localName === "` + picture + `"`)
	l.Press("ArrowRight")
	l.WaitFor(`Reveal.getIndices().h >= 2`)
	browser.Eval[*int](l.Page, settled)
	equal(l.t, "slide", browser.Eval[int](l.Page, `Reveal.getIndices().h`), 2)
}

// testEmbedOnPaper prints a lesson with pictures: one that runs, and one that nobody has loaded. Nothing is cut, and nothing is there
// to be used.
func testEmbedOnPaper(t *testing.T, w *world) {
	l := w.around(t, `<script src="/embed.js"></script><overlap-scenario name="fanout" db="400ms"></overlap-scenario>
		<overlap-scenario name="race" loading="click"><p id="fallback">as it was</p></overlap-scenario>`)
	l.WaitFor(`document.querySelector("overlap-scenario").getAttribute("state") === "ready"`)
	l.Viewport(718, 1047) // A4 within margins of 1 cm
	l.WaitFor(`(() => { const f = document.querySelector("overlap-scenario").shadowRoot.querySelector("iframe"); return f.contentDocument.documentElement.scrollHeight <= f.clientHeight + 1 })()`)
	l.PrintMedia(true)
	equal(t, "cut", browser.Eval[string](l.Page, `(() => {
		const frame = document.querySelector("overlap-scenario").shadowRoot.querySelector("iframe"), d = frame.contentDocument;
		const cut = [...d.querySelectorAll("main, .run, .view, figure, svg, figcaption, .score, .headline")].filter(e => e.checkVisibility() &&
			(e.getBoundingClientRect().bottom > frame.clientHeight + 1 || e.getBoundingClientRect().right > frame.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1 && getComputedStyle(e).overflowY !== "visible" && e.localName !== "svg"));
		return cut.map(e => e.localName + "." + e.getAttribute("class")).join() })()`), "")
	equal(t, "what is there to be used", browser.Eval[string](l.Page, `[...document.querySelector("overlap-scenario").shadowRoot.querySelector("iframe").contentDocument.querySelectorAll("button, input, select, #open")]
		.filter(e => e.checkVisibility({checkOpacity: true})).map(e => e.outerHTML).join()`), "")
	equal(t, "what nobody has loaded", browser.Eval[bool](l.Page, `document.querySelector("#fallback").checkVisibility()`), true)
	equal(t, "pages", len(pdfPage.FindAll(l.PDF(), -1)), 1)
}

// testNoStorage opens a picture in a browser that keeps nothing for other sites' frames: each way to keep something throws.
func testNoStorage(t *testing.T, w *world) {
	l := w.learner(t)
	l.BeforeScripts(`for (const [on, names] of [[window, ["localStorage", "sessionStorage", "indexedDB", "caches"]], [navigator, ["serviceWorker", "storage"]]])
		for (const name of names) Object.defineProperty(on, name, {get() { throw new DOMException("refused", "SecurityError") }})`)
	l.open("/embed/fanout/?db=400ms")
	l.showsTotals("1.72 s", "460 ms")
	l.nudge("p-db", 2)
	l.movedModel()
}

// testStill has a reader who wants less motion: what would play when it is seen stays still.
func testStill(t *testing.T, w *world) {
	l := w.around(t, `<script>heard = []; addEventListener("message", e => heard.push(e.data))</script>`)
	l.ReducedMotion(true)
	browser.Eval[*int](l.Page, `(document.body.insertAdjacentHTML("beforeend", '<iframe title="picture" width="700" height="600" src="/embed/fanout/?autoplay=visible"></iframe>'), 0)`)
	l.WaitFor(toldReady)
	browser.Eval[*int](l.Page, settled)
	equal(t, "plays", browser.Eval[bool](l.Page, `frames[0].document.querySelector("#play").textContent.includes("Pause")`), false)
}

// testFirefox has another browser do what browsers do differently: frames of other sites, their colours, laziness and sandboxes.
func testFirefox(t *testing.T, w *world) {
	f := browser.StartFirefox(t)
	open := func(body string) { f.Open(hostPage(t, listening+strings.ReplaceAll(body, "%s", w.site))) }

	open(strings.Repeat(embedOf("fanout/", "")+`<p style="height:1500px">text</p>`, 10))
	running := `heard.filter(m => m.type === "ready").length`
	f.WaitFor("", `heard.filter(m => m.type === "hello").length === 10 && `+running+` > 0`)
	equal(t, "programs that run for ten pictures", browser.EvalFirefox[int](f, "", running), 1)

	open(embedOf("fanout/?db=400ms", ""))
	f.WaitFor("", toldReady)
	equal(t, "total", browser.EvalFirefox[int](f, "", `heard.findLast(m => m.type === "result").totals[1].total`), 460e6)
	for scheme, panel := range map[string]string{"dark": "#181c22", "light": "#fff"} {
		browser.EvalFirefox[*int](f, "", fmt.Sprintf(`(document.querySelector("iframe").style.colorScheme = %q, 0)`, scheme))
		f.WaitFor("/embed/", fmt.Sprintf(`getComputedStyle(document.documentElement).getPropertyValue("--panel").trim() === %q`, panel))
	}

	open(`<style>body{margin:0}</style>` + embedOf("fanout/?controls=none&links=no", `sandbox="allow-scripts" style="display:block;border:0"`))
	f.WaitFor("", `heard.some(m => m.type === "idle") && heard.some(m => m.type === "height")`)
	browser.EvalFirefox[*int](f, "", `(document.querySelector("iframe").height = heard.findLast(m => m.type === "height").height, 0)`)
	f.WaitFor("/embed/", `innerHeight > document.querySelector("#play").getBoundingClientRect().bottom`)
	equal(t, "started in a sandbox", browser.EvalFirefox[bool](f, "", toldReady), false)
	f.Click("/embed/", "#play")
	f.WaitFor("", toldReady)

	f.Open("file://" + singleFile(t, w, "fanout", pack.Made{Query: "db=400ms"}))
	f.WaitFor("", ready)
	equal(t, "totals of the file", browser.EvalFirefox[string](f, "", `[...document.querySelectorAll("#score .total dd")].map(e => e.textContent).join(", ")`), "1.72 s, 460 ms")

	if _, err := fs.Stat(w.pages, "lab/index.html"); err != nil {
		return // the site was built without a lab
	}
	f.Open(w.site + "/lab/")
	for example, seconds := range map[string]string{"fanout": "0.68", "restaurant": "0.80", "race": "0.09"} {
		f.WaitFor("", `document.documentElement.dataset.lab`)
		browser.EvalFirefox[*int](f, "", fmt.Sprintf(`(document.querySelector("#editor").value = %q, delete document.documentElement.dataset.lab, document.querySelector("#go").click(), 0)`, source(t, "examples/"+example+".py")))
		f.WaitFor("", `document.documentElement.dataset.lab`)
		equal(t, example+" prints in Firefox", browser.EvalFirefox[string](f, "", `document.querySelector("#output").textContent`), source(t, "testdata/golden/"+example+".txt"))
		equal(t, example+" takes", strings.HasPrefix(browser.EvalFirefox[string](f, "", `document.querySelector("#outcome").textContent`), "Ended after "+seconds+" s"), true)
	}
	run := func(program, said string) {
		browser.EvalFirefox[*int](f, "", fmt.Sprintf(`(document.querySelector("#editor").value = %q, document.querySelector("#go").click(), 0)`, program))
		f.WaitFor("", fmt.Sprintf(`document.querySelector("#outcome").textContent.includes(%q)`, said))
	}
	browser.EvalFirefox[*int](f, "", sooner)
	run(catastrophe, hung)
	run("print('after', end='')", "Ended after 0.00 s")
	equal(t, "a program after one that hung prints in Firefox", browser.EvalFirefox[string](f, "", `document.querySelector("#output").textContent`), "after")
}
