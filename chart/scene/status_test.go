package scene_test

import (
	"strings"
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

// What a thing was for no time has no bar, at the end of the run neither.
func TestStatusOfNoTime(t *testing.T) {
	s := (&tracetest.Story{}).Made(1, 0, "main").Runs(1).Status(1, "delay", "kept", trace.Good)
	s.Sleeps(1, 100).Until(100).Runs(1).Status(1, "delay", "late", trace.Limited).Status(1, "delay", "too early", trace.Bad).Ends(1, trace.TaskDone, "")
	rows := scene.Of([]scene.Panel{{Title: "A", Summary: summary.Of(s.Valid(t)), Total: 100 * time.Millisecond}}, scene.View{}).Strips[0].Rows
	var labels []string
	for _, b := range rows[len(rows)-1].Items[0].Bars {
		labels = append(labels, b.Label)
	}
	if got := strings.Join(labels, ", "); got != "kept, too early" {
		t.Errorf("it was %s; want kept, too early", got)
	}
}

// A server whose client is silent has a row, in which nothing happens until the server notes that.
func TestSilentClient(t *testing.T) {
	s := (&tracetest.Story{}).Made(1, 0, "server").Made(2, 0, "client").Runs(1).Daemon(1).Said(trace.TaskGrouped, 1, "echo").Made(3, 1, "handler").Waits(1, trace.WhyAccept, 0, "echo")
	s.Runs(2).Conn(trace.ConnOpened, 2, 1, "echo").Waits(2, trace.WhyRead, 1, "echo")
	s.Runs(3).Conn(trace.ConnAccepted, 3, -1, "echo").Waits(3, trace.WhyRead, -1, "client")
	s.Until(100).Ready(3, 0).Runs(3).Said(trace.Mark, 3, "silent for too long").Ends(3, trace.TaskDone, "").Ready(2, 3).Runs(2).Ends(2, trace.TaskDone, "")
	sc := scene.Of([]scene.Panel{{Title: "A", Summary: summary.Of(s.Valid(t)), Total: 100 * time.Millisecond}}, scene.View{})
	rows := sc.Strips[0].Rows
	if len(rows) != 2 || rows[1].Name != "echo" || len(rows[1].Items) != 1 {
		t.Fatalf("rows are %v", rows)
	}
	it := rows[1].Items[0]
	if it.From != 0 || it.To != 100*time.Millisecond || it.Bars[0].Look != scene.Thin || it.Marks[0].Text != "silent for too long" {
		t.Errorf("its row has %+v", it)
	}
}
