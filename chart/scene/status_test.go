package scene_test

import (
	"testing"
	"time"

	"overlap/chart/scene"
	"overlap/engine/trace"
	"overlap/engine/trace/summary"
	"overlap/engine/trace/tracetest"
)

// A thing's states are bars of a lane below the tasks, in looks of their tones; the state that the run leaves is seen, too.
func TestStatusLanes(t *testing.T) {
	s := (&tracetest.Story{}).Made(1, 0, "main").Runs(1).Status(1, "breaker", "closed", trace.Good)
	s.Sleeps(1, 60).Until(60).Runs(1).Status(1, "breaker", "half-open", trace.Limited).Status(1, "breaker", "closed", trace.Good)
	s.Sleeps(1, 100).Until(100).Runs(1).Status(1, "breaker", "open", trace.Bad).Ends(1, trace.TaskDone, "")
	sc := scene.Of([]scene.Panel{{Title: "A", Summary: summary.Of(s.Valid(t)), Total: 100 * time.Millisecond}}, scene.View{})
	rows := sc.Strips[0].Rows
	row := rows[len(rows)-1]
	if row.Name != "breaker" || !row.Shared || len(sc.Strips[0].Lanes()) != 0 {
		t.Fatalf("the last row is %q, lanes of resources are %d", row.Name, len(sc.Strips[0].Lanes()))
	}
	want := []scene.Bar{
		{From: 0, To: 60 * time.Millisecond, Label: "closed", Look: scene.InGood},
		{From: 60 * time.Millisecond, To: 100 * time.Millisecond, Label: "closed", Look: scene.InGood, Ref: 1},
		{From: 100 * time.Millisecond, To: 102400 * time.Microsecond, Label: "open", Look: scene.InBad, Ref: 2},
	}
	bars := row.Items[0].Bars
	for i := range bars {
		if len(bars) != len(want) || bars[i] != want[i] {
			t.Fatalf("bars are %v, want %v", bars, want)
		}
	}
	legend := map[string]bool{}
	for _, e := range sc.Legend {
		legend[e.Text] = true
	}
	if !legend["closed"] || !legend["open"] {
		t.Errorf("the legend is %v", sc.Legend)
	}
	said := 0
	for _, e := range sc.EventsAt(100 * time.Millisecond) {
		if e.Kind == scene.ChangesState && e.Text == "breaker → open" {
			said++
		}
	}
	if said != 1 {
		t.Errorf("that the breaker opens is said %d times", said)
	}
}
