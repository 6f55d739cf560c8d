package journey

import (
	"bytes"
	"encoding/xml"
	"image/png"
	"io"
	"net/http"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"

	"overlap/tools/browser"
)

// testExport takes a run along in every form, finds in the files what the command would write, and in the pictures the
// colours of the page.
func testExport(t *testing.T, w *world) {
	l := w.visit(t, "/s/fanout/?db=400ms&seed=3")
	m := modelOf(t, "fanout", "db=400ms&seed=3")
	for _, form := range []string{"csv", "jsonl", "perfetto.json"} {
		name, content := l.export(form)
		equal(t, "name", name, "fanout_db=400ms_seed=3."+form)
		equal(t, form+" as the command writes it", string(content), m.file(form))
	}
	l.WaitText("#status", "Saved fanout_db=400ms_seed=3.perfetto.json")
	l.drawsPicture("#ffffff")
	l.Dark(true)
	if picture := l.drawsPicture("#181c22"); !strings.Contains(picture, ">Fan-out: one request, four lookups</text>") || !strings.Contains(picture, ">Database latency 400 ms · Seed 3</text>") {
		t.Error("the picture does not say what ran with which settings")
	}
	l.Click(`[data-action="critical"]`)
	if picture := l.drawsPicture("#181c22"); !strings.Contains(picture, `class="chart-critical"`) {
		t.Error("the critical path is seen, and not in the file")
	}
}

// testUnfetched opens a link to a fault, saves and exports where the code for that cannot be fetched: the page says so, goes on without, and
// the next try works.
func testUnfetched(t *testing.T, w *world) {
	var gone atomic.Bool
	unfetched := regexp.MustCompile("/(export|fault|store)-")
	l := w.ownServer(t, func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if gone.Load() && unfetched.MatchString(r.URL.Path) {
				w.WriteHeader(http.StatusNotFound)
				return
			}
			next.ServeHTTP(w, r)
		})
	})
	l.BeforeScripts(`delete Navigator.prototype.serviceWorker`) // which would have kept it
	gone.Store(true)
	l.open("/s/fanout/?db=400ms&fault=db:kill")
	l.WaitText("#status", "What makes services fail could not be loaded")
	l.showsTotals("1.72 s", "460 ms")
	l.WaitText("#saved", "Saving is off: its code could not be loaded")
	l.Click(`[data-action="export"]`)
	l.Click(`#export [data-form="csv"]`)
	l.WaitText("#status", "What writes this file could not be loaded") // after the other sentence, when the lines are known
	l.Problems()                                                       // the browser reports the answers 404
	gone.Store(false)
	name, _ := l.export("csv")
	equal(t, "name", name, "fanout_db=400ms.csv")
	l.Reload()
	l.showsModel(modelOf(t, "fanout", "db=400ms&fault=db:kill"))
}

// export chooses a form in the dialog, and returns the file that the page hands out.
func (l *learner) export(form string) (name string, content []byte) {
	l.t.Helper()
	return l.Download(func() {
		l.Click(`[data-action="export"]`)
		l.Click(`#export [data-form="` + form + `"]`)
	})
}

// drawsPicture exports the picture as SVG and as PNG, on a paper of a colour, and returns the first.
func (l *learner) drawsPicture(paper string) string {
	l.t.Helper()
	_, file := l.export("svg")
	picture := string(file)
	width, height := l.wellFormed(picture)
	if !strings.Contains(picture, ".chart-paper{fill:"+paper+"}") || strings.Contains(picture, "var(") {
		l.t.Errorf("the picture is not on %s paper, or has no colours of its own:\n%s", paper, picture[:min(len(picture), 600)])
	}
	_, pixels := l.export("png")
	decoded, err := png.Decode(bytes.NewReader(pixels))
	if err != nil {
		l.t.Fatal(err)
	}
	equal(l.t, "width of the PNG", float64(decoded.Bounds().Dx()), 2*width)
	equal(l.t, "height of the PNG", float64(decoded.Bounds().Dy()), 2*float64(int(height*2)/2))
	r, g, b, _ := decoded.At(1, 1).RGBA()
	equal(l.t, "paper of the PNG", colour(r, g, b), paper)
	for y := range decoded.Bounds().Dy() {
		r, g, b, _ := decoded.At(4, y).RGBA()
		if colour(r, g, b) != paper {
			l.t.Fatalf("the picture goes up to the edge of the PNG, in line %d", y)
		}
	}
	return picture
}

func colour(r, g, b uint32) string {
	const digits = "0123456789abcdef"
	text := "#"
	for _, c := range []uint32{r >> 8, g >> 8, b >> 8} {
		text += string(digits[c>>4]) + string(digits[c&15])
	}
	return text
}

// wellFormed reads an SVG file and returns its size.
func (l *learner) wellFormed(picture string) (width, height float64) {
	l.t.Helper()
	var root struct {
		Width  float64 `xml:"width,attr"`
		Height float64 `xml:"height,attr"`
	}
	if err := xml.NewDecoder(strings.NewReader(picture)).Decode(&root); err != nil && err != io.EOF {
		l.t.Errorf("the picture is no XML: %v", err)
	}
	return root.Width, root.Height
}

// viewer makes open return a viewer such as Perfetto's, which listens from the third ping on: a port can be the source of a
// message, as a window can.
const viewer = `
window.opened = [], window.pings = 0;
window.open = (url) => {
	opened.push(url);
	const port = new MessageChannel().port1;
	port.postMessage = (message, origin) => {
		if (message !== "PING") window.handed = { origin, ...message.perfetto };
		else if (++pings >= 3) window.dispatchEvent(new MessageEvent("message", { data: "PONG", origin: "https://ui.perfetto.dev", source: port }));
	};
	return port;
};`

// testPerfetto opens the run in Perfetto, which gets it when it listens, and only then.
func testPerfetto(t *testing.T, w *world) {
	l := w.learner(t)
	l.BeforeScripts(viewer)
	l.open("/s/hello/?ada=2s")
	l.Click(`[data-action="export"]`)
	l.Click(`#export [data-form="perfetto"]`)
	l.WaitFor(`window.handed !== undefined`)
	equal(t, "opened", browser.Eval[string](l.Page, `opened.join()`), "https://ui.perfetto.dev")
	equal(t, "handed to", browser.Eval[string](l.Page, `handed.origin`), "https://ui.perfetto.dev")
	equal(t, "name", browser.Eval[string](l.Page, `handed.fileName`), "hello_ada=2s.perfetto.json")
	equal(t, "the run", browser.Eval[string](l.Page, `new TextDecoder().decode(handed.buffer)`), modelOf(t, "hello", "ada=2s").file("perfetto.json"))
	l.BeforeScripts(`window.open = () => null`)
	l.open("/s/hello/")
	l.Click(`[data-action="export"]`)
	l.Click(`#export [data-form="perfetto"]`)
	l.WaitText("#status", "opened no tab")
}

// testExportKeys opens the dialog and leaves it by keyboard, looks at it on a phone, and finds that Escape brings back
// whoever opened it.
func testExportKeys(t *testing.T, w *world) {
	l := w.visit(t, "/s/fanout/")
	browser.Eval[*int](l.Page, `(document.querySelector("#export-open").focus(), 0)`)
	l.Press("Enter")
	l.WaitFor(`document.querySelector("#export").open`)
	l.MustBeAccessible()
	l.Press("Tab", "Tab", "Escape")
	l.WaitFor(`!document.querySelector("#export").open`)
	equal(t, "focus", browser.Eval[string](l.Page, `document.activeElement.id`), "export-open")
	l.Viewport(320, 640)
	l.Click("#export-open")
	l.accessible()
	equal(t, "wider than the phone", browser.Eval[bool](l.Page, `document.querySelector("#export").getBoundingClientRect().width > 320`), false)
}
