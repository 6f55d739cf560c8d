package browser_test

import (
	"bytes"
	"fmt"
	"image/png"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"overlap/tools/browser"
)

// policy is as strict as the site's.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self'"

// TestBrowser shares one browser among its parts, each with a page of its own.
func TestBrowser(t *testing.T) {
	b := browser.Start(t)
	files := http.FileServer(http.Dir("testdata"))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", policy)
		files.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	for _, part := range []struct {
		name string
		test func(t *testing.T, p *browser.Page, site string)
	}{
		{"mouse", testMouse},
		{"slider", testSlider},
		{"keyboard", testKeyboard},
		{"reading", testReading},
		{"scripts off", testScriptsOff},
		{"media", testMedia},
		{"offline", testOffline},
		{"storage", testStorage},
		{"pictures", testPictures},
		{"problems", testProblems},
		{"accessibility", testAccessibility},
		{"failures", testFailures},
	} {
		t.Run(part.name, func(t *testing.T) { part.test(t, b.NewPage(t), server.URL) })
	}
	t.Run("problems left", func(t *testing.T) {
		left := &failingT{}
		t.Run("page", func(t *testing.T) {
			left.T = t
			p := b.NewPage(left)
			p.Open(server.URL + "/page.html")
			browser.Eval[int](p, `(console.error("it broke"), 0)`)
		})
		wantWords(t, left.said, "console: it broke")
	})
}

func wantEqual[V comparable](t *testing.T, what string, got, want V) {
	t.Helper()
	if got != want {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}

func testMouse(t *testing.T, p *browser.Page, site string) {
	p.Open(site + "/page.html")
	p.Click("#button")
	p.WaitText("#says", "pressed")
	wantEqual(t, "events", p.Text("#events"), "click:button:true")
}

func testSlider(t *testing.T, p *browser.Page, site string) {
	p.Open(site + "/page.html")
	for _, value := range []float64{400, 0, 1000, 410, 990} {
		p.SetRange("#range", value)
		wantEqual(t, "value", p.Value("#range"), fmt.Sprint(value))
		wantEqual(t, "the page heard", p.Text("#says"), fmt.Sprint("range is ", value))
	}
	if events := p.Text("#events"); !strings.Contains(events, "change:range:true") {
		t.Errorf("events: %q, want real changes of the slider", events)
	}
}

func testKeyboard(t *testing.T, p *browser.Page, site string) {
	p.Open(site + "/page.html")
	p.Type("#name", "größer 2")
	wantEqual(t, "the page heard", p.Text("#says"), "name is größer 2")
	p.Type("#name", "")
	wantEqual(t, "value", p.Value("#name"), "")
	p.Press("Tab")
	p.WaitText("#events", "change:name:true")
	p.Press("?")
	wantEqual(t, "after ?", p.Text("#says"), "key ? false")
	p.Press("Ctrl+ArrowRight")
	wantEqual(t, "after Ctrl+ArrowRight", p.Text("#says"), "key ArrowRight true")
	browser.Eval[*int](p, `(document.querySelector("#name").addEventListener("keydown", (event) => event.key === "x" && event.preventDefault()), null)`)
	p.Type("#name", "axb")
	wantEqual(t, "without the key that was prevented", p.Value("#name"), "ab")
	p.Click("#range")
	p.Press("Home", "ArrowRight", "ArrowRight", "Shift+Tab", "Tab", "PageUp")
	wantEqual(t, "slider", p.Value("#range"), "120")
	p.Click("#button")
	p.Press("Space", "Enter")
	p.WaitFor(`document.getElementById("events").textContent.split("click:button:true").length === 4`)
}

func testReading(t *testing.T, p *browser.Page, site string) {
	p.Open(site + "/page.html")
	wantEqual(t, "text in SVG", p.Text("#label"), "in svg")
	wantEqual(t, "attribute", p.Attr("#range", "max"), "1000")
	wantEqual(t, "no attribute", p.Attr("#range", "title"), "")
	wantEqual(t, "buttons", p.Count("button"), 3)
	wantEqual(t, "none", p.Count("#none"), 0)
	wantEqual(t, "promise", browser.Eval[int](p, "Promise.resolve(6 * 7)"), 42)
	wantEqual(t, "object", browser.Eval[struct{ A string }](p, `({A: "x"})`), struct{ A string }{"x"})
	wantEqual(t, "address", p.URL(), site+"/page.html")
}

func testScriptsOff(t *testing.T, p *browser.Page, site string) {
	p.JavaScript(false)
	p.Open(site + "/page.html")
	wantEqual(t, "scripts off", p.Text("#scripts"), "without scripts")
	p.Click("#button")
	p.JavaScript(true)
	p.Reload()
	wantEqual(t, "scripts on", p.Text("#scripts"), "with scripts")
}

func testMedia(t *testing.T, p *browser.Page, site string) {
	p.Open(site + "/page.html")
	background := func() string { return browser.Eval[string](p, "getComputedStyle(document.body).backgroundColor") }
	matches := func(query string) bool { return browser.Eval[bool](p, `matchMedia("`+query+`").matches`) }
	wantEqual(t, "light", background(), "rgb(255, 255, 255)")
	p.Dark(true)
	wantEqual(t, "dark", background(), "rgb(0, 0, 0)")
	p.ReducedMotion(true)
	wantEqual(t, "motion", matches("(prefers-reduced-motion: reduce)"), true)
	p.ForcedColors(true)
	wantEqual(t, "forced colours", matches("(forced-colors: active)"), true)
	p.ForcedColors(false)
	p.PrintMedia(true)
	wantEqual(t, "print", browser.Eval[string](p, `getComputedStyle(document.getElementById("button")).display`), "none")
	p.PrintMedia(false)
	wantEqual(t, "still dark", background(), "rgb(0, 0, 0)")
	p.Viewport(360, 640)
	wantEqual(t, "width", browser.Eval[int](p, "innerWidth"), 360)
	wantEqual(t, "touch", matches("(pointer: coarse)"), true)
	p.Click("#button")
	p.WaitText("#says", "pressed")
	p.Viewport(1280, 800)
	wantEqual(t, "mouse", matches("(pointer: coarse)"), false)
	p.CPUThrottle(4)
	p.CPUThrottle(1)
}

func testOffline(t *testing.T, p *browser.Page, site string) {
	p.Open(site + "/page.html")
	fetch := `fetch("page.css", {cache: "no-store"}).then(r => r.status, () => 0)`
	p.Offline(true)
	wantEqual(t, "offline", browser.Eval[int](p, fetch), 0)
	p.Offline(false)
	wantEqual(t, "online", browser.Eval[int](p, fetch), 200)
	if problems := p.Problems(); len(problems) != 1 || problems[0].Kind != "network" {
		t.Errorf("problems: %v, want the request that failed", problems)
	}
}

func testStorage(t *testing.T, p *browser.Page, site string) {
	p.Open(site + "/page.html")
	browser.Eval[*string](p, `localStorage.setItem("x", "1")`)
	p.Reload()
	wantEqual(t, "after a reload", browser.Eval[*string](p, `localStorage.getItem("x")`) != nil, true)
	tab := p.Sibling()
	tab.Open(site + "/page.html")
	wantEqual(t, "in a sibling", browser.Eval[*string](tab, `localStorage.getItem("x")`) != nil, true)
}

func testPictures(t *testing.T, p *browser.Page, site string) {
	dir := t.TempDir()
	t.Setenv("OVERLAP_ARTIFACTS", dir)
	p.Viewport(768, 600)
	p.Open(site + "/page.html")
	path := p.Screenshot("page/768")
	wantEqual(t, "path", path, filepath.Join(dir, "browser", "page", "768.png"))
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	picture, err := png.DecodeConfig(bytes.NewReader(data))
	if err != nil || picture.Width != 768 || picture.Height < 3000 {
		t.Errorf("picture: %d × %d, %v; want the whole page, 768 wide", picture.Width, picture.Height, err)
	}
	if file := p.PDF(); !bytes.HasPrefix(file, []byte("%PDF-")) {
		t.Errorf("printed %d bytes, which are no PDF", len(file))
	}
}

func testProblems(t *testing.T, p *browser.Page, site string) {
	for _, problem := range []struct{ kind, text, script string }{
		{"console", "it broke 7", `console.error("it broke", 7)`},
		{"console", "exit code: 2", `console.warn("exit code:", 2)`},
		{"exception", "Uncaught Error: late", `setTimeout(() => { throw new Error("late") })`},
		{"exception", "in promise", `(Promise.reject(new Error("nobody listens")), 0)`},
		{"policy", "inline style", `document.body.setAttribute("style", "color: red")`},
		{"policy", "inline script", `document.body.append(Object.assign(document.createElement("script"), {text: "1"}))`},
		{"exception", "EvalError", `setTimeout(() => eval("1"))`},
		{"network", "404", `(fetch("nothing-here"), 0)`},
	} {
		p.Open(site + "/page.html")
		browser.Eval[*int](p, "("+problem.script+", 0)")
		browser.Eval[int](p, `new Promise((later) => setTimeout(later, 50, 0))`)
		found := p.Problems()
		if len(found) != 1 || found[0].Kind != problem.kind || !strings.Contains(found[0].Text, problem.text) {
			t.Errorf("%s: %v, want one of kind %s", problem.script, found, problem.kind)
		}
	}
	browser.Eval[*int](p, `(console.log("just so"), console.info("so"), 0)`)
	if problems := p.Problems(); len(problems) > 0 {
		t.Errorf("problems: %v, want none", problems)
	}
	if lines := strings.Join(p.Console(), "\n"); !strings.Contains(lines, "log just so") {
		t.Errorf("console: %q lacks a line that is no problem", lines)
	}
}

func testAccessibility(t *testing.T, p *browser.Page, site string) {
	p.Open(site + "/page.html")
	browser.Eval[int](p, `(document.getElementById("cover").remove(), 0)`)
	p.MustBeAccessible()
	browser.Eval[int](p, `(document.querySelector("label").replaceWith(document.getElementById("range")), 0)`)
	found := p.Axe()
	if len(found) != 1 || found[0].ID != "label" || !strings.Contains(found[0].String(), "#range: ") {
		t.Errorf("axe: %v, want the slider without a label", found)
	}
	if found := p.Axe("cat.color"); len(found) > 0 {
		t.Errorf("axe, colours only: %v, want none", found)
	}
}
