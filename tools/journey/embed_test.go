package journey

import (
	"fmt"
	"html"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"overlap/scenarios"
	"overlap/site/view"
	"overlap/tools/browser"
)

// testEmbed is all that other sites do with pictures of this one.
func testEmbed(t *testing.T, w *world) {
	t.Run("every picture", func(t *testing.T) { testEveryEmbed(t, w) })
	t.Run("element", func(t *testing.T) { testElement(t, w) })
	t.Run("ten", func(t *testing.T) { testTen(t, w) })
	t.Run("heights", func(t *testing.T) { testHeights(t, w) })
	t.Run("fit", func(t *testing.T) { testFit(t, w) })
	t.Run("hosts", func(t *testing.T) { testStrictHosts(t, w) })
	t.Run("sandboxes", func(t *testing.T) { testSandboxes(t, w) })
	t.Run("slides", func(t *testing.T) { testSlides(t, w) })
	t.Run("chosen", func(t *testing.T) { testChosen(t, w) })
	t.Run("exam", func(t *testing.T) { testExam(t, w) })
	t.Run("stretch", func(t *testing.T) { testStretch(t, w) })
	t.Run("shared", func(t *testing.T) { testShared(t, w) })
	t.Run("teach", func(t *testing.T) { testTeach(t, w) })
	t.Run("widget", func(t *testing.T) { testWidget(t, w) })
}

// host returns a learner at a page of another site with that inside of its body. %s in it is the address of our site.
func (w *world) host(t *testing.T, body string, headers ...string) *learner {
	t.Helper()
	l := w.learner(t)
	l.Open(hostPage(t, strings.ReplaceAll(body, "%s", w.site), headers...))
	return l
}

// hostPage serves a page under another name than our site has, so that frames within are cross-site.
func hostPage(t *testing.T, body string, headers ...string) (address string) {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for i := 0; i+1 < len(headers); i += 2 {
			w.Header().Set(headers[i], headers[i+1])
		}
		fmt.Fprintf(w, `<!doctype html><html lang="en"><meta charset="utf-8"><title>host</title><link rel="icon" href="data:,"><body>%s`, body) //nolint:errcheck // a reader that has gone
	}))
	t.Cleanup(server.Close)
	return strings.Replace(server.URL, "127.0.0.1", "localhost", 1)
}

// listening keeps what pictures tell, in the list heard.
const listening = `<script>heard = []; addEventListener("message", e => heard.push(e.data))</script>`

// embedOf is a frame with a picture.
func embedOf(path, attributes string) string {
	return `<iframe title="picture" width="700" height="600" src="%s/embed/` + html.EscapeString(path) + `" ` + attributes + `></iframe>`
}

// ready waits until a picture has told that it is there.
const toldReady = `heard.some(m => m.type === "ready")`

// testEveryEmbed opens every picture by itself: it shows what the scenario's page shows, with the main controls, and fits into
// a narrow frame. Some are searched for violations.
func testEveryEmbed(t *testing.T, w *world) {
	searched := representative(t)
	w.tour(t, scenarioPaths("embed"), func(t *testing.T, l *learner, path string) {
		l.Viewport(700, 900)
		l.open(path)
		m := modelOf(t, fileName(path), "")
		l.insideIs("#score", view.Score(m.results))
		for _, p := range m.state.Instance.Params() {
			equal(t, "control "+p.Name, browser.Eval[bool](l.Page, `document.querySelector('[data-param="`+p.Name+`"]').checkVisibility()`), contains(m.scenario.New().MainParams(), p.Name))
		}
		equal(t, "links", browser.Eval[int](l.Page, `[...document.querySelectorAll('a[href]:not([href^="?"])')].filter(e => e.checkVisibility()).length`), 1)
		if slices.ContainsFunc(searched, func(of *scenarios.Scenario) bool { return of.ID == m.scenario.ID }) {
			l.MustBeAccessible()
		}
		l.Viewport(320, 700)
		equal(t, "scrolls sideways", browser.Eval[bool](l.Page, `document.documentElement.scrollWidth > innerWidth`), false)
	})
}

// testElement uses the element as a page's author would: attributes, events and methods.
func testElement(t *testing.T, w *world) {
	l := w.host(t, `<script>heard = []; for (const type of ["ready", "change", "result", "step", "error"]) addEventListener(type, e => heard.push({type, at: e.target.localName, ...e.detail}))</script>
		<style>.dark { background: #111 }</style><script async src="%s/embed.js"></script>
		<overlap-scenario name="fanout" db="400ms" controls="db" title="A slow database"><p id="fallback">as it was</p></overlap-scenario>`)
	l.WaitFor(`document.querySelector("overlap-scenario").getAttribute("state") === "ready"`)
	result := `heard.findLast(m => m.type === "result")`
	l.WaitFor(result + `?.totals[1].total === 460e6`)
	equal(t, "total in nanoseconds", browser.Eval[int](l.Page, result+".totals[0].total"), 1720000000)
	equal(t, "bubbles from", browser.Eval[string](l.Page, result+".at"), "overlap-scenario")
	equal(t, "fallback is seen", browser.Eval[bool](l.Page, `document.querySelector("#fallback").checkVisibility()`), false)
	l.WaitFor(`document.querySelector("overlap-scenario").offsetHeight > 400`)

	browser.Eval[*int](l.Page, `(document.querySelector("overlap-scenario").setAttribute("db", "1s"), 0)`)
	l.WaitFor(result + `.totals[1].total === 1060e6`)
	browser.Eval[*int](l.Page, `(document.querySelector("overlap-scenario").set({db: "250ms", clients: "2"}), 0)`)
	l.WaitFor(result + `.totals[1].total === 310e6`)
	l.WaitFor(`heard.findLast(m => m.type === "change").query.includes("clients=2")`)
	browser.Eval[*int](l.Page, `(document.querySelector("overlap-scenario").step(), 0)`)
	l.WaitFor(`heard.findLast(m => m.type === "step")?.at === 0`)
	browser.Eval[*int](l.Page, `(document.querySelector("overlap-scenario").play(), 0)`)

	frame := `getComputedStyle(document.querySelector("overlap-scenario").shadowRoot.querySelector("iframe")).colorScheme`
	equal(t, "on a light page", browser.Eval[string](l.Page, frame), "light")
	browser.Eval[*int](l.Page, `(document.body.className = "dark", 0)`)
	l.WaitFor(frame + ` === "dark"`)
}

// testTen reads a page with ten pictures: only those near the window fetch their program.
func testTen(t *testing.T, w *world) {
	l := w.host(t, listening+strings.Repeat(`<p style="height:600px">text</p>`+embedOf("fanout/", ""), 10))
	l.WaitFor(`heard.filter(m => m.type === "hello").length === 10`)
	browser.Eval[*int](l.Page, `(document.querySelector("iframe").scrollIntoView(), 0)`)
	l.WaitFor(toldReady)
	if n := browser.Eval[int](l.Page, `heard.filter(m => m.type === "ready").length`); n > 2 {
		t.Errorf("%d of ten pictures have started, and one or two are near the window", n)
	}
}

// testHeights gives pictures the height they ask for, in the words of each host.
func testHeights(t *testing.T, w *world) {
	l := w.host(t, listening+embedOf("fanout/#?secret=abc123", ""))
	l.WaitFor(toldReady)
	l.WaitFor(`heard.some(m => m.type === "height" && m.subject === "lti.frameResize" && m.height > 300)`)
	l.WaitFor(`heard.some(m => m.message === "height" && m.secret === "abc123" && m.value > 300)`)
	l.WaitFor(`heard.some(m => m.context === "h5p" && m.action === "resize" && m.height > 300)`)
	browser.Eval[*int](l.Page, `(heard = [], frames[0].postMessage({message: "ready", secret: "abc123"}, "*"), 0)`)
	l.WaitFor(`heard.some(m => m.message === "height")`)
}

// testFit keeps the height of pictures fixed: transport and main controls are within it, and the picture scrolls.
func testFit(t *testing.T, w *world) {
	for _, size := range [][2]int{{700, 480}, {600, 400}, {360, 480}} {
		for _, id := range []string{"fanout", "race", "gil", "executors"} {
			l := w.learner(t)
			l.Viewport(size[0], size[1])
			l.Open(hostPage(t, fmt.Sprintf(`<style>body{margin:0}</style>%s<iframe title="picture" style="border:0;display:block" width="%d" height="%d" src="%s/embed/%s/"></iframe>`, listening, size[0], size[1], w.site, id)))
			l.WaitFor(toldReady)
			equal(t, "scrolls", browser.Eval[bool](l.Page, `document.documentElement.scrollHeight > innerHeight`), false)
			inside := w.learner(t) // a frame of another site cannot be read; the same page in a window of that size can
			inside.BeforeScripts(`Object.defineProperty(window, "parent", {value: new Proxy({}, {get: () => () => {}})})`)
			inside.Viewport(size[0], size[1])
			inside.open("/embed/" + id + "/")
			inside.WaitFor(`document.documentElement.hasAttribute("data-fit")`)
			for _, part := range []string{"#play", "#scrub", "#score", "#controls .control:not([data-out])"} {
				inside.WaitFor(`(() => { const r = document.querySelector(` + "`" + part + "`" + `).getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight && r.height > 0 })()`)
			}
			if h := browser.Eval[float64](inside.Page, `document.querySelector("#timeline").clientHeight`); h < 120 {
				t.Errorf("%s at %v: the picture has %.0f px", id, size, h)
			}
			equal(t, "scrolls as a whole", browser.Eval[bool](inside.Page, `document.documentElement.scrollHeight > innerHeight`), false)
		}
	}
}

// testStrictHosts embeds in pages with strict policies: the picture comes, or what stood there before stays.
func testStrictHosts(t *testing.T, w *world) {
	element := `<script async src="%s/embed.js"></script><overlap-scenario name="fanout"><p id="fallback">as it was</p></overlap-scenario>`
	state := `document.querySelector("overlap-scenario").getAttribute("state")`
	for _, host := range []struct {
		name, header, value string
		ready               bool
	}{
		{"policy", "Content-Security-Policy", "default-src 'none'; img-src data:; script-src " + w.site + "; frame-src " + w.site, true},
		{"isolated", "Cross-Origin-Embedder-Policy", "require-corp", true},
		{"no frames", "Content-Security-Policy", "default-src 'none'; img-src data:; script-src " + w.site, false},
	} {
		t.Run(host.name, func(t *testing.T) {
			l := w.host(t, element, host.header, host.value)
			if host.ready {
				l.WaitFor(state + ` === "ready"`)
				return
			}
			l.WaitFor(state + ` === "loading"`)
			equal(t, "fallback is seen", browser.Eval[bool](l.Page, `document.querySelector("#fallback").checkVisibility()`), true)
			l.Problems() // the browser reports the frame that the host's policy refused
		})
	}
	t.Run("scripts off", func(t *testing.T) {
		l := w.learner(t)
		l.JavaScript(false)
		l.Open(w.site + "/embed/fanout/?db=400ms")
		l.WaitText("noscript .notice", "default settings, whatever the address asks for")
		l.nothingEnabled()
	})
}

// testSandboxes embeds in frames that may do little. Without an origin nothing is fetched before somebody reaches for a control.
func testSandboxes(t *testing.T, w *world) {
	l := w.host(t, listening+strings.Replace(embedOf("fanout/?controls=none&links=no", `sandbox="allow-scripts"`), "600", "700", 1))
	l.WaitFor(`heard.some(m => m.type === "idle") && heard.some(m => m.type === "height")`)
	height := browser.Eval[float64](l.Page, `heard.findLast(m => m.type === "height").height`)
	if height > 700 {
		t.Fatalf("the picture is %v px high, more than its frame, and would change its layout for that", height)
	}
	equal(t, "started", browser.Eval[bool](l.Page, toldReady), false)
	l.keepPicture("/embed/fanout/", "sandboxed") // a frame that was not drawn yet takes no presses: they go to its host
	l.ClickAt("iframe", 0.08, (height-45)/700)   // on Play
	l.WaitFor(toldReady)

	plain := w.host(t, listening+embedOf("race/", `sandbox="allow-scripts allow-same-origin"`))
	plain.WaitFor(toldReady)
}

// testSlides passes keys on to slides, and plays while a slide is shown.
func testSlides(t *testing.T, w *world) {
	l := w.host(t, listening+embedOf("fanout/?keys=host&autoplay=visible&controls=none", ""))
	l.WaitFor(toldReady)
	l.ClickAt("iframe", 0.5, 0.02)
	l.Press("ArrowRight")
	l.WaitFor(`heard.some(m => m === '{"method":"right"}') && heard.some(m => m.type === "key" && m.key === "ArrowRight")`)
	l.Press("PageDown")
	l.WaitFor(`heard.some(m => m === '{"method":"next"}')`)
	equal(t, "steps of its own", browser.Eval[bool](l.Page, `heard.some(m => m.type === "step")`), false)
	own := w.host(t, listening+embedOf("fanout/?controls=none", ""))
	own.WaitFor(toldReady)
	own.ClickAt("iframe", 0.5, 0.02)
	own.Press("ArrowRight")
	own.WaitFor(`heard.some(m => m.type === "step")`)
}

// testChosen opens pictures as teachers set them up. What is not allowed is said in words.
func testChosen(t *testing.T, w *world) {
	l := w.learner(t)
	seen := func(selector string) bool {
		return browser.Eval[bool](l.Page, `document.querySelector("`+selector+`")?.checkVisibility() ?? false`)
	}
	l.open("/embed/fanout/?controls=db,presets&tabs=log,code&title=My+title&reset=yes&theme=dark&links=no&keys=none")
	equal(t, "title", l.Text("h1"), "My title")
	for selector, want := range map[string]bool{"#p-db": true, "#p-cache": false, "#p-fault": false, ".presets": true, "#tab-log": true, "#tab-py": true, "#tab-table": false, "[data-action=reset]": true, "#open": false, "#costs": false} {
		equal(t, selector, seen(selector), want)
	}
	equal(t, "dark", browser.Eval[string](l.Page, `getComputedStyle(document.documentElement).getPropertyValue("--panel").trim()`), "#181c22")
	l.Press("ArrowLeft")
	l.nudge("p-db", 2)
	l.Click("[data-action=reset]")
	l.showsTotals("1.12 s", "310 ms")
	l.addressHas("tab=log&controls=db,presets&tabs=log,code&title=My+title&reset=yes&theme=dark&links=no&keys=none")
	equal(t, "listings", browser.Eval[bool](l.Page, `document.querySelectorAll("#panel-py .line").length > 20`), true)
	l.open("/embed/fanout/?db=400ms&tabs=code")
	l.WaitText("#panel-py", "0.4")
	equal(t, "a line is seen", seen("#panel-py .line"), true)
	l.open("/embed/fanout/?tabs=log")
	equal(t, "listings that nobody sees", l.Count(".line"), 0)
	l.open("/embed/fanout/?controls=fault")
	equal(t, "the control of a parameter", seen("#p-db"), false)
	l.nudge("p-fault", 1)
	l.addressHas("fault=api:stall%40200ms..800ms&controls=fault")
	l.WaitFor(`document.querySelector("#f-fault").checkVisibility()`)
	l.open("/embed/fanout/?controls=nothing&theme=pink&autoplay=yes")
	l.WaitText("#status", "one of main, none, all, seed, machine, fault, presets, cache, db")
	l.WaitText("#status", "one of auto, light, dark")
	l.open("/embed/fanout/?db=400ms&controls=none")
	equal(t, "controls", seen("#controls"), false)
	equal(t, "way out", browser.Eval[string](l.Page, `(document.querySelector("#open").addEventListener("click", e => e.preventDefault()), document.querySelector("#open").click(), document.querySelector("#open").search)`), "?db=400ms")
}

// testExam answers a question that cannot be skipped. What the answer is worth is told.
func testExam(t *testing.T, w *world) {
	l := w.learner(t)
	l.BeforeScripts(`heard = []; for (const type of ["predict", "result"]) document.addEventListener("overlap-" + type, e => heard.push({type, ...e.detail}))`)
	l.open("/embed/race/?exam=yes")
	l.WaitText("#guess", "What does the counter say")
	for _, absent := range []string{"[data-action=skip-guess]", "#open", "#score", "#controls", "#transport"} {
		equal(t, absent, browser.Eval[bool](l.Page, `document.querySelector("`+absent+`").checkVisibility()`), false)
	}
	l.Press("Home")
	l.WaitText("#guess", "What does the counter say")
	l.Click(`[data-action="guess"][value="1"]`)
	l.WaitFor(`heard.find(m => m.type === "predict")?.points === 100`)
	l.addressHas("guess=1&exam=yes")
}

// testStretch plays a part of a run, again and again.
func testStretch(t *testing.T, w *world) {
	l := w.visit(t, "/embed/fanout/?from=100ms&to=300ms")
	l.WaitText("#time", "0.30 s")
	equal(t, "scrubber", l.Attr("#scrub", "min")+"–"+l.Attr("#scrub", "max"), "100000000–300000000")
	equal(t, "what comes later", browser.Eval[bool](l.Page, `getComputedStyle(document.querySelector(".headline strong")).visibility === "hidden"`), true)
	l.Press("Home")
	l.WaitText("#time", "0.10 s")
	l.Press("End")
	l.WaitText("#time", "0.30 s")
	l.open("/embed/fanout/?from=100ms&to=110ms&loop=yes&lasts=4s")
	l.Click("#play")
	l.WaitFor(`(window.low ??= 0, window.was ??= 0, (() => { const now = +document.querySelector("#scrub").value; if (now < window.was) window.low++; window.was = now })(), window.low >= 1)`)
	l.showsPlaying(true)
	l.open("/embed/fanout/?to=300ms&from=400ms")
	l.WaitText("#status", "a time of the run before to")
}

// testShared opens what other sites show of a preset: its page leads to the scenario with its settings, and its picture stands alone.
func testShared(t *testing.T, w *world) {
	l := w.learner(t)
	l.Open(w.site + "/s/fanout/everything-cached/")
	l.WaitFor(ready + ` && location.pathname === "/s/fanout/"`)
	l.showsTotals("620 ms", "250 ms")
	l.Click("[data-action=share]")
	l.Click(`#status a[href*="teach"]`)
	l.WaitFor(`document.querySelector("#query")?.value.length > 0 && document.querySelector("#frame iframe").src.includes("/embed/fanout/?")`)
	there := w.host(t, `<img id="svg" alt="" src="%s/picture/fanout/everything-cached.svg"><img id="png" alt="" src="%s/picture/fanout.png">`)
	there.WaitFor(`document.querySelector("#svg").naturalWidth > 300 && document.querySelector("#png").naturalWidth === 1200`)
}

// testTeach goes from the page for teachers to a frame in a page, as a teacher would.
func testTeach(t *testing.T, w *world) {
	l := w.learner(t)
	l.Open(w.site + "/teach/")
	l.WaitText("#note", "height")
	l.choose("scenario", "fanout")
	l.Click(`[name="controls"][value="fault"]`)
	l.WaitFor(`/\/embed\/fanout\/\?controls=.*,fault$/.test(document.querySelector("#frame iframe").src)`)
	l.choose("scenario", "race")
	l.WaitFor(`document.querySelector("#frame iframe").src.endsWith("/embed/race/")`)
	equal(t, "the control of faults where no service could fail", l.Count(`[name="controls"][value="fault"]`), 0)
	l.Type("#query", w.site+"/s/race/?tasks=50&spread=1s&theme=dark")
	l.Press("Tab")
	l.WaitFor(`document.querySelector("#query").value === "tasks=50&spread=1s"`)
	l.Click(`[name="controls"][value="pause"]`)
	l.Click(`[name="tabs"][value="log"]`)
	l.Click(`[name="exam"]`)
	l.WaitFor(`document.querySelector("#frame iframe").src.endsWith("/embed/race/?tasks=50&spread=1s&controls=tasks,spread&tabs=log&exam=yes")`)
	snippet := l.Value("#snippet")
	for _, words := range []string{`src="` + w.site + `/embed/race/?tasks=50&amp;spread=1s&amp;controls=tasks,spread&amp;tabs=log&amp;exam=yes"`, `title="The lost update`, `loading="lazy"`} {
		if !strings.Contains(snippet, words) {
			t.Errorf("the snippet lacks %s:\n%s", words, snippet)
		}
	}
	l.MustBeAccessible()
	l.Reload()
	l.WaitFor(`document.querySelector("#snippet").value.includes("tasks,spread")`)
	l.choose("platform", "1")
	l.WaitFor(`document.querySelector("#snippet").value.includes("<overlap-scenario")`)
	there := w.learner(t)
	there.Open(hostPage(t, l.Value("#snippet")))
	there.WaitFor(`document.querySelector("overlap-scenario").getAttribute("state") === "ready"`)
	l.Viewport(360, 740)
	equal(t, "scrolls sideways", browser.Eval[bool](l.Page, `document.documentElement.scrollWidth > innerWidth`), false)
}

// choose chooses from a list.
func (l *learner) choose(id, value string) {
	l.t.Helper()
	browser.Eval[*int](l.Page, fmt.Sprintf(`(document.querySelector("#%s").value = %q, document.querySelector("#%s").dispatchEvent(new Event("change", {bubbles: true})), 0)`, id, value, id))
}

// testWidget renders the module for notebooks with a model as they have it.
func testWidget(t *testing.T, w *world) {
	l := w.host(t, `<div id="out"></div><script type="module">
		import widget from "%s/overlap.mjs";
		const values = {name: "fanout", params: {db: "400ms"}, controls: "db", from: "100ms", seed: 7}, then = {};
		window.model = {get: k => values[k], set: (k, v) => values[k] = v, save_changes: () => window.saved = {...values}, on: (e, f) => then[e] = f};
		window.change = params => { values.params = params; then["change:params"]() };
		widget.render({model, el: document.querySelector("#out")});
	</script>`)
	l.WaitFor(`window.saved?.totals?.[1].total === 460e6`)
	address := l.Attr("#out iframe", "src")
	equal(t, "the model's own keys", strings.Contains(address, "from=100ms") && strings.Contains(address, "seed=7"), true)
	browser.Eval[*int](l.Page, `(change({db: "1s"}), 0)`)
	l.WaitFor(`window.saved.totals[1].total === 1060e6 && window.saved.sentence.includes("1.06 s")`)
}

// contains reports whether a parameter of that name is among others.
func contains(list []*scenarios.Param, name string) bool {
	return slices.ContainsFunc(list, func(p *scenarios.Param) bool { return p.Name == name })
}
