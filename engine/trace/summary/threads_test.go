package summary_test

import (
	"slices"
	"testing"

	"overlap/engine/trace"
	"overlap/engine/trace/summary"
	"overlap/engine/trace/tracetest"
)

func TestHoldsAreALane(t *testing.T) {
	sum := summary.Of(tracetest.Shift().Valid(t))
	want := []summary.Hold{
		{From: 0, To: 5 * tracetest.MS, Ref: tracetest.GIL, Name: "GIL"}, {From: 5 * tracetest.MS, To: 10 * tracetest.MS, Ref: tracetest.GIL, Task: 2, Name: "GIL"},
		{From: 10 * tracetest.MS, To: 15 * tracetest.MS, Ref: tracetest.GIL, Name: "GIL"},
	}
	if !slices.Equal(sum.Holds, want) {
		t.Errorf("got %+v, want %+v", sum.Holds, want)
	}
}

// The loop is busy for as long as it has the processor, and stalled for as long as its task does not wait.
func TestThreadsKeepNoLoopBusy(t *testing.T) {
	sum := summary.Of(tracetest.Shift().Valid(t))
	if st := sum.Stats; st.Busy != 10*tracetest.MS || st.Stall != (summary.Stall{Task: 1, To: 15 * tracetest.MS}) || st.PeakInFlight != 1 {
		t.Errorf("%+v", st)
	}
	if in := sum.AtInstant(7 * tracetest.MS); in.Running != 0 || !slices.Equal(in.Threads, []trace.TaskID{2}) || len(in.Waiting) != 1 {
		t.Errorf("at 7 ms: %+v", in)
	}
}

// Who goes over to another thing in the middle of its work has a span for each, and kept the loop with both.
func TestWorkOnAnotherThingIsAnotherSpan(t *testing.T) {
	label := func(s *tracetest.Story, text string) *tracetest.Story {
		return s.Add(trace.Record{Kind: trace.TaskLabelled, Task: 1, Text: s.Intern(text)})
	}
	s := label((&tracetest.Story{}).Made(1, 0, "main").Runs(1), "job 1")
	label(label(s.Until(5), "job 2").Until(7), "job 2")
	s.Until(9).Ends(1, trace.TaskDone, "")
	sum := summary.Of(s.Valid(t))
	var got []int64
	for _, sp := range sum.Tasks[0].Spans {
		if sp.State == trace.Running {
			got = append(got, sp.From, sp.To)
		}
	}
	if want := []int64{0, 5 * tracetest.MS, 5 * tracetest.MS, 9 * tracetest.MS}; !slices.Equal(got, want) {
		t.Errorf("running %v, want %v", got, want)
	}
	if st := sum.Stats; st.Busy != 9*tracetest.MS || st.Stall != (summary.Stall{Task: 1, To: 9 * tracetest.MS}) {
		t.Errorf("%+v", st)
	}
}

// Who waits for a lock learns who held it when the wait began, however long ago it was taken.
func TestHolderOfALock(t *testing.T) {
	s := (&tracetest.Story{}).Made(1, 0, "main").Made(2, 0, "other").Runs(1).Acquired(1)
	s.Waits(1, trace.WhySleep, 0, "").Until(2).Runs(2).Waits(2, trace.WhyLock, tracetest.GIL, "lock")
	s.Until(5).Runs(1).Released(1).Ready(2, 1).Ends(1, trace.TaskDone, "").Runs(2).Acquired(2).Waits(2, trace.WhyLock, tracetest.GIL+1, "another")
	sum := summary.Of(&s.Trace)
	var got []string
	for _, span := range sum.Task(2).Spans {
		if by := sum.Holder(&span, 2); by != nil {
			got = append(got, by.Name)
		}
	}
	if !slices.Equal(got, []string{"main"}) {
		t.Errorf("holders %v", got)
	}
}
