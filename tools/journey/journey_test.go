package journey

import (
	"io/fs"
	"net/http"
	"slices"
	"strings"
	"testing"

	"overlap/scenarios/all"
	"overlap/tools/browser"
)

// TestJourney shares one browser and one built site among its parts, each with pages of its own.
func TestJourney(t *testing.T) {
	w := &world{browser: browser.Start(t), pages: buildSite(t)}
	w.site = serve(t, w.pages)
	for _, p := range slices.Concat(settings(), watching(), keeping()) {
		t.Run(p.name, func(t *testing.T) { p.test(t, w) })
	}
}

// part is something that a learner does on the site.
type part struct {
	name string
	test func(*testing.T, *world)
}

// settings are the parts about coming to a page and changing what it runs.
func settings() []part {
	return []part{
		{"home", testHome},
		{"policy", testPolicy},
		{"every page", testEvery},
		{"planted", testPlanted},
		{"take over", testTakeOver},
		{"latency", testLatency},
		{"every control", testEveryControl},
		{"links", testLinks},
		{"stage", testStage},
		{"current step", testCurrentStep},
		{"guess a time", testGuessTime},
		{"guess which", testGuessWhich},
		{"no guess", testNoGuess},
		{"machine", testMachine},
		{"faults", testFaults},
		{"seed", testSeed},
		{"refused", testRefused},
		{"refused address", testRefusedAddress},
		{"table", testTable},
	}
}

// watching are the parts about what a page shows of a run.
func watching() []part {
	return []part{
		{"times", testTimes},
		{"own calls", testOwnCalls},
		{"calls in files", testCallsInFiles},
		{"calls on a phone", testCallsOnAPhone},
		{"play", testPlay},
		{"steps", testSteps},
		{"milestones", testMilestones},
		{"resolve", testResolve},
		{"scrub", testScrub},
		{"scrub on the picture", testScrubChart},
		{"follow", testFollow},
		{"bars by keyboard", testBarsByKeyboard},
		{"overlays", testOverlays},
		{"tokens", testTokens},
		{"sequence", testSequence},
		{"illustrations", testIllustrations},
		{"reduced motion", testReducedMotion},
		{"lasts", testLasts},
		{"typing", testTyping},
		{"key list", testKeyList},
		{"scale", testScale},
		{"below", testBelow},
		{"more controls", testMoreControls},
		{"whole", testWhole},
		{"tabs", testTabs},
		{"language", testLanguage},
		{"variant's code", testVariantsCode},
		{"folded", testFolded},
		{"constants", testConstants},
		{"pointing", testPointing},
		{"tip", testTip},
	}
}

// keeping are the parts about what is kept, what takes long, and what a browser may lack.
func keeping() []part {
	return []part{
		{"reload", testReload},
		{"back and forth", testBackAndForth},
		{"pin", testPin},
		{"past", testPast},
		{"seeds", testSeeds},
		{"latencies", testLatencies},
		{"curves", testCurves},
		{"sweep", testSweep},
		{"long sweep", testLongSweep},
		{"share", testShare},
		{"export", testExport},
		{"unfetched", testUnfetched},
		{"perfetto", testPerfetto},
		{"export keys", testExportKeys},
		{"open", testOpen},
		{"open refused", testOpenRefused},
		{"open without the example", testOpenWithoutExample},
		{"open long", testOpenLong},
		{"real", testReal},
		{"real elsewhere", testRealElsewhere},
		{"real once", testRealOnce},
		{"paper", testPaper},
		{"save", testSave},
		{"two tabs", testTwoTabs},
		{"save refused", testSaveRefused},
		{"damaged", testDamaged},
		{"quota", testQuota},
		{"long", testLong},
		{"overtaken", testOvertaken},
		{"stop", testStop},
		{"scripts off", testScriptsOff},
		{"offline", testOffline},
		{"sandbox", testSandbox},
		{"embed", testEmbed},
		{"hosts", testHosts},
		{"task", testTask},
		{"lab", testLab},
		{"single", testSingle},
		{"platform", testPlatform},
		{"graded", testGraded},
		{"broken", testBroken},
		{"refetched", testRefetched},
		{"accessible", testAccessible},
		{"narrow", testNarrow},
		{"pictures", testPictures},
	}
}

// world is the browser and the site that the parts share.
type world struct {
	browser *browser.Browser
	pages   fs.FS  // the built site
	site    string // where it is served: http://127.0.0.1:…
}

// learner is a reader of the site, with a tab.
type learner struct {
	*browser.Page
	t    *testing.T
	site string
}

// learner returns a learner with a fresh browser profile, who declines to guess: most parts are about what comes after that. At its end the test fails when the page's program has reported a
// panic on the console.
func (w *world) learner(t *testing.T) *learner {
	t.Helper()
	l := w.newcomer(t)
	l.BeforeScripts(`try { localStorage.setItem("overlap-no-guess", "1") } catch {}`)
	return l
}

// newcomer returns a learner whom pages ask to guess.
func (w *world) newcomer(t *testing.T) *learner {
	t.Helper()
	l := &learner{w.browser.NewPage(t), t, w.site}
	t.Cleanup(func() {
		lines := l.Console()
		for i, line := range lines {
			if strings.HasPrefix(line, "log overlap:") {
				t.Error(line)
			}
			if strings.HasPrefix(line, "log panic:") || strings.HasPrefix(line, "log fatal error:") {
				t.Error(strings.Join(lines[i:min(i+40, len(lines))], "\n"))
			}
		}
	})
	return l
}

// ownServer returns a learner with a server of their own, which is stopped after the tab is closed: browsers fetch icons late.
func (w *world) ownServer(t *testing.T, changes ...func(http.Handler) http.Handler) *learner {
	t.Helper()
	site := serve(t, w.pages, changes...)
	l := w.learner(t)
	l.site = site
	return l
}

// ready is true once the page's program has taken over.
const ready = `document.documentElement.dataset.overlap === "ready"`

// open goes to a path of the site and waits for the page's program.
func (l *learner) open(path string) {
	l.t.Helper()
	l.Open(l.site + path)
	l.WaitFor(ready)
}

// visit returns a new learner at a path, with the page's program running.
func (w *world) visit(t *testing.T, path string) *learner {
	t.Helper()
	l := w.learner(t)
	l.open(path)
	return l
}

// tour visits the paths, each in a subtest, by two learners at a time. Each stays in a tab,
// as readers do: a tab for each path would fetch and compile the program again, and a service worker all pages.
func (w *world) tour(t *testing.T, paths []string, look func(t *testing.T, l *learner, path string)) {
	t.Helper()
	next := make(chan string, len(paths))
	for _, path := range paths {
		next <- path
	}
	close(next)
	for _, name := range []string{"one", "two"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l := w.learner(t)
			for path := range next {
				t.Run(fileName(path), func(t *testing.T) {
					at := &learner{l.For(t), t, l.site}
					at.Viewport(1280, 800)
					look(t, at, path)
				})
			}
		})
	}
}

// scenarioPaths returns the paths of all scenarios below a folder: s, embed.
func scenarioPaths(folder string) (paths []string) {
	for _, s := range all.List() {
		paths = append(paths, "/"+folder+"/"+s.ID+"/")
	}
	return paths
}

// equal fails the test unless what was read is what is wanted.
func equal[V comparable](t *testing.T, what string, got, want V) {
	t.Helper()
	if got != want {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}
