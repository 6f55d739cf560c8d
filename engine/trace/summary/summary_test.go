package summary_test

import (
	"reflect"
	"testing"
	"unsafe"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"overlap/engine/trace"
	"overlap/engine/trace/summary"
	"overlap/engine/trace/tracetest"
)

func TestSummariseLookup(t *testing.T) {
	s := summary.Of(tracetest.Lookup().Valid(t))
	if s.Total != 250*tracetest.MS {
		t.Errorf("total %d, want 250 ms", s.Total)
	}
	want := summary.Stats{Records: s.Trace.Len(), Tasks: 6, Connections: 2, PeakConnections: 2, PeakInFlight: 2}
	if d := cmp.Diff(want, s.Stats); d != "" {
		t.Error(d)
	}
	user := s.Task(3)
	if user.Name != "user:2" || user.Parent != 1 || user.Outcome != summary.Done || user.EndedAt != 60*tracetest.MS || user.Daemon {
		t.Errorf("task 3: %+v", user)
	}
	h := s.Task(6)
	if !h.Daemon || h.Group != "db :9002" || h.LabelAt(0) != "a lookup" || h.LabelAt(-1) != "" {
		t.Errorf("the handler does not have what its server has, or no label: %+v", h)
	}
	messages := []summary.Message{
		{ReceivedAt: 0, Bytes: 11, From: 1, FromTask: 3, ToTask: 5},
		{ReceivedAt: 0, Bytes: 11, From: 2, FromTask: 4, ToTask: 6},
		{SentAt: 60 * tracetest.MS, ReceivedAt: 60 * tracetest.MS, Bytes: 4, From: -1, FromTask: 5, ToTask: 3},
		{SentAt: 250 * tracetest.MS, ReceivedAt: 250 * tracetest.MS, Bytes: 4, From: -2, FromTask: 6, ToTask: 4},
	}
	if d := cmp.Diff(messages, s.Messages, cmpopts.IgnoreUnexported(summary.Message{})); d != "" {
		t.Error(d)
	}
	conns := []summary.Conn{
		{ID: 1, OpenedBy: 3, AcceptedBy: 5, Address: "db", ClosedAt: 60 * tracetest.MS},
		{ID: 2, OpenedBy: 4, AcceptedBy: 6, Address: "db", ClosedAt: 250 * tracetest.MS},
	}
	if d := cmp.Diff(conns, s.Conns); d != "" {
		t.Error(d)
	}
}

func TestSummariseSpans(t *testing.T) {
	s := &tracetest.Story{}
	s.Made(1, 0, "main").Runs(1).Made(2, 1, "other").Sleeps(1, 10) // main sleeps until 10
	s.Runs(2).Until(30).Said(trace.Log, 2, "worked").Sleeps(2, 40) // other keeps the loop until 30
	s.Runs(1).Ends(1, trace.TaskFailed, "no such user")            // so main is ready from 10 to 30
	sum := summary.Of(s.Valid(t))
	main := []summary.Span{
		{State: trace.Ready},
		{State: trace.Running, Record: 1},
		{State: trace.Waiting, Why: trace.WhySleep, Record: 3, To: 10 * tracetest.MS},
		{State: trace.Ready, Record: 3, From: 10 * tracetest.MS, To: 30 * tracetest.MS},
		{State: trace.Running, Record: 7, From: 30 * tracetest.MS, To: 30 * tracetest.MS},
	}
	if d := cmp.Diff(main, sum.Task(1).Spans); d != "" {
		t.Error(d)
	}
	if running, ready := sum.Line(&main[1]), sum.Line(&main[3]); running != 11 || ready != 0 {
		t.Errorf("running from line %d and ready at %d, want 11 and none", running, ready)
	}
	if e := sum.Task(1); e.Outcome != summary.Failed || e.Error != "no such user" {
		t.Errorf("main %v: %q", e.Outcome, e.Error)
	}
	if e := sum.Task(2); e.Outcome != summary.Unfinished || e.EndedAt != summary.Never {
		t.Errorf("other %v at %d", e.Outcome, e.EndedAt)
	}
	if sum.Stats.Busy != 30*tracetest.MS || sum.Stats.Stall != (summary.Stall{Task: 2, To: 30 * tracetest.MS}) {
		t.Errorf("busy %d, stall %+v", sum.Stats.Busy, sum.Stats.Stall)
	}
	if d := cmp.Diff([]summary.Note{{At: 30 * tracetest.MS, Task: 2, Record: 5, Text: "worked"}}, sum.Logs); d != "" {
		t.Error(d)
	}
}

func TestSleeperOnTimeIsNotReadyFirst(t *testing.T) {
	s := &tracetest.Story{}
	s.Made(1, 0, "main").Runs(1).Sleeps(1, 10).Until(10).Runs(1).Ends(1, trace.TaskDone, "")
	if spans := summary.Of(s.Valid(t)).Task(1).Spans; len(spans) != 4 {
		t.Errorf("%d spans, want ready, running, waiting, running: %+v", len(spans), spans)
	}
}

// The total is when the last task ends that is no daemon; of a run that is not over it is the present.
func TestTotal(t *testing.T) {
	s := &tracetest.Story{}
	s.Made(1, 0, "server").Runs(1).Daemon(1).Sleeps(1, 90).Made(2, 0, "main").Runs(2).Sleeps(2, 50)
	s.Until(20).Said(trace.Log, 0, "tick")
	if got := summary.Of(s.Valid(t)).Total; got != 20*tracetest.MS {
		t.Errorf("total %d while the run goes on, want 20 ms", got)
	}
	s.Until(50).Runs(2).Ends(2, trace.TaskDone, "").Until(90).Runs(1).Ends(1, trace.TaskDone, "")
	if got := summary.Of(s.Valid(t)).Total; got != 50*tracetest.MS {
		t.Errorf("total %d, want 50 ms: the server does not count", got)
	}
}

func TestSummariseRandom(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := tracetest.Random(t, 120)
		s := summary.Of(&w.Trace)
		busy := int64(0)
		for i := range s.Tasks {
			busy += checkSpans(t, s, &s.Tasks[i])
		}
		if busy != s.Stats.Busy {
			t.Fatalf("busy %d, the spans have %d", s.Stats.Busy, busy)
		}
		if len(s.Messages) != len(w.Sent) {
			t.Fatalf("%d messages, %d were sent", len(s.Messages), len(w.Sent))
		}
		for i, p := range w.Sent {
			m := s.Messages[i]
			if int(m.FromTask) != p.From || int(m.ToTask) != p.To || m.Bytes != p.Bytes || (m.ReceivedAt != summary.Never) != p.Got {
				t.Fatalf("message %d is %+v, sent was %+v", i, m, p)
			}
		}
	})
}

// checkSpans fails unless the task's spans cover its life without gaps, and returns how long it ran.
func checkSpans(t *rapid.T, s *summary.Summary, task *summary.Task) (ran int64) {
	at, end := task.MadeAt, task.EndedAt
	if end == summary.Never {
		end = s.Trace.End()
	}
	for _, sp := range task.Spans {
		if sp.From != at || sp.To < sp.From {
			t.Fatalf("task %d: a span from %d to %d after %d", task.ID, sp.From, sp.To, at)
		}
		if sp.State == trace.Running {
			ran += sp.Len()
		}
		at = sp.To
	}
	if at != end {
		t.Fatalf("task %d: its spans end at %d, it at %d", task.ID, at, end)
	}
	return ran
}

// A run can have a million spans.
func TestSpanSize(t *testing.T) {
	if size := unsafe.Sizeof(summary.Span{}); size != 32 {
		t.Errorf("a span takes %d bytes, want 32", size)
	}
}

// TestSummariesShareRoom: summaries that are made one after another in the same room are those that are made alone, and stay so.
func TestSummariesShareRoom(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		room := &summary.Room{}
		var list []*summary.Summary
		for range 3 {
			tr := &tracetest.Random(t, rapid.IntRange(0, 200).Draw(t, "steps")).Trace
			b := summary.NewBuilder(tr, room)
			for !b.Add(100) {
			}
			list = append(list, b.Summary())
		}
		for i, got := range list {
			if !reflect.DeepEqual(got, summary.Of(got.Trace)) {
				t.Errorf("summary %d is another in room that was used before", i)
			}
		}
	})
}
