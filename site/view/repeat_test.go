package view_test

import (
	"strings"
	"testing"
	"time"

	"overlap/scenarios/all"
	"overlap/site/view"
)

// What is pinned stands in the address, whatever else that says.
func TestPinInAddress(t *testing.T) {
	for query, want := range map[string]string{
		"pin=defaults": "pin=defaults", "pin=": "pin=defaults", "db=400ms&pin=db=1s%26seed=2": "db=400ms&pin=db=1s%26seed=2",
		"pin=at=1s%26tab=log%26db=1s%26pin=defaults": "pin=db=1s", "pin=db=soon": "", "pin=dp=1s": "",
	} {
		st, refused := view.ParseState(all.Find("fanout"), query)
		if got := st.Query(); got != want || (want == "") != (len(refused) == 1) {
			t.Errorf("%s: %s, refused %q", query, got, refused)
		}
	}
}

// A run is compared with the run that was pinned, once that is known.
func TestCompared(t *testing.T) {
	st, _ := view.ParseState(all.Find("fanout"), "db=400ms&seed=7&pin=defaults")
	batch := st.PinnedBatch(view.Pinned{})
	if batch == nil {
		t.Fatal("the pinned run of a link is not made")
	}
	pinned := st.Keep(batch.Finish())
	if st.PinnedBatch(pinned) != nil {
		t.Error("the pinned run is made again")
	}
	st.Costs = "cpython-3.11-asyncio"
	mustContain(t, view.Compared(st, pinned, st.Run()), "seed 0 → 7, Computer “Costs nothing” → “CPython 3.11, asyncio, measured”")
	st.Costs = "pure"
	text := view.Compared(st, pinned, st.Run())
	mustContain(t, text, "Database latency 250 ms → 400 ms, seed 0 → 7")
	mustContain(t, text, "<b>Concurrent</b> 310 ms → 460 ms, 1.48× slower")
	if alone := view.Compared(st.WithPin(true), pinned, st.Run()); strings.Contains(alone, "<li>") {
		t.Errorf("a run is compared with itself: %s", alone)
	}
	if off := view.Compared(st.WithPin(false), pinned, st.Run()); off != "" {
		t.Errorf("a run is compared with none: %s", off)
	}
}

// Many seeds are those of the settings shown, whichever seed the reader is at.
func TestSeedRuns(t *testing.T) {
	st, refused := view.ParseState(all.Find("race"), "tasks=2&spread=1s&seed=7&seeds=100")
	if got := st.Query(); got != "tasks=2&spread=1s&seed=7&seeds=100" || len(refused) > 0 {
		t.Errorf("%s, refused %q", got, refused)
	}
	done := 0
	runs := st.SeedRuns(func() { done++ })
	mustContain(t, runs.Running(), `value="0"`)
	if runs.Are(st) {
		t.Error("the runs are made before they begin")
	}
	for !runs.RunFor(time.Second) {
	}
	other := st
	if other.Seed = 8; done != 100 || !runs.Are(other) {
		t.Errorf("%d runs; with another seed they are made again", done)
	}
	html := runs.Sum(640)
	mustContain(t, html, `<a href="?tasks=2&amp;spread=1s&amp;seed=63">Seed 63 breaks it →</a>`)
	mustContain(t, html, `<b>99 runs</b> <span>No update lost, this time <a href="?tasks=2&amp;spread=1s">seed 0 →</a>`)
	mustContain(t, html, `<b>1 run</b> <span>1 of 2 updates lost <a href="?tasks=2&amp;spread=1s&amp;seed=63">seed 63 →</a>`)
	mustContain(t, html, "half of the times at most")
}

// Where a list of results would leave most of them out, it says how they spread.
func TestSeedsThatAllDifferSpread(t *testing.T) {
	st, _ := view.ParseState(all.Find("gil"), "seeds=100")
	runs := st.SeedRuns(func() {})
	for !runs.RunFor(time.Second) {
	}
	html := runs.Sum(640)
	mustContain(t, html, `<b>100 runs</b> <span>14 to 26 of 40 increments lost <a href="?">seed 0 →</a>`)
	if strings.Contains(html, "something else") {
		t.Error(html)
	}
}

// A curve is that of the settings shown, ends where a run is too long, and is not run again for another value of its own.
func TestCurves(t *testing.T) {
	st, _ := view.ParseState(all.Find("fanout"), "db=400ms")
	var curves view.Curves
	var known []string
	run := func(st view.State) {
		known = nil
		runs := curves.Runs(st, func(name string) bool { return name != "product" }, func(name string) { known = append(known, name) })
		for runs != nil && !runs.RunFor(time.Second) {
		}
	}
	run(st)
	if got := strings.Join(known, " "); got != "cache db clients user backlog" {
		t.Errorf("known are %s", got)
	}
	picture := curves.Picture(st, "db")
	mustContain(t, picture, "Sequential took 120 ms at 0 s and 8.12 s at 2 s. Concurrent took 60 ms at 0 s and 2.06 s at 2 s.")
	mustContain(t, picture, `<path class="chart-here" d="M40 0V26"/>`)
	mustContain(t, curves.Picture(st, "clients"), " at 1 and ", ">not run</span>")
	if strings.Contains(picture, "not run") {
		t.Error("all runs over db are made, and some are said to be left out")
	}
	if strings.Contains(curves.Picture(st, "clients"), "at 1,000") {
		t.Error("a thousand requests are run for a small picture")
	}
	st.Instance.Set("db", "1s")
	if run(st); strings.Contains(strings.Join(known, " "), "db") || len(known) == 0 {
		t.Errorf("with another database, known are %q", known)
	}
	mustContain(t, curves.Picture(st, "db"), `d="M100 0V26"`)
	if curves.Picture(st, "product") != "" {
		t.Error("a curve that nobody wanted is there")
	}
}

// A control whose first run is too long says so in place of a curve.
func TestCurveOfLongRuns(t *testing.T) {
	st, _ := view.ParseState(all.Find("ports"), "requests=40000&every=1.5ms")
	var curves view.Curves
	changed := ""
	for runs := curves.Runs(st, func(name string) bool { return name == "ports" }, func(name string) { changed += name }); !runs.RunFor(time.Second); {
	}
	if picture := curves.Picture(st, "ports"); changed != "ports" || !strings.Contains(picture, ">not run: too long</span>") || strings.Contains(picture, "<svg") {
		t.Errorf("changed is %q, the picture %q", changed, picture)
	}
}

// Curves are found again in the state in which they were run, whatever it says: one that is not would run for ever.
func TestCurvesAreFound(t *testing.T) {
	for _, query := range []string{"", "seed=3&costs=cpython-3.11&db=400ms", "variants=concurrent", "fault=db+refuses"} {
		st, refused := view.ParseState(all.Find("fanout"), query)
		var c view.Curves
		wanted := func(param string) bool { return param == "db" }
		runs := c.Runs(st, wanted, func(string) {})
		for runs != nil && !runs.RunFor(time.Minute) {
		}
		if again := c.Runs(st, wanted, func(string) {}); runs == nil || again != nil || c.Picture(st, "db") == "" {
			t.Errorf("?%s (refused %q): the curve of db is not known after it was run", query, refused)
		}
	}
}
