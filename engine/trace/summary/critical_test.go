package summary_test

import (
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"overlap/engine/trace"
	"overlap/engine/trace/summary"
	"overlap/engine/trace/tracetest"
)

// path spells the critical path: "task state-or-reason from-to", times in milliseconds.
func path(s *summary.Summary) []string {
	var list []string
	for _, st := range s.CriticalPath(s.Total) {
		what := st.State.String()
		if st.State == trace.Waiting {
			what = st.Why.String()
		}
		name := s.Task(st.Task).Name
		list = append(list, name+" "+what+" "+strconv.Itoa(int(st.From/tracetest.MS))+"-"+strconv.Itoa(int(st.To/tracetest.MS)))
	}
	return list
}

func TestCriticalPathGoesThroughTheServer(t *testing.T) {
	s := summary.Of(tracetest.Lookup().Valid(t))
	if d := cmp.Diff([]string{"handler sleep 0-250"}, path(s)); d != "" {
		t.Error(d)
	}
	if p := s.CriticalPath(s.Total); p[0].Task != 6 {
		t.Errorf("task %d took the time, want 6, which answers product:20", p[0].Task)
	}
}

func TestCriticalPath(t *testing.T) {
	inTurn := &tracetest.Story{}
	inTurn.Made(1, 0, "main").Runs(1).Sleeps(1, 60).Until(60).Runs(1).Sleeps(1, 310).Until(310).Runs(1).Ends(1, trace.TaskDone, "")

	// main waits for a and b; a sleeps 100 and then works 50, during which b becomes ready; b ends last.
	busy := &tracetest.Story{}
	busy.Made(1, 0, "main").Runs(1).Made(2, 1, "a").Made(3, 1, "b").Waits(1, trace.WhyTask, 3, "b")
	busy.Runs(2).Sleeps(2, 100).Runs(3).Sleeps(3, 120)
	busy.Until(100).Runs(2).Until(150).Ends(2, trace.TaskDone, "").Runs(3).Until(155).Ends(3, trace.TaskDone, "").Ready(1, 3).Runs(1)
	busy.Ends(1, trace.TaskDone, "")

	// The same message over a network that takes 30 ms each way: the loop wakes the readers.
	remote := &tracetest.Story{}
	remote.Made(1, 0, "client").Made(2, 0, "server").Runs(1).Conn(trace.ConnOpened, 1, 1, "db")
	remote.Bytes(trace.BytesSent, 1, 1, 5).Waits(1, trace.WhyRead, 1, "db")
	remote.Runs(2).Daemon(2).Conn(trace.ConnAccepted, 2, -1, "db").Waits(2, trace.WhyRead, -1, "client")
	remote.Until(30).Ready(2, 0).Runs(2).Bytes(trace.BytesReceived, 2, -1, 5).Sleeps(2, 280)
	remote.Until(280).Runs(2).Bytes(trace.BytesSent, 2, -1, 5).Waits(2, trace.WhyRead, -1, "client")
	remote.Until(310).Ready(1, 0).Runs(1).Bytes(trace.BytesReceived, 1, 1, 5).Ends(1, trace.TaskDone, "")

	// main ends at 50 and what it left behind is cancelled with it: main's own chain decided.
	left := &tracetest.Story{}
	left.Made(1, 0, "main").Runs(1).Made(2, 1, "left").Sleeps(1, 50).Runs(2).Sleeps(2, 900)
	left.Until(50).Runs(1).Ends(1, trace.TaskDone, "").Ready(2, 0).Runs(2).Ends(2, trace.TaskCancelled, "the run is over")

	for name, c := range map[string]struct {
		in   *tracetest.Story
		want []string
	}{
		"in turn":    {inTurn, []string{"main sleep 0-60", "main sleep 60-310"}},
		"busy loop":  {busy, []string{"b sleep 0-120", "b ready 120-150", "b running 150-155"}},
		"remote":     {remote, []string{"server read 0-30", "server sleep 30-280", "client read 280-310"}},
		"left alone": {left, []string{"main sleep 0-50"}},
		"empty":      {&tracetest.Story{}, nil},
	} {
		if d := cmp.Diff(c.want, path(summary.Of(c.in.Valid(t)))); d != "" {
			t.Errorf("%s: %s", name, d)
		}
	}
}

// The steps follow each other without gaps from the beginning of a task to the end of the run.
func TestCriticalPathRandom(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := summary.Of(&tracetest.Random(t, 120).Trace)
		steps := s.CriticalPath(s.Total)
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
