package view_test

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"overlap/scenarios"
	"overlap/scenarios/all"
	"overlap/site/view"
)

// source and twin return a scenario's two listings. They are read from its folder: under js no package has them.
func source(t *testing.T, s *scenarios.Scenario) string { return text(t, s, ".go") }
func twin(t *testing.T, s *scenarios.Scenario) string   { return text(t, s, ".py") }

func text(t *testing.T, s *scenarios.Scenario, extension string) string {
	t.Helper()
	text, err := os.ReadFile("../../scenarios/" + s.ID + "/" + s.ID + extension)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// at returns the line of a marker.
func at(t *testing.T, text, prefix, name string) int {
	t.Helper()
	for _, m := range scenarios.Markers(text, prefix) {
		if m.Name == name {
			return m.Line
		}
	}
	t.Fatalf("no marker %s%s]", prefix, name)
	return 0
}

func TestLitLines(t *testing.T) {
	s := all.Find("restaurant")
	rs := results(t, s.ID, "variants=concurrent")
	gather, cooking := at(t, source(t, s), "// [", "2"), at(t, source(t, s), "// [", "3")
	lit := view.LitLines(rs, "concurrent", 500*ms)
	want := []view.Lit{{Line: gather, Note: "waiter"}, {Line: cooking, Note: "4 tasks: customer 1, …"}}
	if d := cmp.Diff(want, lit); d != "" {
		t.Error(d)
	}
	want = []view.Lit{{Line: at(t, twin(t, s), "# [", "3"), Note: want[1].Note}, {Line: at(t, twin(t, s), "# [", "2"), Note: "waiter"}}
	lines := view.LitTwin(scenarios.Markers(source(t, s), "// ["), scenarios.Markers(twin(t, s), "# ["), lit)
	if lines[0].Line > lines[1].Line {
		t.Errorf("the twin's lines are out of order: %v", lines)
	}
	if lines[0].Note != want[0].Note {
		lines[0], lines[1] = lines[1], lines[0]
	}
	if d := cmp.Diff(want, lines); d != "" {
		t.Error(d)
	}
	if lit := view.LitLines(rs, "concurrent", view.End); lit != nil {
		t.Errorf("after the end: %v", lit)
	}
}

// A task that could go on but does not is still at the line where it waited: customer 1's dinner is ready while
// the waiter takes customer 2's order.
func TestReadyTasksAreLit(t *testing.T) {
	s := all.Find("restaurant")
	rs := results(t, s.ID, "customers=1=100ms;2=1s&taking=800ms&variants=concurrent")
	want := []view.Lit{{Line: at(t, source(t, s), "// [", "2"), Note: "waiter"}, {Line: at(t, source(t, s), "// [", "3"), Note: "customer 1"}}
	if d := cmp.Diff(want, view.LitLines(rs, "concurrent", 1200*ms)); d != "" {
		t.Error(d)
	}
}

// So is one that works on a thread of its own.
func TestThreadsAreLit(t *testing.T) {
	s := all.Find("mixed")
	rs := results(t, s.ID, "jobs=1&variants=processes")
	lit := view.LitLines(rs, "processes", 230*ms)
	want := view.Lit{Line: at(t, source(t, s), "// [", "2"), Note: "processes 1 job 1"}
	if len(lit) == 0 || lit[0] != want {
		t.Errorf("%v, want %v first", lit, want)
	}
}

// A task that awaits a coroutine in place is at two lines: where it awaits, and where what it awaits waits.
func TestAwaitingLinesAreLit(t *testing.T) {
	s := all.Find("fanout")
	rs := results(t, s.ID, "variants=sequential")
	for at, marker := range map[time.Duration]string{100 * ms: "1", 400 * ms: "2", 700 * ms: "3", 1000 * ms: "4"} {
		lit := map[int]bool{}
		for _, l := range view.LitLines(rs, "sequential", at) {
			lit[l.Line] = true
		}
		for _, m := range scenarios.Markers(source(t, s), "// [") {
			if outer := m.Name <= "4"; outer && lit[m.Line] != (m.Name == marker) {
				t.Errorf("at %v the line of [%s] is lit: %v", at, m.Name, lit[m.Line])
			}
		}
	}
}

// A line outlines bars, and every outlined bar points back at the line.
func TestLinesAndBarsPointAtEachOther(t *testing.T) {
	s := all.Find("fanout")
	rs := results(t, s.ID, "")
	l := view.Layout(rs, view.Picture{}, 880)
	line := func(marker string) int { return at(t, source(t, s), "// [", marker) }
	for y := 0.0; y < l.Height; y += 3 {
		for x := l.Plot.Left; x < l.Plot.Right; x += 5 {
			for _, line := range view.LinesAt(rs, l, x, y) {
				if view.BarsAt(rs, l, line) == "" {
					t.Fatalf("the bar at %v, %v is at line %d, which outlines none", x, y, line)
				}
			}
		}
	}
	// The user is looked up in the cache and then in the database, in one variant at this line.
	if got := strings.Count(view.BarsAt(rs, l, line("1")), "z"); got != 2 {
		t.Errorf("%d bars of the first lookup", got)
	}
	// At this line all wait that ask the cache, twice in each variant, or the database, four times.
	if got := strings.Count(view.BarsAt(rs, l, line("8")), "z"); got != 12 {
		t.Errorf("%d bars of replies", got)
	}
	if bars := view.BarsAt(rs, l, 1); bars != "" {
		t.Errorf("the first line of the file outlines %s", bars)
	}
}
