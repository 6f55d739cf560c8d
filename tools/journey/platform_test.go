package journey

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"overlap/internal/golden"
	"overlap/site/pack"
	"overlap/tools/browser"
)

func TestMain(m *testing.M) { golden.Main(m) }

// testPlatform takes a package into a learning platform: scorm-again, which keeps what a package tells in this page, and logs it.
func testPlatform(t *testing.T, w *world) {
	t.Run("SCORM 1.2", func(t *testing.T) { testScorm(t, w, "1.2", "scorm12", "Scorm12API", "API") })
	t.Run("SCORM 2004", func(t *testing.T) { testScorm(t, w, "2004", "scorm2004", "Scorm2004API", "API_1484_11") })
	t.Run("choice", func(t *testing.T) { testScormChoice(t, w) })
	t.Run("nobody listens", func(t *testing.T) { testScormAlone(t, w) })
	t.Run("made by the page", func(t *testing.T) { testScormByPage(t, w) })
}

// platformPage is a page with a platform's object, which has a log, and a package's page in a frame. What a learner left, the page keeps
// for the next time.
const platformPage = `<!doctype html><html lang="en"><meta charset="utf-8"><title>platform</title><link rel="icon" href="data:,"><script src="/runtime.js"></script><script>
const api = new %s({ autocommit: false, logLevel: 5 });
if (sessionStorage.kept) api.loadFromJSON(JSON.parse(sessionStorage.kept));
window.told = [];
window.%s = new Proxy(api, { get(of, name) {
	const f = of[name];
	if (typeof f !== "function" || !/^(LMS)?[A-Z]/.test(name)) return f;
	return (...args) => {
		const result = f.apply(of, args);
		told.push(name + " " + args.join(" ") + (result === "" ? "" : " → " + result));
		if (/Commit/.test(name)) sessionStorage.kept = JSON.stringify(api.cmi.toJSON());
		return result;
	};
} });
</script><iframe title="package" src="/package/%s?session=7" width="1000" height="700"></iframe>`

// take serves a platform with a package of a scenario, opens it, and waits for its program.
func (w *world) take(l *learner, runtime, class, object string, packed []byte) {
	l.t.Helper()
	l.takePage(pack.SinglePage, runtime, class, object, packed)
	l.inPackage(ready)
}

// takePage serves a platform with a package, and opens it at a page.
func (l *learner) takePage(page, runtime, class, object string, packed []byte) {
	l.t.Helper()
	files, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
	if err != nil {
		l.t.Fatal(err)
	}
	mux := http.NewServeMux()
	mux.Handle("/package/", http.StripPrefix("/package", http.FileServerFS(files)))
	mux.HandleFunc("/runtime.js", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/javascript")
		io.WriteString(w, browser.Package(l.t, "scorm-again/dist/"+runtime+".min.js")) //nolint:errcheck // a browser that has gone
	})
	mux.HandleFunc("/{$}", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintf(w, platformPage, class, object, page) }) //nolint:errcheck // likewise
	server := httptest.NewServer(mux)
	l.t.Cleanup(server.Close)
	l.Open(server.URL + "/")
}

// inPackage waits until a condition holds in the package's page.
func (l *learner) inPackage(condition string) {
	l.t.Helper()
	l.WaitFor(`((window) => { const { document, location } = window; return document.body !== null && (` + condition + `) })(frames[0])`)
}

// pressInPackage presses a button in the package's page.
func (l *learner) pressInPackage(selector string) {
	l.t.Helper()
	browser.Eval[*int](l.Page, "(frames[0].document.querySelector(`"+selector+"`).click(), 0)")
}

// said is what the package's page tells its learner.
const said = `document.querySelector(".graded").textContent`

// told returns what the platform was told since the last call, without the time that it took and the text of programs.
func (l *learner) told() string {
	l.t.Helper()
	text := browser.Eval[string](l.Page, `told.splice(0).join("\n")`)
	text = regexp.MustCompile(`(session_time) \S+`).ReplaceAllString(text, "$1 TIME")
	return regexp.MustCompile(`program=[\w-]+`).ReplaceAllString(text, "program=PROGRAM") + "\n" // browsers compress in more than one way
}

// packageOf returns a package with settings.
func (w *world) packageOf(t *testing.T, id, version, query string) []byte {
	t.Helper()
	packed, err := pack.SCORM(w.pages, id, version, pack.Made{Query: query})
	if err != nil {
		t.Fatal(err)
	}
	return packed
}

// testScorm answers the question of a package, leaves, and comes back.
func testScorm(t *testing.T, w *world, version, runtime, class, object string) {
	l := w.learner(t)
	w.take(l, runtime, class, object, w.packageOf(t, "fanout", version, "db=400ms&exam=yes"))
	l.inPackage(said + `.includes("100 points within 5 % of the time, which pass, and 50 within 25 %")`)
	for _, absent := range []string{"#score", "#controls", ".lesson", ".details", "[data-action=skip-guess]", "[data-action=share]"} {
		l.inPackage("!document.querySelector(`" + absent + "`).checkVisibility()")
	}
	browser.Eval[*int](l.Page, `((slider) => { slider.value = slider.max * 460 / 1720; slider.dispatchEvent(new Event("input", {bubbles: true})) })(frames[0].document.querySelector("#guess-at")), 0`)
	l.pressInPackage(`[data-action="guess"]`)
	l.inPackage(said + `.startsWith("100 of 100 points. Your course has them.")`)
	l.inPackage(`document.querySelector(".lesson").checkVisibility()`)
	browser.Eval[*int](l.Page, `(frames[0].location = "about:blank", 0)`)
	l.WaitFor(`told.some(line => /Finish|Terminate/.test(line))`)
	golden.Equal(t, "scorm-"+version+".txt", []byte(l.told()))

	l.Reload()
	l.inPackage(ready)
	l.inPackage(said + `.startsWith("Your course has your answer: 100 of 100 points.")`)
	l.inPackage(`document.querySelector("#guess").textContent.includes("You said") || document.querySelector("#guess").textContent.includes("Right")`)
	if again := l.told(); strings.Contains(again, "interactions") || strings.Contains(again, "score.raw 1") {
		t.Errorf("the answer is reported once more:\n%s", again)
	}
}

// testScormChoice gives a wrong answer where there are some to choose from.
func testScormChoice(t *testing.T, w *world) {
	l := w.learner(t)
	w.take(l, "scorm12", "Scorm12API", "API", w.packageOf(t, "race", "1.2", "exam=yes"))
	l.inPackage(said + `.startsWith("Graded: 100 points for the right answer")`)
	l.pressInPackage(`[data-action="guess"][value="2"]`)
	l.inPackage(said + `.startsWith("0 of 100 points.")`)
	got := l.told()
	for _, line := range []string{"type choice", "student_response 2", "correct_responses.0.pattern 1", "result wrong", "score.raw 0", "lesson_status failed"} {
		if !strings.Contains(got, line+" → true") {
			t.Errorf("the platform was not told %s:\n%s", line, got)
		}
	}
}

// testScormAlone opens a package's page without a platform: it says that nobody listens.
func testScormAlone(t *testing.T, w *world) {
	l := w.learner(t)
	w.openFile(l, "fanout", pack.Made{Query: "exam=yes", Course: true})
	l.WaitText(".graded", "No course is listening, so nothing is reported.")
	l.MustBeAccessible()
}

// testScormByPage makes a package on the page for teachers, which a platform takes.
func testScormByPage(t *testing.T, w *world) {
	l := w.learner(t)
	l.Open(w.site + "/teach/?scenario=race&tasks=50")
	l.WaitText("#note", "height")
	name, packed := l.takeFile("1.2")
	equal(t, "name", name, "race.zip")
	native, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
	if err != nil || len(native.File) != 2 || native.File[0].Name != "imsmanifest.xml" {
		t.Fatalf("%v, %d files", err, len(native.File))
	}
	manifest, err := fs.ReadFile(native, "imsmanifest.xml")
	if err != nil || !strings.Contains(string(manifest), "<title>The lost update") {
		t.Errorf("%v:\n%s", err, manifest)
	}
	there := w.learner(t)
	w.take(there, "scorm12", "Scorm12API", "API", packed)
	there.inPackage(`location.search.includes("tasks=50") && location.search.includes("exam=yes")`)
	there.inPackage(said + `.startsWith("Graded: ")`)
}
