package journey

import (
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"overlap/internal/artifact"
	"overlap/tools/browser"
)

// testLab is all that a reader does with programs of their own.
func testLab(t *testing.T, w *world) {
	if _, err := fs.Stat(w.pages, "lab/index.html"); err != nil {
		t.Skip("the site was built without a lab, as where npm cannot be reached")
	}
	t.Run("policy", func(t *testing.T) { testLabPolicy(t, w) })
	t.Run("look", func(t *testing.T) { testLabLook(t, w) })
	t.Run("examples", func(t *testing.T) { testLabExamples(t, w) })
	t.Run("write", func(t *testing.T) { testLabWrite(t, w) })
	t.Run("overtaken", func(t *testing.T) { testLabOvertaken(t, w) })
	t.Run("editor", func(t *testing.T) { testLabEditor(t, w) })
	t.Run("runaways", func(t *testing.T) { testLabRunaways(t, w) })
	t.Run("link", func(t *testing.T) { testLabLink(t, w) })
	t.Run("compare", func(t *testing.T) { testLabCompare(t, w) })
	t.Run("twin", func(t *testing.T) { testLabTwin(t, w) })
	t.Run("challenge", func(t *testing.T) { testLabChallenge(t, w) })
	t.Run("seeds", func(t *testing.T) { testLabSeeds(t, w) })
	t.Run("make", func(t *testing.T) { testLabMake(t, w) })
	t.Run("keep", func(t *testing.T) { testLabKeep(t, w) })
	t.Run("wall", func(t *testing.T) { testLabWall(t, w) })
	t.Run("offline", func(t *testing.T) { testLabOffline(t, w) })
}

// openLab opens the lab, and waits until its program is there.
func (l *learner) openLab(rest string) {
	l.t.Helper()
	l.Open(l.site + "/lab/" + rest)
	l.WaitFor(`document.documentElement.dataset.lab`)
}

// program puts a program into the editor.
func (l *learner) program(text string) {
	l.t.Helper()
	browser.Eval[*int](l.Page, `(() => { const e = document.querySelector("#editor"); e.value = `+strconv.Quote(text)+`; e.dispatchEvent(new Event("input")); return 0 })()`)
}

// inEditor is a function that returns the elements of the editor that match a selector, whichever editor is there.
const inEditor = `(selector => { const e = document.querySelector("#editor"); return [...(e.firstElementChild.shadowRoot ?? e).querySelectorAll(selector)] })`

// markedLine is the line that is marked in the editor, 0 for none.
const markedLine = inEditor + `(".line, .cm-line").findIndex(line => "wrong" in line.dataset) + 1`

// runLab runs what is in the editor, and returns how it ended and what it printed.
func (l *learner) runLab() (how, printed string) {
	l.t.Helper()
	browser.Eval[*int](l.Page, `(delete document.documentElement.dataset.lab, 0)`)
	l.Click("#go")
	l.WaitFor(`document.documentElement.dataset.lab`)
	return l.Attr("html", "data-lab"), browser.Eval[string](l.Page, `document.querySelector("#output").textContent`)
}

// source returns a file of the folder python.
func source(t *testing.T, name string) string {
	t.Helper()
	root, err := artifact.ModuleRoot()
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join(root, "python", filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// testLabPolicy reads the policy of the page, which alone names a script that stands in it. It is spelt out, as in testPolicy.
func testLabPolicy(t *testing.T, w *world) {
	const want = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'sha256-yrOrt2wo2tgifk6hTvhibe1r5wpi6KXwgLdPHTVoY68='; style-src 'self'; img-src 'self' data:; " +
		"connect-src 'self'; worker-src 'self' blob:; frame-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *"
	r, err := http.Get(w.site + "/lab/")
	if err != nil {
		t.Fatal(err)
	}
	r.Body.Close()
	equal(t, "policy", r.Header.Get("Content-Security-Policy"), want)
}

// testLabLook looks at the page before and after a run, as testEvery looks at others. On a phone a press of Run leads to what comes of it.
func testLabLook(t *testing.T, w *world) {
	l := w.learner(t)
	for _, ran := range []bool{false, true} {
		l.Viewport(1280, 800)
		l.openLab("?example=try-restaurant")
		if ran {
			l.runLab()
		}
		name := map[bool]string{false: "lab", true: "lab ran"}[ran]
		for _, dark := range []bool{false, true} {
			l.Dark(dark)
			for _, width := range []int{1280, 360} {
				l.Viewport(width, 800)
				l.MustBeAccessible()
				l.Screenshot(strings.ReplaceAll(name+" "+strconv.Itoa(width)+map[bool]string{true: " dark"}[dark], " ", "-"))
			}
		}
		l.Dark(false)
		l.Viewport(320, 640)
		l.fits("/lab/")
	}
	l.runLab()
	l.WaitFor(`(({ top, bottom }) => top >= 0 && bottom <= innerHeight)(document.querySelector("#outcome").getBoundingClientRect())`)
}

// testLabExamples runs the examples in the page: they print what they print natively, and take as long.
func testLabExamples(t *testing.T, w *world) {
	l := w.learner(t)
	l.openLab("")
	for example, seconds := range map[string]string{
		"fanout": "0.68", "downloads": "15.00", "restaurant": "0.80", "failure": "0.55", "completed": "0.80", "race": "0.09",
		"meeting": "0.55", "breaker": "1.67", "scraper": "3.00", "echo": "0.10", "threads": "1.05", "empty": "1.00",
	} {
		l.program(source(t, "examples/"+example+".py"))
		how, printed := l.runLab()
		if want := source(t, "testdata/golden/"+example+".txt"); how != "ok" || printed != want {
			t.Errorf("%s ends with %s and prints\n%s\nwant\n%s", example, how, printed, want)
		}
		if said := l.Text("#outcome"); !strings.HasPrefix(said, "Ended after "+seconds+" s") {
			t.Errorf("%s: %s, want %s s", example, said, seconds)
		}
	}
}

// testLabWrite types a program with a mistake, finds its line marked, mends it and runs it by the keyboard.
func testLabWrite(t *testing.T, w *world) {
	l := w.learner(t)
	l.openLab("")
	l.Type("#editor textarea", "def f():\nreturn 1 / 0\n")
	equal(t, "the indent comes by itself", l.Value("#editor"), "def f():\n    return 1 / 0\n    ")
	l.program("def f():\n    return 1 / 0\n\nprint(f())\n")
	l.Press("Ctrl+Enter")
	l.WaitText("#outcome", "ZeroDivisionError: division by zero")
	equal(t, "marked line", browser.Eval[int](l.Page, markedLine), 2)
	l.Click("#outcome button")
	l.Press("End", "Backspace", "2", "Ctrl+Enter")
	l.WaitText("#output", "0.5")
	l.WaitText("#outcome", "Ended after")
	l.Press("Escape", "Tab")
	equal(t, "the focus leaves the editor", browser.Eval[bool](l.Page, `document.activeElement.closest("#editor") === null`), true)
	l.Click("#reset")
	l.WaitFor(`document.querySelector("#editor").value.includes("hello")`)
	l.WaitText("#outcome", "Your program was replaced.")
	l.Click("#outcome button")
	l.WaitFor(`document.querySelector("#editor").value.includes("return 1 / 2")`)
}

// testLabOvertaken runs a small program while a large run is on its way to the picture: the last is what stands there, and neither
// ends the page's program.
func testLabOvertaken(t *testing.T, w *world) {
	l := w.learner(t)
	l.openLab("")
	l.program("print()")
	l.runLab() // fetches Python and what draws
	l.program("import asyncio\nasync def main():\n    await asyncio.gather(*(asyncio.sleep(1) for _ in range(5000)))\nasyncio.run(main())\n")
	l.Click("#go")
	l.WaitText("#outcome", "Ended after 1.00 s")
	l.program("import asyncio\nasyncio.run(asyncio.sleep(2))\n")
	l.Click("#go")
	l.WaitText("#outcome", "Ended after 2.00 s")
	l.WaitText("#score", "2 s")
	l.WaitFor(`document.querySelector("#notes").textContent === ""`)
}

// improved is whether CodeMirror is there.
const improved = `document.querySelector("#editor").firstElementChild.shadowRoot !== null`

// testLabEditor writes on while CodeMirror takes the textarea's place: nothing is lost, undo knows what was typed before, no key traps
// the focus or plays the timeline. Whoever wants the textarea has it back.
func testLabEditor(t *testing.T, w *world) {
	l := w.learner(t)
	l.openLab("")
	l.program(strings.Repeat("#\n", 60))
	l.Click("#editor textarea")
	l.Press("Ctrl+End", "x", "=", "1", "Shift+ArrowLeft", "Shift+ArrowLeft")
	scrolled := browser.Eval[float64](l.Page, `document.querySelector("#editor textarea").scrollTop`)
	l.Press("Ctrl+Enter")
	l.WaitFor(improved)
	equal(t, "program", l.Value("#editor"), strings.Repeat("#\n", 60)+"x=1")
	equal(t, "scrolled", browser.Eval[float64](l.Page, inEditor+`(".cm-scroller")[0].scrollTop`), scrolled)
	l.WaitText("#outcome", "Ended after")
	l.Press("2", "3")
	equal(t, "typed in place of the selection", l.Value("#editor"), strings.Repeat("#\n", 60)+"x23")
	l.Press("Ctrl+z", "Ctrl+z", "Ctrl+z", "Ctrl+z", "Ctrl+z", "Ctrl+z") // as many as when each key was an edit of its own
	equal(t, "after undo", l.Value("#editor"), strings.Repeat("#\n", 60))

	l.program(strings.Repeat("#\n", 300) + "needle = 1\n")
	l.Press("Ctrl+f", "n", "e", "e", "d", "l", "e", "Enter")
	l.WaitFor(inEditor + `(".cm-searchMatch-selected").some(found => found.textContent === "needle" && found.checkVisibility())`)
	l.MustBeAccessible()
	l.Press("Escape", "x")
	equal(t, "typed over what was found", l.Value("#editor"), strings.Repeat("#\n", 300)+"x = 1\n")

	l.program("")
	l.Press("i", "f", " ", "x", ":", "Enter", "(", "Space", "Tab", ")", "Ctrl+/")
	equal(t, "indented, and a comment", l.Value("#editor"), "if x:\n    # (     )")
	l.Press("Escape", "Tab")
	equal(t, "the focus leaves the editor", browser.Eval[bool](l.Page, `document.activeElement.closest("#editor") === null`), true)
	l.Click("#typing summary")
	l.MustBeAccessible()
	l.Click("#plain")
	equal(t, "in the textarea", l.Value("#editor textarea"), "if x:\n    # (     )")
	l.openLab("")
	l.runLab()
	equal(t, "the textarea stays", browser.Eval[bool](l.Page, improved), false)
	better := browser.Eval[string](l.Page, `(e => { const was = e.dataset.better; e.dataset.better = "/nothing.js"; return was })(document.querySelector("#editor"))`)
	l.Click("#typing summary")
	l.Click("#plain")
	l.WaitFor(`performance.getEntriesByType("resource").some(entry => entry.name.endsWith("/nothing.js"))`)
	equal(t, "in the textarea, without CodeMirror", l.Value("#editor textarea"), "if x:\n    # (     )")
	l.Problems() // that nothing.js is not there
	browser.Eval[*int](l.Page, `(document.querySelector("#editor").dataset.better = `+strconv.Quote(better)+`, 0)`)
	l.Click("#plain")
	l.Click("#plain")
	l.WaitFor(improved)
}

// catastrophe is a regular expression that tries every way to split a text: no turn of it is counted, and no signal reaches it.
const catastrophe = "import re\nre.match('(a+)+$', 'a' * 60 + 'b')\n"

// sooner has the page lose its patience with a program after three seconds instead of thirty, and hung is what it says then.
const (
	sooner = `(() => { const later = window.setTimeout; window.setTimeout = (act, ms, ...rest) => later(act, ms === 30000 ? 3000 : ms, ...rest); return 0 })()`
	hung   = "The program computed for more than 30 seconds in one go"
)

// testLabRunaways runs what would never end: each ends, the page answers, and the next program runs.
func testLabRunaways(t *testing.T, w *world) {
	l := w.learner(t)
	l.openLab("")
	for runaway, want := range map[string][2]string{
		"forever":   {"limit", "5,000,000 turns"},
		"catching":  {"limit", "5,000,000 turns"},
		"yielding":  {"limit", "300,000 things"},
		"sleeping":  {"limit", "3,600 seconds"},
		"printing":  {"limit", "1,000,000 characters"},
		"waiting":   {"limit", "A thread waits for an item"},
		"deadlock":  {"deadlock", "eat (task 2) waits for spoon at line 7, held by eat (task 3); eat (task 3) waits for fork at line 7, held by eat (task 2)"},
		"recursion": {"error", "RecursionError"},
		"memory":    {"ok", "Ended after"},
		"syntax":    {"error", "SyntaxError: expected ':'"},
	} {
		l.program(source(t, "testdata/runaways/"+runaway+".py"))
		how, _ := l.runLab()
		if said := l.Text("#outcome"); how != want[0] || !strings.Contains(said, want[1]) {
			t.Errorf("%s ends with %s: %s", runaway, how, said)
		}
	}
	l.program(catastrophe)
	browser.Eval[*int](l.Page, sooner)
	if how, _ := l.runLab(); how != "limit" || !strings.Contains(l.Text("#outcome"), hung) {
		t.Errorf("a hanging expression ends with %s: %s", how, l.Text("#outcome"))
	}
	equal(t, "the program stays", l.Value("#editor"), catastrophe)
	const endless = "print('begin', flush=True)\nsum(range(10**12))\n" // of the library: no turn of it is counted
	l.program(endless)
	browser.Eval[*int](l.Page, `(delete document.documentElement.dataset.lab, 0)`)
	l.Click("#go")
	l.WaitText("#outcome", "Running")
	l.Click("#stop")
	l.WaitText("#outcome", "Stopped")
	equal(t, "the program stays", l.Value("#editor"), endless)
	l.program("print(1)")
	if how, printed := l.runLab(); how != "ok" || printed != "1\n" {
		t.Errorf("after a stop a program ends with %s and prints %q", how, printed)
	}
}

// testLabLink follows a link to a program: it does not run by itself, and the page says where it came from. So it does in another tab of
// who wrote the program, but not in the same.
func testLabLink(t *testing.T, w *world) {
	l := w.learner(t)
	l.openLab("")
	l.program("print('from a link')")
	l.runLab()
	link := l.URL()
	if !strings.Contains(link, "#program=") {
		t.Fatalf("the address holds no program: %s", link)
	}
	l.Reload()
	l.WaitFor(`document.documentElement.dataset.lab`)
	equal(t, "the tab in which it was written says where it came from", l.seen("#from"), false)
	tab := l.Sibling()
	tab.Open(link)
	tab.WaitText("#from", "came with the link")
	other := w.learner(t)
	other.Open(link)
	other.WaitText("#from", "came with the link")
	equal(t, "source", other.Value("#editor"), "print('from a link')")
	equal(t, "frames before Run", other.Count("iframe"), 0)
	if how, printed := other.runLab(); how != "ok" || printed != "from a link\n" {
		t.Errorf("it ends with %s and prints %q", how, printed)
	}
	other.Reload()
	other.WaitText("#from", "came with the link") // the reader has changed nothing
	other.Open(l.site + "/lab/#program=nonsense")
	other.Reload()
	other.WaitText("#outcome", "cannot be read")
}

// testLabCompare follows what the page advises to its line, changes the program there and sees both runs on one axis; a deadlock is drawn as one.
func testLabCompare(t *testing.T, w *world) {
	l := w.learner(t)
	l.openLab("")
	one := "import asyncio\n\nasync def get(n):\n    await asyncio.sleep(1)\n\nasync def main():\n    await get(1)\n    await get(2)\n\nasyncio.run(main())\n"
	l.program(one)
	l.runLab()
	l.WaitText("#score", "2 s")
	l.WaitText("#advice button", "empty.py:7–8")
	browser.Eval[*int](l.Page, `(document.querySelector("#advice button").focus(), 0)`)
	l.Press("Enter")
	equal(t, "marked line", browser.Eval[int](l.Page, markedLine), 7)
	equal(t, "the focus is in the editor", browser.Eval[bool](l.Page, `document.activeElement.closest("#editor") !== null`), true)
	equal(t, "the program is as it was", l.Value("#editor"), one)
	l.Click("#beside")
	l.program(strings.Replace(one, "    await get(1)\n    await get(2)", "    await asyncio.gather(get(1), get(2))", 1))
	l.runLab()
	l.WaitText("#score", "2×")
	l.Click("#beside")
	l.program(source(t, "testdata/runaways/deadlock.py"))
	l.runLab()
	l.WaitText("#score", "deadlock")
	l.WaitText("#chart", "waits for spoon")
}

// testLabTwin opens a scenario's twin with the settings of its page.
func testLabTwin(t *testing.T, w *world) {
	l := w.visit(t, "/s/fanout/?db=400ms&seed=3")
	l.Click("a[data-lab]")
	l.WaitFor(`document.documentElement.dataset.lab`)
	equal(t, "arguments", l.Value("#args"), "db=400ms")
	how, printed := l.runLab()
	if want := `{"concurrent": {"seconds": 0.46, `; how != "ok" || !strings.Contains(printed, want) {
		t.Errorf("it ends with %s and prints\n%s\nwithout %s", how, printed, want)
	}
	l.WaitText("#score", "2.18 s") // both variants, one after another
	l.Press("Home")
	l.WaitFor(inEditor + `("[data-lit]").length > 0`)
	l.Click("#beside-model")
	l.WaitText("#model-words", "Concurrent: 460 ms, as in the model.")
	l.WaitText("#score", "Concurrent: the model")
	l.MustBeAccessible()
	l.program(strings.Replace(l.Value("#editor"), "await asyncio.sleep(latency)", "await asyncio.sleep(2 * latency)", 1))
	l.runLab()
	l.WaitText("#model-words", "Concurrent, from the model to your program: 460 ms → 920 ms, 2× slower")
	l.Click("#beside-model")
	l.WaitText("#score", "4.36 s")
	l.Click("#take")
	l.WaitText("#challenge-title", "Four lookups at once")
}

// testLabKeep saves a program under a name, reloads, and finds both it and what was typed since.
func testLabKeep(t *testing.T, w *world) {
	l := w.learner(t)
	l.openLab("")
	l.program("print('kept')")
	l.Click("#keep summary")
	l.Type("#save-name", "mine.py")
	l.Press("Enter")
	l.WaitText("#outcome", "Saved in this browser as mine.py")
	l.program("print('typed since')")
	l.openLab("")
	equal(t, "what was typed", l.Value("#editor"), "print('typed since')")
	l.Click("#keep summary")
	l.Click("#saved-programs .load")
	equal(t, "what was saved", l.Value("#editor"), "print('kept')")
	name, content := l.Download(func() { l.Click("#download") })
	equal(t, "file", name+" "+string(content), "mine.py print('kept')")
	l.Upload("#file", "theirs.py", []byte("print('opened')"))
	l.WaitText("#from", "theirs.py")
	equal(t, "what was opened", l.Value("#editor"), "print('opened')")
}

// breakout tries what a hostile program would try.
const breakout = `
import js

def attempt(name, act):
    try:
        print(name, "REACHED", act())
    except BaseException as error:
        print(name, "refused")

def request(address):
    r = js.XMLHttpRequest.new()
    r.open("GET", address, False)
    r.send()
    return r.status

attempt("request", lambda: request("SITE/stolen"))
attempt("script", lambda: js.importScripts("SITE/assets/stolen.js"))
attempt("script from memory", lambda: js.importScripts(js.URL.createObjectURL(js.Blob.new(["1"]))))
attempt("eval", lambda: js.eval("1"))
attempt("database", lambda: js.indexedDB.open("overlap"))
attempt("page", lambda: js.document)
attempt("storage", lambda: js.localStorage)
js.setTimeout(js.fetch.bind(js.self, "SITE/stolen"), 0)  # the server would say so
js.setTimeout(js.Object.getPrototypeOf(js.self).constructor.prototype.fetch, 0, "SITE/stolen")
try:
    js.WebSocket.new("ws" + "SITE/stolen"[4:])
    js.EventSource.new("SITE/stolen")
    js.Worker.new("SITE/stolen")
except BaseException:
    pass
try:
    js.setTimeout(js.caches.open.bind(js.caches, "overlap-poison"), 0)
except BaseException:
    print("caches refused")
try:
    channel = js.BroadcastChannel.new("overlap")
    channel.postMessage("REACHED")
except BaseException:
    pass
js.postMessage(js.JSON.parse('{"outcome": {"how": "<b>no</b>", "text": "<img src=x onerror=alert(1)>", "line": "x", "notes": 5}}'))
`

// testLabWall runs a program that tries to get out, and looks at everything that it might have reached.
func testLabWall(t *testing.T, w *world) {
	var mu sync.Mutex
	var asked []string
	l := w.ownServer(t, func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			mu.Lock()
			asked = append(asked, r.URL.Path)
			mu.Unlock()
			next.ServeHTTP(w, r)
		})
	})
	l.openLab("")
	browser.Eval[*int](l.Page, `(window.heard = [], new BroadcastChannel("overlap").onmessage = e => heard.push(e.data), localStorage.setItem("mine", "1"), 0)`)
	l.program(strings.ReplaceAll(breakout, "SITE", l.site))
	how, _ := l.runLab()
	l.WaitText("#output", "storage refused") // the forged outcome came first
	printed := l.Text("#output")
	l.program("print('still here')")
	l.runLab() // what was to come late has come
	printed += browser.Eval[string](l.Page, `document.querySelector("#output").textContent`)
	if strings.Contains(printed, "REACHED") || !strings.Contains(printed, "request refused") || !strings.Contains(printed, "database refused") {
		t.Errorf("it ends with %s and prints\n%s", how, printed)
	}
	mu.Lock()
	for _, path := range asked {
		if strings.Contains(path, "stolen") {
			t.Errorf("the server was asked for %s", path)
		}
	}
	mu.Unlock()
	equal(t, "what other pages heard", browser.Eval[int](l.Page, "heard.length"), 0)
	equal(t, "caches", browser.Eval[bool](l.Page, `caches.keys().then(names => names.every(name => !name.includes("poison")))`), true)
	equal(t, "storage", browser.Eval[string](l.Page, `localStorage.getItem("mine")`), "1")
	equal(t, "elements of a forged outcome", l.Count("#outcome img, #output img, #notes img"), 0)
	for _, problem := range l.Problems() {
		if problem.Kind != "policy" && problem.Kind != "exception" && problem.Kind != "console" && problem.Kind != "request" {
			t.Error(problem)
		}
	}
}

// testLabOffline runs a program without a network, after one visit with a run.
func testLabOffline(t *testing.T, w *world) {
	var gone atomic.Bool
	l := w.ownServer(t, answerUnless(&gone))
	l.openLab("")
	l.WaitFor(`navigator.serviceWorker.controller?.state === "activated"`)
	l.openLab("") // by the service worker, which keeps what it fetches
	l.program("print('offline')")
	l.runLab()
	gone.Store(true)
	l.openLab("")
	if how, printed := l.runLab(); how != "ok" || printed != "offline\n" {
		t.Errorf("it ends with %s and prints %q", how, printed)
	}
	l.WaitFor(improved)
}
