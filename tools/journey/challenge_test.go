package journey

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"overlap/internal/artifact"
	"overlap/tools/browser"
)

// challengeFile returns a program of a scenario's challenge.
func challengeFile(t *testing.T, scenario, name string) string {
	t.Helper()
	root, err := artifact.ModuleRoot()
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join(root, "scenarios", scenario, "challenge", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// points returns the marks of what is checked: + for what is so, - for what is not, and o for what was not looked at.
func (l *learner) points() string {
	return browser.Eval[string](l.Page, `[...document.querySelectorAll("#checks li")].map(item => ({true: "+", false: "-"})[item.dataset.ok] ?? "o").join("")`)
}

// testLabChallenge takes a challenge from a scenario's page: a run that does not pass, hints, the change, a link to it, and what stays.
func testLabChallenge(t *testing.T, w *world) {
	l := w.visit(t, "/s/fanout/?guess=off")
	l.Click(`a[href$="?challenge=fanout"]`)
	l.WaitText("#challenge-title", "Four lookups at once")
	equal(t, "before a run", l.points(), "oooo")
	equal(t, "passed", l.Text("#challenge-count"), "0 of 18 passed")
	l.runLab()
	l.WaitText("#verdict", "Not yet.")
	equal(t, "as it began", l.points(), "+-++")
	l.WaitText("#checks", "It took 1.12 s.")
	for range 3 {
		equal(t, "the solution is hidden", l.seen("#solution"), false)
		l.Click("#hint")
	}
	equal(t, "hints", l.Count("#hints li"), 3)
	for _, dark := range []bool{false, true} {
		l.Dark(dark)
		for _, width := range []int{1280, 360} {
			l.Viewport(width, 900)
			l.MustBeAccessible()
		}
	}
	l.Viewport(320, 640)
	l.fits("/lab/")
	l.Viewport(1280, 800)
	l.program(challengeFile(t, "fanout", "solution.py"))
	l.runLab()
	l.WaitText("#verdict", "Passed.")
	equal(t, "as it is", l.points(), "++++")
	equal(t, "passed", l.Text("#challenge-count"), "1 of 18 passed")
	l.Click("#verdict button")
	l.WaitText("#verdict", "Passed. The link is")

	other := w.learner(t)
	other.Open(l.URL())
	other.WaitText("#from", "came with the link")
	other.WaitText("#challenge-title", "Four lookups at once")
	other.runLab()
	other.WaitText("#verdict", "Passed.")

	l.Click("#next")
	l.WaitText("#challenge-title", "Keep the loop free")
	l.Click("#leave")
	equal(t, "after leaving", l.seen("#challenge"), false)
	l.Open(l.site + "/lab/#challenge=fanout")
	l.WaitFor(`document.querySelector("#editor").value.includes("asyncio.gather")`)
	equal(t, "the program of before", l.Value("#editor"), challengeFile(t, "fanout", "solution.py"))
	l.Click("#reset")
	equal(t, "the program to begin with", l.Value("#editor"), challengeFile(t, "fanout", "start.py"))
}

// testLabSeeds passes with the first seed and not with others, one of which is then run. A reader who leaves while seeds are tried can
// run the program again.
func testLabSeeds(t *testing.T, w *world) {
	l := w.learner(t)
	l.openLab("#challenge=race")
	l.runLab()
	l.WaitText("#verdict", "but not with seed")
	seed := strings.TrimPrefix(l.Text("#verdict button"), "Run seed ")
	l.Click("#verdict button")
	l.WaitText("#verdict", "Not yet.")
	equal(t, "seed", l.Value("#lab-seed"), seed)
	l.program(challengeFile(t, "race", "solution.py"))
	l.runLab()
	l.WaitText("#verdict", "Passed, with all of 100 seeds.")

	l.Click("#go")
	l.WaitText("#verdict", "Trying others")
	l.Click("#leave")
	l.WaitFor(`!document.querySelector("#go").hidden`)
}

// testLabMake makes a challenge as a teacher does, and solves it as a learner who has its link.
func testLabMake(t *testing.T, w *world) {
	l := w.learner(t)
	l.openLab("")
	one := "import asyncio\n\nasync def main():\n    await asyncio.sleep(1)\n    await asyncio.sleep(1)\n    print('both')\n\nasyncio.run(main())\n"
	l.program(one)
	l.Click("#make summary")
	l.Type("#make-title", "Twice as fast")
	l.Type("#make-task", "Sleep twice in a second.")
	l.Type("#make-argument", "never")
	l.Click("#make-add")
	l.WaitText("#make-said", "within needs a duration, such as within 310ms.")
	l.Type("#make-argument", "1s")
	l.Press("Enter")
	l.WaitText("#make-checks", "It takes at most 1 s.")
	l.choose("make-kind", "prints")
	l.Type("#make-argument", "bo*")
	l.Click("#make-add")
	l.WaitText("#make-checks", "It prints “bo*”.")
	l.MustBeAccessible()
	name, content := l.Download(func() { l.Click("#make-file") })
	equal(t, "file", name, "challenge.json")
	l.Click("#make-try")
	l.WaitText("#challenge-title", "Twice as fast")
	l.WaitFor(`document.activeElement.id === "challenge-title"`)
	equal(t, "the challenge is in the window", browser.Eval[bool](l.Page, `(() => { const {top, bottom} = document.activeElement.getBoundingClientRect(); return top >= 0 && bottom <= innerHeight })()`), true)
	equal(t, "chosen in the list, which does not have it", l.Value("#examples"), "")
	equal(t, "said of the program, which is the same", l.Text("#outcome"), "")
	equal(t, "how far a teacher is with a challenge of their own", l.Text("#challenge-count"), "not passed yet")
	l.runLab()
	l.WaitText("#verdict", "Not yet.")
	equal(t, "teacher’s run", l.points(), "+-+")

	other := w.learner(t)
	other.Open(l.URL())
	other.WaitText("#from", "challenge came with the link")
	other.WaitText("#checks", "It takes at most 1 s.")
	other.program(strings.Replace(one, "    await asyncio.sleep(1)\n    await asyncio.sleep(1)", "    await asyncio.gather(asyncio.sleep(1), asyncio.sleep(1))", 1))
	other.runLab()
	other.WaitText("#verdict", "Passed.")
	equal(t, "how far a learner is with a teacher’s challenge", other.Text("#challenge-count"), "passed")
	other.openLab("")
	other.Click("#keep summary")
	other.Upload("#file", name, content)
	other.WaitText("#from", "challenge came from the file")
	other.WaitText("#task", "Sleep twice in a second.")
}
