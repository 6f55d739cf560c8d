package summary_test

import (
	"testing"

	"overlap/engine/trace"
	"overlap/engine/trace/summary"
	"overlap/engine/trace/tracetest"
)

// A thing has one state from an instant to the next, or to the end of the run.
func TestStatuses(t *testing.T) {
	s := (&tracetest.Story{}).Made(1, 0, "main").Runs(1)
	s.Status(1, "breaker", "closed", trace.Good).Status(1, "bucket", "3 left", trace.Good)
	s.Until(3).Status(1, "breaker", "closed", trace.Good)
	s.Until(5).Status(1, "breaker", "half-open", trace.Limited).Status(1, "breaker", "open", trace.Bad)
	s.Until(9).Ends(1, trace.TaskDone, "")
	type state struct {
		from, to int64
		of, text string
		tone     trace.Tone
	}
	const ms = 1_000_000
	want := []state{{0, 5 * ms, "breaker", "closed", trace.Good}, {0, 9 * ms, "bucket", "3 left", trace.Good}, {5 * ms, 5 * ms, "breaker", "half-open", trace.Limited}, {5 * ms, 9 * ms, "breaker", "open", trace.Bad}}
	got := summary.Of(s.Valid(t)).Statuses
	if len(got) != len(want) {
		t.Fatalf("%d states: %v", len(got), got)
	}
	for i, x := range got {
		if (state{x.From, x.To, x.Of, x.Text, x.Tone}) != want[i] || x.Task != 1 {
			t.Errorf("state %d is %v, want %v", i, x, want[i])
		}
	}
}
