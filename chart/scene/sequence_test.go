package scene_test

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"overlap/chart/scene"
	"overlap/engine/trace"
	"overlap/engine/trace/summary"
	"overlap/engine/trace/tracetest"
	"overlap/report"
	"overlap/scenarios"
	"overlap/scenarios/fanout"
	"overlap/scenarios/gather"
)

// told writes arrows as "0s main→user:2 starts", those that stand for several with their number.
func told(e scene.Excerpt) (list []string) {
	kinds := [...]string{scene.Sends: "sends", scene.Connects: "connects", scene.Drops: "drops", scene.Starts: "starts", scene.Ends: "ends",
		scene.Fails: "fails", scene.Stops: "stops", scene.Cancels: "cancels", scene.Wakes: "wakes"}
	for _, a := range e.Shown {
		text := a.At.String() + " " + e.Lines[a.From].Name + "→" + e.Lines[a.To].Name + " " + kinds[a.Kind]
		if a.Text != "" {
			text += " " + a.Text
		}
		if a.Count > 1 {
			text += " ×" + strconv.Itoa(a.Count)
		}
		list = append(list, text)
	}
	return list
}

func sequence(t *testing.T, s *scenarios.Scenario, variant string, room int, settings ...string) *scene.Sequence {
	t.Helper()
	in := s.New()
	for i := 0; i < len(settings); i += 2 {
		if err := in.Set(settings[i], settings[i+1]); err != nil {
			t.Fatal(err)
		}
	}
	rs := in.RunAll(scenarios.Options{})
	for i, r := range rs.List {
		if r.Variant.Name == variant {
			return report.Panels(rs)[i].Sequence(room, 0)
		}
	}
	t.Fatal("no variant " + variant)
	return nil
}

func equalLines(t *testing.T, got []string, want ...string) {
	t.Helper()
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

var whole = scene.Window{At: -1, Arrows: 100, Lines: 100}

// A lookup is started, asks the service and is answered; the service's tasks are one lifeline.
func TestSequence(t *testing.T) {
	p := scene.Panel{Summary: summary.Of(tracetest.Lookup().Valid(t)), Total: 250 * time.Millisecond}
	equalLines(t, told(p.Sequence(9, 0).Excerpt(whole)),
		"0s main→user:2 starts", "0s main→product:20 starts", "0s user:2→db :9002 sends", "0s product:20→db :9002 sends",
		"60ms db :9002→user:2 sends", "60ms user:2→main ends", "250ms db :9002→product:20 sends", "250ms product:20→main ends")
	equalLines(t, told(p.Sequence(9, 4).Excerpt(whole)),
		"0s main→product:20 starts", "0s product:20→db :9002 sends", "250ms db :9002→product:20 sends", "250ms product:20→main ends")
}

// Dropped requests are seen, and the tries that follow; a crowd of clients is one lifeline, and what they do at once one arrow.
func TestSequenceOfACrowd(t *testing.T) {
	q := sequence(t, fanout.Scenario, "concurrent", 8, "clients", "30", "backlog", "5")
	e := q.Excerpt(scene.Window{At: -1, Arrows: 3, Lines: 9})
	equalLines(t, told(e), "0s main→client 1…30 starts ×30", "0s client 1…30→api :9000 sends ×7", "0s client 1…30→api :9000 drops SYN dropped ×23")
	if e.Before != 0 || e.After != len(q.Arrows)-3 || e.Others != 0 {
		t.Errorf("%d before, %d after, %d others are left out of %d", e.Before, e.After, e.Others, len(q.Arrows))
	}
	later := q.Excerpt(scene.Window{From: time.Second, To: 1100 * time.Millisecond, At: -1, Arrows: 3, Lines: 9})
	equalLines(t, told(later)[:1], "1s client 1…30→api :9000 connects ×7")
	page := q.Excerpt(scene.Window{At: time.Second, Arrows: 3, Lines: 9})
	if page.Before == 0 || page.Shown[0].At > time.Second || page.Before+3+page.After != len(q.Arrows) {
		t.Errorf("at 1 s, %d arrows are before those from %v on", page.Before, page.Shown[0].At)
	}
	narrow := q.Excerpt(scene.Window{At: -1, Arrows: 20, Lines: 2})
	if len(narrow.Columns) != 2 || narrow.Others == 0 || len(narrow.Shown)+narrow.Others != 20 {
		t.Errorf("with room for two, there are %d lifelines, %d arrows, and %d left out", len(narrow.Columns), len(narrow.Shown), narrow.Others)
	}
}

// A task that fails in a nursery ends the others, which is seen.
func TestSequenceOfCancellations(t *testing.T) {
	kinds := map[scene.ArrowKind]int{}
	for _, a := range sequence(t, gather.Scenario, "nursery", 9).Arrows {
		kinds[a.Kind]++
	}
	if kinds[scene.Starts] != 3 || kinds[scene.Fails] != 1 || kinds[scene.Cancels] != 2 || kinds[scene.Stops] != 2 || len(kinds) != 4 {
		t.Errorf("kinds of arrows: %v", kinds)
	}
}

// What one task does that another waits for is an arrow; what nobody reads is a message that is lost.
func TestSequenceWithoutNetwork(t *testing.T) {
	s := (&tracetest.Story{}).Made(1, 0, "main").Runs(1).Made(2, 1, "other").Waits(1, trace.WhyEvent, 0, "go")
	s.Runs(2).Ready(1, 2).Conn(trace.ConnOpened, 2, 1, "db").Bytes(trace.BytesSent, 2, 1, 9).Ends(2, trace.TaskDone, "")
	s.Runs(1).Ends(1, trace.TaskDone, "")
	p := scene.Panel{Summary: summary.Of(s.Valid(t))}
	q := p.Sequence(9, 0)
	equalLines(t, told(q.Excerpt(whole)), "0s main→other starts", "0s other→main wakes go", "0s other→db sends")
	if last := q.Arrows[len(q.Arrows)-1]; !last.Lost() || last.Bytes != 9 {
		t.Errorf("the message is %+v", last)
	}
}

// However much happens, a sequence has an end.
func TestSequenceIsBounded(t *testing.T) {
	p := scene.Panel{Summary: summary.Of(tracetest.Large(200_000))}
	if q := p.Sequence(9, 0); len(q.Arrows) > 20_000 || q.Cut != (len(q.Arrows) == 20_000) {
		t.Errorf("%d arrows, cut %v", len(q.Arrows), q.Cut)
	}
}
