package summary_test

import (
	"slices"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"overlap/engine/trace"
	"overlap/engine/trace/summary"
	"overlap/engine/trace/tracetest"
)

func TestAtInstantLookup(t *testing.T) {
	s := summary.Of(tracetest.Lookup().Valid(t))
	in := s.AtInstant(100 * tracetest.MS)
	if in.Running != 0 || len(in.Ready) != 0 {
		t.Errorf("at 100 ms task %d runs, %v are ready", in.Running, in.Ready)
	}
	want := []summary.Wait{
		{Task: 1, Since: 60 * tracetest.MS, Due: summary.Never, Ref: 4, Why: trace.WhyTask, Line: 21, Text: "product:20"},
		{Task: 2, Due: summary.Never, Why: trace.WhyAccept, Line: 22, Text: "db"},
		{Task: 4, Due: summary.Never, Ref: 2, Why: trace.WhyRead, Line: 24, Text: "db"},
		{Task: 6, Due: 250 * tracetest.MS, Why: trace.WhySleep},
	}
	if d := cmp.Diff(want, in.Waiting); d != "" {
		t.Error(d)
	}
	if before := s.AtInstant(-1); before.Record != -1 || len(before.Waiting) != 0 {
		t.Errorf("before the run: %+v", before)
	}
	if after := s.AtInstant(1 << 60); len(after.Waiting) != 1 || after.Waiting[0].Task != 2 {
		t.Errorf("only the server still waits after the run, got %+v", after)
	}
}

func TestTimersSoonestFirst(t *testing.T) {
	s := &tracetest.Story{}
	s.Made(1, 0, "a").Made(2, 0, "b").Made(3, 0, "c").Made(4, 0, "d")
	s.Runs(1).Sleeps(1, 30).Runs(2).Sleeps(2, 10).Runs(3).Waits(3, trace.WhyEvent, 0, "bell").Runs(4).Sleeps(4, 10)
	var got []trace.TaskID
	for _, w := range summary.Of(s.Valid(t)).AtInstant(0).Timers() {
		got = append(got, w.Task)
	}
	if want := []trace.TaskID{2, 4, 1}; !slices.Equal(got, want) {
		t.Errorf("timers of %v, want %v", got, want)
	}
}

// At 10 ms two sleepers and a woken task are ready, in the order in which they go on.
func TestAtRecordReadyInOrder(t *testing.T) {
	s := &tracetest.Story{}
	s.Made(1, 0, "a").Made(2, 0, "b").Made(3, 0, "c")
	s.Runs(1).Sleeps(1, 10).Runs(2).Sleeps(2, 10).Runs(3).Waits(3, trace.WhyEvent, 0, "bell")
	s.Until(10).Ready(3, 0) // a timer made before the others rings the bell
	s.Runs(3).Ends(3, trace.TaskDone, "").Runs(1).Ends(1, trace.TaskDone, "").Runs(2).Ends(2, trace.TaskDone, "")
	sum := summary.Of(s.Valid(t))
	var got []string
	for i := 9; i < s.Len(); i++ {
		in := sum.AtRecord(i)
		line := "run " + strconv.Itoa(int(in.Running)) + ", ready"
		for _, id := range in.Ready {
			line += " " + strconv.Itoa(int(id))
		}
		got = append(got, line)
	}
	want := []string{
		"run 0, ready 3 1 2", "run 3, ready 1 2", "run 0, ready 1 2", "run 1, ready 2", "run 0, ready 2", "run 2, ready", "run 0, ready",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// A task that is cancelled before it ran stands in the queue until then.
func TestAtRecordReadyUntilCancelled(t *testing.T) {
	s := &tracetest.Story{}
	s.Made(1, 0, "a").Made(2, 0, "b").Made(3, 0, "c").Made(4, 0, "never goes on").Runs(1).Ends(1, trace.TaskDone, "")
	s.Ends(3, trace.TaskCancelled, "").Runs(2)
	if got := summary.Of(s.Valid(t)).AtRecord(3).Ready; !slices.Equal(got, []trace.TaskID{1, 3, 2, 4}) {
		t.Errorf("ready %v, want 1 3 2 4", got)
	}
}

// AtRecord agrees with a replay of the records from the beginning.
func TestAtRecordRandom(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := tracetest.Random(t, 80)
		sum := summary.Of(&w.Trace)
		r := replay{tr: &w.Trace}
		for i, rec := range w.All() {
			r.apply(rec)
			in := sum.AtRecord(i)
			running, ready, waiting := r.look(rec.At)
			got := slices.Clone(in.Ready)
			slices.Sort(got)
			if in.Running != running || !slices.Equal(got, ready) {
				t.Fatalf("after record %d task %d runs and %v are ready, want %d and %v", i, in.Running, got, running, ready)
			}
			if d := cmp.Diff(waiting, in.Waiting); d != "" {
				t.Fatalf("after record %d: %s", i, d)
			}
			if n := i + 1; n == w.Len() || w.At(n).At > rec.At {
				if d := cmp.Diff(in, sum.AtInstant(rec.At)); d != "" {
					t.Fatalf("AtInstant differs from AtRecord at record %d: %s", i, d)
				}
			}
		}
	})
}

// replay keeps each task's last record that changed its state, which is all there is to know.
type replay struct {
	tr   *trace.Trace
	last []trace.Record
}

func (r *replay) apply(rec trace.Record) {
	switch rec.Kind {
	case trace.TaskMade:
		r.last = append(r.last, rec)
	case trace.TaskReady, trace.TaskRunning, trace.TaskWaiting, trace.TaskDone, trace.TaskFailed, trace.TaskCancelled:
		r.last[rec.Task-1] = rec
	}
}

func (r *replay) look(now int64) (running trace.TaskID, ready []trace.TaskID, waiting []summary.Wait) {
	for i, rec := range r.last {
		id := trace.TaskID(i + 1)
		switch {
		case rec.Kind == trace.TaskRunning:
			running = id
		case rec.Kind == trace.TaskMade, rec.Kind == trace.TaskReady, rec.Why == trace.WhySleep && rec.Arg <= now:
			ready = append(ready, id)
		case rec.Kind == trace.TaskWaiting && rec.Why == trace.WhySleep:
			waiting = append(waiting, summary.Wait{Task: id, Since: rec.At, Due: rec.Arg, Why: rec.Why})
		case rec.Kind == trace.TaskWaiting:
			waiting = append(waiting, summary.Wait{Task: id, Since: rec.At, Due: summary.Never, Why: rec.Why, Ref: rec.Ref, Line: rec.Line, Text: r.tr.String(rec.Text)})
		}
	}
	return running, ready, waiting
}
