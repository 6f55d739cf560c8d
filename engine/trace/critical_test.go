package trace_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"overlap/engine/trace"
)

// path spells the critical path: "task state-or-reason from-to", times in milliseconds.
func path(s *trace.Summary) []string {
	var list []string
	for _, st := range s.CriticalPath() {
		what := st.State.String()
		if st.State == trace.Waiting {
			what = st.Why.String()
		}
		name := s.Task(st.Task).Name
		list = append(list, name+" "+what+" "+itoa(int(st.From/ms))+"-"+itoa(int(st.To/ms)))
	}
	return list
}

func TestCriticalPathGoesThroughTheServer(t *testing.T) {
	s := trace.Summarise(lookup().valid(t))
	if d := cmp.Diff([]string{"handler sleep 0-250"}, path(s)); d != "" {
		t.Error(d)
	}
	if p := s.CriticalPath(); p[0].Task != 6 {
		t.Errorf("task %d took the time, want 6, which answers product:20", p[0].Task)
	}
}

func TestCriticalPath(t *testing.T) {
	inTurn := &story{}
	inTurn.made(1, 0, "main").runs(1).sleeps(1, 60).at(60).runs(1).sleeps(1, 310).at(310).runs(1).ends(1, trace.TaskDone, "")

	// main waits for a and b; a sleeps 100 and then works 50, during which b becomes ready; b ends last.
	busy := &story{}
	busy.made(1, 0, "main").runs(1).made(2, 1, "a").made(3, 1, "b").waits(1, trace.WhyTask, 3, "b")
	busy.runs(2).sleeps(2, 100).runs(3).sleeps(3, 120)
	busy.at(100).runs(2).at(150).ends(2, trace.TaskDone, "").runs(3).at(155).ends(3, trace.TaskDone, "").ready(1, 3).runs(1)
	busy.ends(1, trace.TaskDone, "")

	// The same message over a network that takes 30 ms each way: the loop wakes the readers.
	remote := &story{}
	remote.made(1, 0, "client").made(2, 0, "server").runs(1).conn(trace.ConnOpened, 1, 1, "db")
	remote.bytes(trace.BytesSent, 1, 1, 5).waits(1, trace.WhyRead, 1, "db")
	remote.runs(2).daemon(2).conn(trace.ConnAccepted, 2, -1, "db").waits(2, trace.WhyRead, -1, "client")
	remote.at(30).ready(2, 0).runs(2).bytes(trace.BytesReceived, 2, -1, 5).sleeps(2, 280)
	remote.at(280).runs(2).bytes(trace.BytesSent, 2, -1, 5).waits(2, trace.WhyRead, -1, "client")
	remote.at(310).ready(1, 0).runs(1).bytes(trace.BytesReceived, 1, 1, 5).ends(1, trace.TaskDone, "")

	// main ends at 50 and what it left behind is cancelled with it: main's own chain decided.
	left := &story{}
	left.made(1, 0, "main").runs(1).made(2, 1, "left").sleeps(1, 50).runs(2).sleeps(2, 900)
	left.at(50).runs(1).ends(1, trace.TaskDone, "").ready(2, 0).runs(2).ends(2, trace.TaskCancelled, "the run is over")

	for name, c := range map[string]struct {
		in   *story
		want []string
	}{
		"in turn":    {inTurn, []string{"main sleep 0-60", "main sleep 60-310"}},
		"busy loop":  {busy, []string{"b sleep 0-120", "b ready 120-150", "b running 150-155"}},
		"remote":     {remote, []string{"server read 0-30", "server sleep 30-280", "client read 280-310"}},
		"left alone": {left, []string{"main sleep 0-50"}},
		"empty":      {&story{}, nil},
	} {
		if d := cmp.Diff(c.want, path(trace.Summarise(c.in.valid(t)))); d != "" {
			t.Errorf("%s: %s", name, d)
		}
	}
}

// The steps follow each other without gaps from the beginning of a task to the end of the run.
func TestCriticalPathRandom(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := trace.Summarise(&randomTrace(t, 120).Trace)
		steps := s.CriticalPath()
		for i, st := range steps {
			if st.From >= st.To || i > 0 && steps[i-1].To != st.From {
				t.Fatalf("step %d is from %d to %d: %+v", i, st.From, st.To, steps)
			}
		}
		if n := len(steps); s.Total > 0 && (n == 0 || steps[n-1].To != s.Total || steps[0].From != 0) {
			t.Fatalf("the path does not reach from 0 to %d: %+v", s.Total, steps)
		}
	})
}
