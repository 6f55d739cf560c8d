package journey

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"overlap/site/view"
	"overlap/tools/browser"
)

// everyPage returns the paths of all pages that have content.
func everyPage() []string {
	return append([]string{"/", "/open/"}, scenarioPaths("s")...)
}

// hasProgram reports whether a page starts its program at once: the home page waits until it is wanted.
func hasProgram(path string) bool { return path != "/" }

// openSettled opens a page and waits until it is at rest: with its program running, if it has one.
func (l *learner) openSettled(path string) {
	l.t.Helper()
	if hasProgram(path) {
		l.open(path)
		return
	}
	l.Open(l.site + path)
}

// testPolicy reads the policy in answers of the server. It is spelt out here, so that a looser policy needs two changes.
func testPolicy(t *testing.T, w *world) {
	const want = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; " +
		"connect-src 'self'; worker-src 'self'; frame-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *"
	for _, path := range append(everyPage(), "/sw.js", "/nothing") {
		r, err := http.Get(w.site + path)
		if err != nil {
			t.Fatal(err)
		}
		r.Body.Close()
		equal(t, path+": policies", len(r.Header.Values("Content-Security-Policy")), 1)
		equal(t, path+": policy", r.Header.Get("Content-Security-Policy"), want)
		equal(t, path+": nosniff", r.Header.Get("X-Content-Type-Options"), "nosniff")
		equal(t, path+": referrer", r.Header.Get("Referrer-Policy"), "no-referrer")
	}
}

// mostCut is how many scenarios' pictures a laptop's window may cut off.
const mostCut = 5

// testEvery looks at every page as it is met: nothing is on its console, axe-core has nothing to say, it fits the
// smallest phones, numbers are written for people, a scenario is two pages of paper, no line of code is cut, and few pictures are.
func testEvery(t *testing.T, w *world) {
	var (
		cut []string
		mu  sync.Mutex
	)
	t.Cleanup(func() {
		if len(cut) > mostCut {
			t.Errorf("the pictures of %d scenarios are cut off at 1280 × 800, at most %d may be: %v", len(cut), mostCut, cut)
		}
	})
	w.tour(t, everyPage(), func(t *testing.T, l *learner, path string) {
		l.Viewport(320, 640)
		l.openSettled(path)
		equal(t, path+": headings", l.Count("h1"), 1)
		l.fits(path)
		equal(t, path+": controls that are cut off", browser.Eval[string](l.Page, `[...document.querySelectorAll("main :is(a, button, input, select, summary)")]
			.filter(e => e.checkVisibility() && e.getBoundingClientRect().right > innerWidth + 1).map(e => e.outerHTML).join()`), "")
		l.Viewport(360, 800)
		l.Dark(true)
		l.MustBeAccessible()
		l.Dark(false)
		l.Viewport(1280, 800)
		l.MustBeAccessible()
		equal(t, path+": bare numbers", browser.Eval[string](l.Page, bareJS), "")
		if strings.HasPrefix(path, "/s/") {
			l.WaitFor(restsBelowJS)
			if browser.Eval[bool](l.Page, `document.querySelector("#more").checkVisibility()`) {
				mu.Lock()
				cut = append(cut, path)
				mu.Unlock()
			}
			equal(t, path+": pages of paper", len(pdfPage.FindAll(l.PDF(), -1)), 2)
		}
		for _, width := range []int{1280, 360, 320} {
			l.Viewport(width, 800)
			l.cutsNoCode()
		}
	})
}

// restsBelowJS is a JavaScript expression for whether the line below the picture stands where the picture would be cut off without it,
// and nowhere else.
const restsBelowJS = `((picture, line) => {
	const is = line.checkVisibility(), was = line.hidden;
	line.hidden = true;
	const cut = picture.scrollHeight - picture.clientHeight > 12;
	line.hidden = was;
	return cut === is;
})(document.querySelector("#timeline"), document.querySelector("#more"))`

// bareJS is a JavaScript expression for what of the text in sight passes by the one way to write numbers: "99990000", "1260 ms", "2.5s".
const bareJS = `(() => {
	const found = [], text = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	while (text.nextNode()) {
		const {data, parentElement: e} = text.currentNode;
		if (e.closest("script, code, pre, .source, noscript") || !e.checkVisibility({visibilityProperty: true})) continue;
		found.push(...(data.match(/(?<![\d:.,\/#=-])\d{5,}(?![\d,:])|(?<![\d.,])\d{4,} ?ms\b|(?<![\w.\-=])\d+(\.\d+)?(ms|s)(?![\w.-])/g) ?? []));
	}
	return found.join();
})()`

// cutsNoCode opens all of both listings, Python last, since the page remembers the language, and looks for lines that are wider
// than their place.
func (l *learner) cutsNoCode() {
	l.t.Helper()
	for _, tab := range []string{"go", "py"} {
		equal(l.t, tab+" is cut at", browser.Eval[string](l.Page, `(document.querySelector("#tab-`+tab+`")?.click(), document.querySelectorAll("#panel-`+tab+` details").forEach(d => d.open = true),
			[...document.querySelectorAll("#panel-`+tab+` .line")].filter(e => e.scrollWidth > e.clientWidth).map(e => e.dataset.line).join())`), "")
	}
}

// testPlanted plants scripts and styles into a page as an attacker would. None is executed, and each refusal is on the console,
// where testEvery would see it.
func testPlanted(t *testing.T, w *world) {
	l := w.visit(t, "/s/fanout/")
	for _, plant := range []string{
		`document.body.append(Object.assign(document.createElement("script"), {text: "document.title = 1"}))`,
		`document.body.append(Object.assign(document.createElement("script"), {src: "data:text/javascript,document.title=1"}))`,
		`document.body.insertAdjacentHTML("beforeend", "<img alt='' src='data:,' onerror='document.title=1'>")`,
		`document.body.append(Object.assign(document.createElement("style"), {textContent: "body { display: none }"}))`,
		`setTimeout("document.title = 1")`,
	} {
		browser.Eval[*int](l.Page, `new Promise(refused => { addEventListener("securitypolicyviolation", () => refused(0), {once: true}); `+plant+`; })`)
	}
	for _, problem := range l.Problems() {
		if problem.Kind != "policy" && problem.Kind != "exception" {
			t.Error(problem)
		}
	}
	equal(t, "title untouched", browser.Eval[bool](l.Page, `document.title !== "1" && document.body.checkVisibility()`), true)
}

// testTakeOver compares the page as the build wrote it with the page after the program has taken over: nothing may change.
// The server holds the program back until the first page has been read.
func testTakeOver(t *testing.T, w *world) {
	widths := []int{360, 768, 1280}
	for _, s := range representative(t) {
		arrive, held := holdProgram(t)
		l := w.ownServer(t, held)
		l.Open("about:blank")
		browser.Eval[*int](l.Page, `(location.href = "`+l.site+"/s/"+s.ID+`/", 0)`) // Open would wait for the program
		l.WaitFor(`document.readyState !== "loading" && document.styleSheets.length > 0 && document.querySelector("[data-scenario]")`)
		for _, width := range widths {
			l.Viewport(width, 800)
			browser.Eval[*int](l.Page, `(window["was`+strconv.Itoa(width)+`"] = `+pictureJS()+`, window.since = performance.now(), 0)`)
		}
		close(arrive)
		l.WaitFor(ready)
		equal(t, s.ID+": shift of layout", browser.Eval[float64](l.Page, shiftJS), 0)
		for _, width := range slices.Backward(widths) {
			l.Viewport(width, 800)
			l.WaitFor(`(is => {
				for (const [what, was] of Object.entries(was` + strconv.Itoa(width) + `)) {
					if (was === "" || was !== is[what]) throw Error("the program changed the " + what + ":\n" + was + "\n" + is[what]);
				}
				return true;
			})(` + pictureJS() + `)`)
		}
	}
}

// holdProgram returns a change of a server that sends the program only when arrive is closed.
func holdProgram(t *testing.T) (arrive chan struct{}, change func(http.Handler) http.Handler) {
	arrive = make(chan struct{})
	return arrive, func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if strings.HasSuffix(r.URL.Path, ".wasm") {
				select {
				case <-arrive:
				case <-t.Context().Done():
				}
			}
			next.ServeHTTP(w, r)
		})
	}
}

// pictureJS returns a JavaScript expression for the parts of the page that must not change, by name.
func pictureJS() string {
	panels := ""
	for _, tab := range view.TabList() {
		if !view.IsCode(tab.ID) && tab.ID != "table" {
			continue // only the program can open it, and writes it then
		}
		panels += `"panel ` + tab.ID + `": document.querySelector("#panel-` + tab.ID + `").innerHTML.replaceAll('"marker" tabindex="0"', '"marker"'),` // only the program answers a badge with the focus
	}
	return `(charts => ({` + panels + `
		chart: charts.map(e => e.outerHTML).join(),
		place: charts.map(e => JSON.stringify(e.getBoundingClientRect())).join(),
		score: document.querySelector("#score").innerHTML,
		playhead: document.querySelector("#scrub").value + document.querySelector("#scrub").getAttribute("aria-valuetext"),
		time: document.querySelector("#time").textContent,
		height: String(document.documentElement.scrollHeight),
	}))([...document.querySelectorAll("#chart .timeline svg")].filter(e => e.getBoundingClientRect().width > 0))`
}

// shiftJS is a JavaScript expression for the layout shifts since window.since that no input caused, as browsers measure them.
const shiftJS = `new Promise(done => {
	const moved = entries => entries.reduce((sum, e) => sum + (e.hadRecentInput || e.startTime < since ? 0 : e.value), 0);
	const observer = new PerformanceObserver(() => {});
	observer.observe({type: "layout-shift", buffered: true});
	requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(moved(observer.takeRecords())))));
})`
