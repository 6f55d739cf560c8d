package view_test

import (
	"strings"
	"testing"

	"overlap/chart/svg"
	"overlap/scenarios"
	"overlap/scenarios/all"
	"overlap/site/view"
)

// refTo returns the name of a variant's task.
func refTo(t *testing.T, rs *scenarios.Results, variant, task string) view.TaskRef {
	t.Helper()
	for _, k := range rs.Of(variant).Summary().Tasks {
		if k.Name == task {
			return view.TaskRef{Variant: variant, Task: k.ID}
		}
	}
	t.Fatalf("%s has no task %q", variant, task)
	return view.TaskRef{}
}

// followed returns what the panel about a task says.
func followed(t *testing.T, rs *scenarios.Results, ref view.TaskRef) (html, text string) {
	t.Helper()
	html = view.Followed(rs, view.Layout(rs, view.Picture{}, 880), ref)
	return html, visibleText(html)
}

func TestFollowed(t *testing.T) {
	rs := results(t, "race", "")
	ref := refTo(t, rs, "lock", "task 3")
	html, text := followed(t, rs, ref)
	const want = "task 3 A lock around all of it × From 0 s to 30 ms (30 ms), then done. 20 ms waits for lock, woken by task 2 in the code 10 ms waits for time to pass in the code ‹ task 2 task 4 ›"
	if text != want {
		t.Errorf("it says\n%q, want\n%q", text, want)
	}
	mustContain(t, html, `data-task="`+refTo(t, rs, "lock", "task 2").String()+`">task 2</button>`, `data-at="20000000">10 ms</button>`)

	rs = fanout(t, "")
	_, text = followed(t, rs, refTo(t, rs, "concurrent", "client 1"))
	mustContain(t, text, "310 ms waits for a reply from api, woken by api request 1", "1 connection to api, from 0 s to 310 ms")

	rs = results(t, "gather", "")
	_, text = followed(t, rs, refTo(t, rs, rs.List[0].Variant.Name, "A"))
	mustContain(t, text, "then failed: ")

	_, text = followed(t, rs, view.TaskRef{Variant: rs.List[0].Variant.Name, Task: 99})
	mustContain(t, text, "has no task "+rs.List[0].Variant.Name+".99")
}

// Nothing that is said of a task came before the program began, and no error says once more that it failed.
func TestFollowedOfEveryScenario(t *testing.T) {
	const most = 50 // tasks of a variant
	for _, s := range everyScenario() {
		rs := view.Run(s.New(), 0)
		for panel, r := range rs.List {
			tasks := r.Summary().Tasks
			for i := range tasks[:min(len(tasks), most)] {
				_, text := followed(t, rs, view.RefOf(rs, panel, tasks[i].ID))
				if strings.Contains(text, "rom −") || strings.Contains(text, "failed: failed") {
					t.Errorf("%s, %s: %s", s.ID, r.Variant.Title, text)
				}
			}
		}
	}
}

// Who waits for ever is not said to have been woken.
func TestFollowedForEver(t *testing.T) {
	rs := results(t, "deadlock", "")
	_, text := followed(t, rs, refTo(t, rs, "forever", "A"))
	mustContain(t, text, "and it did not end", "for ever")
}

// The buttons lead through all tasks that are drawn and back.
func TestNeighbours(t *testing.T) {
	for _, s := range everyScenario() {
		rs := view.Run(s.New(), 0)
		l := view.Layout(rs, view.Picture{}, 880)
		spot, ok := l.HitAt(&svg.Spot{})
		if !ok || spot.Hold != nil {
			continue // nothing is drawn in the first panel
		}
		panel, id, n, tasks := spot.Panel, spot.Task, 0, 0
		for _, r := range rs.List {
			tasks += len(r.Summary().Tasks)
		}
		for {
			p, next, ok := l.Neighbour(panel, id, true)
			if !ok {
				break
			}
			if bp, back, ok := l.Neighbour(p, next, false); !ok || bp != panel || back != id {
				t.Fatalf("%s: from task %d on and back leads to %d", s.ID, id, back)
			}
			if panel, id, n = p, next, n+1; n > tasks {
				t.Fatalf("%s: the tasks have no last one", s.ID)
			}
		}
		if panel != len(rs.List)-1 && len(l.Strips[panel+1].Rows) > 0 {
			t.Errorf("%s: the last task is in panel %d of %d", s.ID, panel, len(rs.List))
		}
	}
}

func TestTaskRef(t *testing.T) {
	for text, want := range map[string]bool{"concurrent.5": true, "a.b.7": true, "": false, "concurrent": false, ".5": false, "concurrent.0": false, "concurrent.-1": false, "concurrent.99999999999": false} {
		if ref, ok := view.ParseTaskRef(text); ok != want || ok && ref.String() != text {
			t.Errorf("%q: %v %v", text, ref, ok)
		}
	}
}

func TestCritical(t *testing.T) {
	for _, c := range []struct{ id, query, want string }{
		{"fanout", "variants=concurrent", "Concurrent 310 ms = 60 ms cache user:2 + 250 ms db product:20"},
		{"fanout", "variants=sequential", "Sequential 1.12 s = 1 s db :9002 (4 steps) + 120 ms cache :9001 (2 steps)"},
		{"echo", "clients=1000&variants=single", "One thread, one client at a time 1 min 40 s = 1 min 40 s echo :9090 (1,000 steps) + 4 shorter"},
		{"race", "variants=lock", "A lock around all of it 100 ms = 100 ms tasks (10 steps)"},
	} {
		rs := results(t, c.id, c.query)
		if got := visibleText(view.Critical(rs, view.CriticalPaths(rs), false)); got != c.want {
			t.Errorf("%s?%s: %q, want %q", c.id, c.query, got, c.want)
		}
	}
}

// The steps of a path add up to the total, in every scenario.
func TestCriticalPathsAddUp(t *testing.T) {
	for _, s := range everyScenario() {
		rs := view.Run(s.New(), 0)
		for i, path := range view.CriticalPaths(rs) {
			sum := int64(0)
			for _, step := range path {
				sum += step.Len()
			}
			if r := rs.List[i]; r.Err == nil && sum != int64(r.Total) {
				t.Errorf("%s, %s: %d of %d", s.ID, r.Variant.Name, sum, r.Total)
			}
		}
	}
}

// The picture marks what the reader asked for, and nothing else.
func TestOverlay(t *testing.T) {
	rs := results(t, "race", "variants=lock")
	l := view.Layout(rs, view.Picture{}, 880)
	st, _ := view.ParseState(all.Find("race"), "")
	if got := view.Overlay(rs, l, st, nil, nil); got != "" {
		t.Errorf("nothing was asked for: %q", got)
	}
	st.Wakes = true
	if heads := strings.Count(view.Overlay(rs, l, st, nil, nil), "z"); heads != 9 {
		t.Errorf("%d arrows for nine who were woken by who had the lock", heads)
	}
	st.Follow = refTo(t, rs, "lock", "task 3")
	got := view.Overlay(rs, l, st, nil, nil)
	if heads := strings.Count(got[strings.Index(got, "chart-wake"):], "z"); heads != 2 {
		t.Errorf("%d arrows at a task that was woken and woke another", heads)
	}
	mustContain(t, got, `class="chart-fade"`)
	st = view.State{Critical: true}
	mustContain(t, view.Overlay(rs, l, st, view.CriticalPaths(rs), nil), `class="chart-critical"`)
}

// Of more arrows than can be told apart the picture has some, and says of how many.
func TestSomeArrows(t *testing.T) {
	rs := results(t, "streaming", "")
	l := view.Layout(rs, view.Picture{}, 880)
	got := view.Overlay(rs, l, view.State{Wakes: true}, nil, nil)
	arrows, notes, _ := strings.Cut(got[strings.Index(got, "chart-wake"):], "<text")
	if heads, said := strings.Count(arrows, "z"), strings.Count(notes, ">40 of 100 arrows<"); heads != 2*40 || said != 2 {
		t.Errorf("%d arrows, and %d panels say of how many: %s", heads, said, notes)
	}
}
