package browser_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"overlap/tools/browser"
)

// failingT is a T whose failures can be looked at.
type failingT struct {
	*testing.T
	said string
}

func (f *failingT) Errorf(format string, args ...any) { f.said += fmt.Sprintf(format, args...) + "\n" }

func (f *failingT) Fatalf(format string, args ...any) {
	f.Errorf(format, args...)
	panic(f)
}

// failure runs a step that must fail and returns what it said.
func (f *failingT) failure(step func()) (said string) {
	f.Helper()
	f.said = ""
	defer func() {
		if caught := recover(); caught != nil && caught != any(f) {
			panic(caught)
		}
		said = f.said
	}()
	step()
	return
}

func wantWords(t *testing.T, said string, words ...string) {
	t.Helper()
	for _, word := range words {
		if !strings.Contains(said, word) {
			t.Errorf("the failure says %q, but not %q", said, word)
		}
	}
}

func testFailures(t *testing.T, p *browser.Page, site string) {
	dir := t.TempDir()
	t.Setenv("OVERLAP_ARTIFACTS", dir)
	f := &failingT{T: t}
	tab := p.ReportTo(f, browser.Impatient)
	tab.Open(site + "/page.html")
	browser.Eval[int](tab, `(console.log("a trace"), 0)`)

	said := f.failure(func() { tab.WaitText("#says", "pressed") })
	wantWords(t, said, `wait for #says to say "pressed": it says "nothing yet"`, site+"/page.html", "A page to test with", "log a trace")
	picture := filepath.Join(dir, "browser", "TestBrowser-failures-failed.png")
	wantWords(t, said, picture)
	if _, err := os.Stat(picture); err != nil {
		t.Error(err)
	}
	wantWords(t, f.failure(func() { tab.WaitFor("document.title === 'x'") }), "it is still false")
	wantWords(t, f.failure(func() { tab.WaitFor("nonsense.x") }), "nonsense is not defined")
	wantWords(t, f.failure(func() { tab.Text("#none") }), "read #none: no element matches")
	wantWords(t, f.failure(func() { tab.Click("#covered") }), "click #covered: it is covered by <span id=cover>")
	wantWords(t, f.failure(func() { tab.Click("#off") }), "it is disabled")
	wantWords(t, f.failure(func() { tab.SetRange("#range", 1010) }), "its range has no such value")
	wantWords(t, f.failure(func() { tab.SetRange("#range", 405) }), "its steps pass it by, from 400 to 410")
	wantWords(t, f.failure(func() { tab.Press("Banana") }), "there is no such key")
	wantWords(t, f.failure(func() { tab.Open("http://127.0.0.1:1/") }), "open http://127.0.0.1:1/")
	tab.Problems()
}

func TestAProgramsFailureIsItsStatus(t *testing.T) {
	var did []string
	status := browser.Program("program", func(t browser.T) {
		t.Cleanup(func() { did = append(did, "first") })
		t.Cleanup(func() { did = append(did, "last"); t.Fatalf("in a cleanup") })
		t.Fatalf("in the work")
		did = append(did, "not reached")
	})
	if status != 1 || !slices.Equal(did, []string{"last", "first"}) {
		t.Errorf("status %d after %q, want 1 after last, first", status, did)
	}
	if status := browser.Program("program", func(browser.T) {}); status != 0 {
		t.Errorf("status %d after no failure", status)
	}
}
