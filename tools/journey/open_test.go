package journey

import (
	"io/fs"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"overlap/engine/trace/reader"
	"overlap/scenarios"
	"overlap/site/view"
	"overlap/tools/browser"
)

// recorded returns what the page must show for files, each with a run.
func recorded(t *testing.T, titles []string, files ...string) *model {
	t.Helper()
	var runs []scenarios.Recorded
	for i, file := range files {
		r := reader.New(reader.MostInPage)
		if err := r.Add([]byte(file)); err != nil {
			t.Fatal(err)
		}
		f, err := r.Finish()
		if err != nil {
			t.Fatal(err)
		}
		for _, run := range f.Runs {
			runs = append(runs, scenarios.Recorded{Title: titles[i], File: f.Header.Program, Trace: run.Trace})
		}
	}
	s := scenarios.Recording("open", titles[0], runs...)
	state := view.NewState(s)
	return &model{s, state, state.Run()}
}

// small is a run of a program whose names would do harm if they were taken for markup.
const small = `{"trace":"overlap","schema":1,"clock":"monotonic","impl":"cpython","version":"3.14.2","program":"own <b>.py"}
{"at":5000000,"kind":"made","task":1,"name":"<img src=x onerror=alert(1)>","parent":0,"argv":[[[1e999]]]}
{"at":5000000,"kind":"running","task":1}
{"at":6000000,"kind":"log","task":1,"text":"</script><script>alert(2)</script>"}
{"at":6000000,"kind":"waiting","task":1,"why":"sleep","for":"","due":36000000,"line":7}
{"at":36000000,"kind":"running","task":1,"line":7}
{"at":36000000,"kind":"done","task":1}
`

// testOpen opens runs of real programs as a reader would: the example, a file, two beside each other, one in a link, one that is kept.
func testOpen(t *testing.T, w *world) {
	example, err := fs.ReadFile(w.pages, "open/bank.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	l := w.visit(t, "/open/")
	l.WaitText("#opened", "The example is shown.")
	l.showsModel(recorded(t, []string{"bank.py"}, string(example)))

	l.Upload("#file", "run.jsonl", []byte(small))
	l.WaitText("#opened", "run.jsonl is shown.")
	one := recorded(t, []string{"own <b>.py"}, small)
	l.showsModel(one)
	l.Click("#opened button") // Undo
	l.WaitText("#opened", "The example is shown.")
	l.showsModel(recorded(t, []string{"bank.py"}, string(example)))
	l.Upload("#file", "run.jsonl", []byte(small))
	l.WaitText("#opened", "run.jsonl is shown.")
	equal(t, "elements from the file", l.Count("#stage img, #stage script"), 0)
	for tab, inside := range map[string]string{"table": view.Table(one.results), "log": view.Log(one.results, view.Picture{}, view.End), "loop": view.Loop(one.results, view.End)} {
		l.Click("#tab-" + tab)
		l.insideIs("#panel-"+tab, inside)
	}
	l.Click("#tab-sequence")
	l.WaitText("#panel-sequence", "own <b>.py")

	l.Click("#copy-link")
	l.WaitText("#opened", "The link to this run is copied")
	l.Click("#beside")
	l.Upload("#file", "run.jsonl", []byte(strings.ReplaceAll(small, "36000000", "21000000")))
	l.WaitText("#opened", "run.jsonl, run.jsonl are shown.")
	l.showsModel(recorded(t, []string{"own <b>.py", "own <b>.py (2)"}, small, strings.ReplaceAll(small, "36000000", "21000000")))
	l.Reload()
	l.WaitFor(ready)
	l.WaitText("#opened", "The run in the link is shown.")
	l.showsModel(one)

	browser.Eval[bool](l.Page, twoInOneBreath)
	l.WaitText("#opened", "second.jsonl is shown.")

	l.keepsRun(one)
	for _, form := range []string{"jsonl", "perfetto.json"} {
		name, content := l.export(form)
		equal(t, "name", name, "open."+form)
		l.Upload("#file", "again."+form, content)
		l.WaitText("#opened", "again."+form+" is shown.")
	}
}

// twoInOneBreath chooses a file while another is opened.
const twoInOneBreath = `["first.jsonl", "second.jsonl"].every((name) => {
	const field = document.querySelector("#file"), chosen = new DataTransfer();
	chosen.items.add(new File([` + "String.raw`" + small + "`" + `], name));
	field.files = chosen.files;
	return field.dispatchEvent(new Event("change", { bubbles: true }));
})`

// keepsRun saves the run that is shown, finds it again, and forgets it, which another tab sees.
func (l *learner) keepsRun(one *model) {
	l.t.Helper()
	l.Type("#keep-name", "mine")
	l.Press("Enter")
	l.WaitText("#opened", "Saved as “mine”, in this browser.")
	l.open("/open/?again")
	l.WaitText("#opened", "The example is shown.")
	l.Click(`[aria-label="Show mine"]`)
	l.WaitText("#opened", "mine is shown.")
	l.showsModel(one)
	l.Click(`[aria-label="Forget mine"]`)
	l.WaitFor(`document.querySelector("#kept-runs").childElementCount === 0`)
	l.Click("#opened button")
	l.WaitText("#opened", "mine is saved again.")
	other := &learner{l.Sibling(), l.t, l.site}
	other.open("/open/?other")
	other.WaitFor(`document.querySelector("#kept-runs").childElementCount === 1`)
	l.Click(`[aria-label="Forget mine"]`)
	other.WaitFor(`document.querySelector("#kept-runs").childElementCount === 0`)
}

// testOpenRefused opens what is no run: the page says in a line what is wrong, and goes on to show what it showed.
func testOpenRefused(t *testing.T, w *world) {
	l := w.visit(t, "/open/")
	l.WaitText("#opened", "The example is shown.")
	for file, why := range map[string]string{
		"a picture\n": "line 1: this is no trace of overlap",
		strings.Replace(small, `"schema":1`, `"schema":2`, 1):                                 "line 1: a newer overlap has made it, with schema 2: this one reads schema 1",
		strings.Replace(small, `"at":36000000`, `"at":1`+strings.Repeat("0", 300), 1):         "line 6: at is 1000000000000000000000000000000000000000…: 0 to 9007199254740992 are allowed",
		small + `{"x":` + strings.Repeat("[", 100_000) + "\n":                                 "line 8: it is nested deeper than 32 lists and objects",
		strings.Replace(small, `"kind":"running","task":1}`, `"kind":"running","task":9}`, 1): "line 3: running: task 9 was not made",
		small[:len(small)-9]: "line 7: it is cut short: the file ends in the middle of it",
	} {
		l.Upload("#file", "bad.jsonl", []byte(file))
		l.WaitText("#opened", "bad.jsonl cannot be shown: "+why)
	}
	l.WaitText("#score", "453 ms")
	l.open("/open/?link#trace=AAAA")
	l.WaitText("#opened", "The run in the link cannot be shown")
	l.open("/open/?link#file=https://example.org/run.jsonl")
	l.WaitText("#opened", "the link names a file of another site")
	l.Problems()
}

// testOpenWithoutExample comes while the server has no example: the page says so, and opens a file all the same.
func testOpenWithoutExample(t *testing.T, w *world) {
	l := w.ownServer(t, func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if strings.HasSuffix(r.URL.Path, ".jsonl") {
				http.NotFound(w, r)
				return
			}
			next.ServeHTTP(w, r)
		})
	})
	l.Open(l.site + "/open/")
	l.WaitText("#opened", "The example cannot be fetched: its picture is all there is of it. Files can be opened.")
	l.Upload("#file", "run.jsonl", []byte(small))
	l.WaitText("#opened", "run.jsonl is shown.")
	l.WaitFor(ready)
	l.showsModel(recorded(t, []string{"own <b>.py"}, small))
	l.Problems() // that the example is not there
}

// testOpenLong opens a file of a million records: the page keeps the first of them, and answers while it reads.
func testOpenLong(t *testing.T, w *world) {
	var b strings.Builder
	b.WriteString(`{"trace":"overlap","schema":1,"program":"long.py"}` + "\n" + `{"at":0,"kind":"made","task":1,"name":"main"}` + "\n" + `{"at":0,"kind":"running","task":1}` + "\n")
	const records = 1_000_000
	for n := 2; n < records; n++ {
		b.WriteString(`{"at":` + strconv.Itoa(n) + `,"kind":"mark","task":1,"text":"step"}` + "\n")
	}
	l := w.visit(t, "/open/")
	l.WaitText("#opened", "The example is shown.")
	browser.Eval[*int](l.Page, `(window.turns = 0, setInterval(() => window.turns++, 20), 0)`)
	l.Upload("#file", "long.jsonl", []byte(b.String()))
	l.WaitText("#opened", "Reading long.jsonl")
	l.WaitText("#opened", "long.jsonl is shown. Of long.jsonl these are the first 300,000 records: 700,000 more have no room in a page. In a terminal “overlap trace long.jsonl” draws 2,000,000.")
	if turns := browser.Eval[int](l.Page, `window.turns`); turns < 10 {
		t.Errorf("the page answered %d times while it read", turns)
	}
	l.Click("#tab-log")
	l.WaitText("#panel-log", "too many records in the file: 700,000 more are left out")
}
