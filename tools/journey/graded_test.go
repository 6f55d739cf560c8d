package journey

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"overlap/internal/golden"
	"overlap/site/challenge"
	"overlap/site/pack"
	"overlap/tools/browser"
)

// The lab in the frame of a task, which is in the frame of a platform, or in none.
const (
	labInTask    = "frames[0]"
	labInPackage = "frames[0].frames[0]"
)

// inLab waits until a condition holds in the lab within a frame.
func (l *learner) inLab(frame, condition string) {
	l.t.Helper()
	l.WaitFor(`((window) => { const { document } = window ?? {}; return document?.documentElement.dataset.lab !== undefined && (` + condition + `) })(` + strings.Replace(frame, "].", "]?.", 1) + `)`)
}

// runIn runs a program in the lab within a frame.
func (l *learner) runIn(frame, text string) {
	l.t.Helper()
	l.inLab(frame, `document.querySelector("#go").checkVisibility()`)
	browser.Eval[*int](l.Page, `(({ document, Event }) => {
		const editor = document.querySelector("#editor");
		editor.value = `+strconv.Quote(text)+`;
		editor.dispatchEvent(new Event("input"));
		document.querySelector("#go").click();
		return 0;
	})(`+frame+`)`)
}

// testGraded takes challenges into learning platforms.
func testGraded(t *testing.T, w *world) {
	if _, err := fs.Stat(w.pages, pack.ChallengePage); err != nil {
		t.Skip("the site was built without a lab")
	}
	t.Run("SCORM 1.2", func(t *testing.T) { testScormChallenge(t, w) })
	t.Run("SCORM 2004", func(t *testing.T) { testLongProgram(t, w) })
	t.Run("cmi5", func(t *testing.T) { testChallengeTask(t, w) })
	t.Run("open edx", func(t *testing.T) { testChallengeInEdX(t, w) })
	t.Run("made by the page", func(t *testing.T) { testChallengeByPage(t, w) })
}

// inCourse returns a learner of a course that holds fan-out's challenge as a package of a SCORM version, which a runtime reports for.
func (w *world) inCourse(t *testing.T, version, runtime, class, object string) *learner {
	t.Helper()
	packed, err := pack.Challenge(w.pages, "fanout", "Four lookups at once", "challenge=fanout", version)
	if err != nil {
		t.Fatal(err)
	}
	l := w.learner(t)
	l.takePage(pack.ChallengePage, runtime, class, object, packed)
	return l
}

// testScormChallenge works at a challenge that a package holds: the platform hears of each run that is better, and keeps the program.
func testScormChallenge(t *testing.T, w *world) {
	l := w.inCourse(t, "1.2", "scorm12", "Scorm12API", "API")
	l.inPackage(`document.querySelector("#said").textContent === "Each run is checked, and the best counts."`)
	l.inLab(labInPackage, `document.querySelector("#challenge-title").textContent === "Four lookups at once"`)
	for _, absent := range []string{".top", "#examples", "#leave", "#keep", "#make"} {
		l.inLab(labInPackage, "!document.querySelector(`"+absent+"`).checkVisibility()")
	}
	l.runIn(labInPackage, challengeFile(t, "fanout", "start.py"))
	l.inPackage(`document.querySelector("#said").textContent === "0 of 100 points. Your course has them."`)
	solution := challengeFile(t, "fanout", "solution.py")
	l.runIn(labInPackage, solution)
	l.inPackage(`document.querySelector("#said").textContent === "100 of 100 points. Your course has them."`)
	browser.Eval[*int](l.Page, `(frames[0].location = "about:blank", 0)`)
	l.WaitFor(`told.some(line => /Finish/.test(line))`)
	golden.Equal(t, "scorm-challenge-1.2.txt", []byte(l.told()))

	l.Reload()
	l.inPackage(`document.querySelector("#said").textContent === "100 of 100 points, passed before."`)
	l.inLab(labInPackage, `document.querySelector("#editor").value === `+strconv.Quote(solution)+` && document.querySelector("#from").textContent.includes("is what your course has kept")`)
}

// testLongProgram writes a program that is too long for a platform to keep, which the learner is to keep: the points count all the
// same. The next one is kept, and passes.
func testLongProgram(t *testing.T, w *world) {
	l := w.inCourse(t, "2004", "scorm2004", "Scorm2004API", "API_1484_11")
	random := make([]byte, 6_000) // which cannot be compressed
	rand.NewChaCha8([32]byte{}).Read(random)
	long := challengeFile(t, "fanout", "start.py") + fmt.Sprintf("# %x\n", random)
	l.runIn(labInPackage, long)
	l.inPackage(`document.querySelector("#said").textContent.startsWith("0 of 100 points. Your course has them. It has no room for your program")`)
	name, content := l.Download(func() { l.pressInPackage("#said button") })
	equal(t, "file", name, "fanout.py")
	equal(t, "what is in it", string(content), long)
	l.runIn(labInPackage, challengeFile(t, "fanout", "solution.py"))
	l.inPackage(`document.querySelector("#said").textContent === "100 of 100 points. Your course has them."`)
	browser.Eval[*int](l.Page, `(frames[0].location = "about:blank", 0)`)
	l.WaitFor(`told.some(line => /Terminate/.test(line))`)
	golden.Equal(t, "scorm-challenge-2004.txt", []byte(l.told()))
}

// testChallengeTask has a teacher's own challenge graded by cmi5, in two sittings.
func testChallengeTask(t *testing.T, w *world) {
	own := challenge.Challenge{Title: "Twice as fast", Task: "Sleep twice in a second.", Checks: []string{"within 1s", "prints both"}, Seeds: 1, Start: "import asyncio\n\nasyncio.run(asyncio.sleep(2))\n"}
	link, err := own.Link()
	if err != nil {
		t.Fatal(err)
	}
	store, said := lrs(t, true)
	address := launched(w.site, store, "lab/?"+url.Values{"task": {link}}.Encode())
	l := w.learner(t)
	l.TrustAll()
	l.Open(address)
	l.inLab(labInTask, `document.querySelector("#challenge-title").textContent === "Twice as fast"`)
	l.MustBeAccessible()
	l.Viewport(320, 640)
	equal(t, "scrolls sideways", browser.Eval[bool](l.Page, `document.documentElement.scrollWidth > innerWidth || frames[0].document.documentElement.scrollWidth > frames[0].innerWidth`), false)
	l.Viewport(1280, 800)
	half := strings.Replace(own.Start, "sleep(2)", "sleep(1)", 1)
	l.runIn(labInTask, half)
	l.WaitText("#said", "50 of 100 points. Your course has them.")

	l.Open(address)
	l.WaitText("#said", "50 of 100 points so far.")
	l.inLab(labInTask, `document.querySelector("#editor").value === `+strconv.Quote(half))
	l.runIn(labInTask, half+"print('both')\n")
	l.WaitText("#said", "100 of 100 points. Your course has them.")
	l.Open(w.site + "/teach/")
	for _, want := range []string{"initialized", "progressed 0.5", "terminated", "initialized", "passed 1", "completed", "terminated"} {
		s := <-said
		got := strings.TrimPrefix(s.Verb.ID, "http://adlnet.gov/expapi/verbs/")
		if s.Result.Score.Scaled > 0 {
			got += " " + strconv.FormatFloat(s.Result.Score.Scaled, 'g', -1, 64)
		}
		equal(t, "statement", got, want)
	}
}

// testChallengeInEdX opens a challenge with what Open edX has stored of it, and betters that.
func testChallengeInEdX(t *testing.T, w *world) {
	l := w.problem(t, "/task/lab/?challenge=fanout")
	l.WaitFor("ready")
	l.inLab("frames[0].frames[0]", `document.querySelector("#challenge-title").textContent === "Four lookups at once"`)
	browser.Eval[bool](l.Page, `call("setState", '{"points":40,"kept":"","over":false}')`)
	l.WaitFor(`frames[0].document.querySelector("#said").textContent === "40 of 100 points so far."`)
	equal(t, "grade of what was stored", browser.Eval[int](l.Page, grade), 40)
	l.runIn("frames[0].frames[0]", challengeFile(t, "fanout", "solution.py"))
	l.WaitFor(`frames[0].document.querySelector("#said").textContent.startsWith("100 of 100 points.")`)
	equal(t, "grade of the run", browser.Eval[int](l.Page, grade), 100)
}

// testChallengeByPage makes a package with a teacher's own challenge on the page for teachers: the command makes the same.
func testChallengeByPage(t *testing.T, w *world) {
	own := challenge.Challenge{Title: "Twice & fast", Task: "Sleep twice in a second.", Checks: []string{"within 1s"}, Seeds: 1, Start: "pass\n"}
	link, err := own.Link()
	if err != nil {
		t.Fatal(err)
	}
	l := w.learner(t)
	l.Open(w.site + "/teach/")
	l.WaitFor(`document.querySelector("#set").checkVisibility()`)
	l.choose("set-platform", "Open edX, graded")
	l.WaitFor(`document.querySelector("#set-snippet").value.includes("/task/lab/?challenge=")`)
	l.choose("set-challenge", "")
	l.Type("#set-link", "https://overlap.example/lab/#nothing")
	l.WaitText("#set-said", "This is no link to a challenge: it has no task= in it")
	l.Type("#set-link", w.site+"/lab/#task="+link[:len(link)-9])
	l.WaitText("#set-said", "This is no link to a challenge: some of it is missing or was changed. Copy the whole link.")
	l.keyByKey("#set-link", w.site+"/lab/#task="+link)
	l.WaitFor(`document.querySelector("#set-snippet").value.includes("title=\"Twice &amp; fast\"")`)
	browser.Eval[*int](l.Page, settled)
	equal(t, "said of a link that was typed to its end", l.Text("#set-said"), "")
	browser.Eval[*int](l.Page, `(Object.defineProperty(navigator, "clipboard", {configurable: true, value: { writeText: text => { window.copied = text; return Promise.resolve(); } }}), 0)`)
	l.Click("#set-copy")
	l.WaitText("#set-said", "Copied.")
	equal(t, "copied", browser.Eval[bool](l.Page, `window.copied === document.querySelector("#set-snippet").value`), true)
	l.MustBeAccessible()
	name, made := l.Download(func() { l.Click(`[data-challenge="2004"]`) })
	equal(t, "name", name, "challenge-twice-fast.zip")
	native, err := pack.Challenge(w.pages, "twice-fast", own.Title, "task="+link, "2004")
	if err != nil {
		t.Fatal(err)
	}
	want := members(t, native)
	for file, content := range members(t, made) {
		if content != want[file] {
			t.Errorf("%s differs: %d bytes, not %d", file, len(content), len(want[file]))
		}
		delete(want, file)
	}
	equal(t, "files that it lacks", len(want), 0)
}

// keyByKey types faster than the page looks at what is typed.
func (l *learner) keyByKey(selector, text string) {
	l.t.Helper()
	browser.Eval[*int](l.Page, fmt.Sprintf(`(() => {
		const field = document.querySelector(%q), text = %q;
		for (let n = 1; n <= text.length; n++) {
			field.value = text.slice(0, n);
			field.dispatchEvent(new Event("input", {bubbles: true}));
		}
		return 0 })()`, selector, text))
}

// members returns what is in an archive, by name.
func members(t *testing.T, packed []byte) map[string]string {
	t.Helper()
	files, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, f := range files.File {
		data, err := fs.ReadFile(files, f.Name)
		if err != nil {
			t.Fatal(err)
		}
		all[f.Name] = string(data)
	}
	return all
}
