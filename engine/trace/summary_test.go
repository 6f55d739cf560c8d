package trace_test

import (
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"overlap/engine/trace"
)

func itoa(n int) string { return strconv.Itoa(n) }

func TestSummariseLookup(t *testing.T) {
	s := trace.Summarise(lookup().valid(t))
	if s.Total != 250*ms {
		t.Errorf("total %d, want 250 ms", s.Total)
	}
	want := trace.Stats{Records: s.Trace.Len(), Tasks: 6, Connections: 2, PeakConnections: 2, PeakInFlight: 2}
	if d := cmp.Diff(want, s.Stats); d != "" {
		t.Error(d)
	}
	user := s.Task(3)
	if user.Name != "user:2" || user.Parent != 1 || user.Outcome != trace.Done || user.EndedAt != 60*ms || user.Daemon {
		t.Errorf("task 3: %+v", user)
	}
	h := s.Task(6)
	if !h.Daemon || h.Group != "db :9002" || h.LabelAt(0) != "a lookup" || h.LabelAt(-1) != "" {
		t.Errorf("the handler does not have what its server has, or no label: %+v", h)
	}
	messages := []trace.Message{
		{ReceivedAt: 0, Bytes: 11, From: 1, FromTask: 3, ToTask: 5},
		{ReceivedAt: 0, Bytes: 11, From: 2, FromTask: 4, ToTask: 6},
		{SentAt: 60 * ms, ReceivedAt: 60 * ms, Bytes: 4, From: -1, FromTask: 5, ToTask: 3},
		{SentAt: 250 * ms, ReceivedAt: 250 * ms, Bytes: 4, From: -2, FromTask: 6, ToTask: 4},
	}
	if d := cmp.Diff(messages, s.Messages, cmpopts.IgnoreUnexported(trace.Message{})); d != "" {
		t.Error(d)
	}
	conns := []trace.Conn{
		{ID: 1, OpenedBy: 3, AcceptedBy: 5, Address: "db", ClosedAt: 60 * ms},
		{ID: 2, OpenedBy: 4, AcceptedBy: 6, Address: "db", ClosedAt: 250 * ms},
	}
	if d := cmp.Diff(conns, s.Conns); d != "" {
		t.Error(d)
	}
}

func TestSummariseSpans(t *testing.T) {
	s := &story{}
	s.made(1, 0, "main").runs(1).made(2, 1, "other").sleeps(1, 10) // main sleeps until 10
	s.runs(2).at(30).said(trace.Log, 2, "worked").sleeps(2, 40)    // other keeps the loop until 30
	s.runs(1).ends(1, trace.TaskFailed, "no such user")            // so main is ready from 10 to 30
	sum := trace.Summarise(s.valid(t))
	main := []trace.Span{
		{State: trace.Ready},
		{State: trace.Running, Record: 1, Line: 11},
		{State: trace.Waiting, Why: trace.WhySleep, Record: 3, To: 10 * ms},
		{State: trace.Ready, Record: 3, From: 10 * ms, To: 30 * ms},
		{State: trace.Running, Record: 7, Line: 11, From: 30 * ms, To: 30 * ms},
	}
	if d := cmp.Diff(main, sum.Task(1).Spans); d != "" {
		t.Error(d)
	}
	if e := sum.Task(1); e.Outcome != trace.Failed || e.Error != "no such user" {
		t.Errorf("main %v: %q", e.Outcome, e.Error)
	}
	if e := sum.Task(2); e.Outcome != trace.Unfinished || e.EndedAt != trace.Never {
		t.Errorf("other %v at %d", e.Outcome, e.EndedAt)
	}
	if sum.Stats.Busy != 30*ms || sum.Stats.Stall != (trace.Stall{Task: 2, To: 30 * ms}) {
		t.Errorf("busy %d, stall %+v", sum.Stats.Busy, sum.Stats.Stall)
	}
	if d := cmp.Diff([]trace.Note{{At: 30 * ms, Task: 2, Record: 5, Text: "worked"}}, sum.Logs); d != "" {
		t.Error(d)
	}
}

func TestSleeperOnTimeIsNotReadyFirst(t *testing.T) {
	s := &story{}
	s.made(1, 0, "main").runs(1).sleeps(1, 10).at(10).runs(1).ends(1, trace.TaskDone, "")
	if spans := trace.Summarise(s.valid(t)).Task(1).Spans; len(spans) != 4 {
		t.Errorf("%d spans, want ready, running, waiting, running: %+v", len(spans), spans)
	}
}

// The total is when the last task ends that is no daemon; of a run that is not over it is the present.
func TestTotal(t *testing.T) {
	s := &story{}
	s.made(1, 0, "server").runs(1).daemon(1).sleeps(1, 90).made(2, 0, "main").runs(2).sleeps(2, 50)
	s.at(20).said(trace.Log, 0, "tick")
	if got := trace.Summarise(s.valid(t)).Total; got != 20*ms {
		t.Errorf("total %d while the run goes on, want 20 ms", got)
	}
	s.at(50).runs(2).ends(2, trace.TaskDone, "").at(90).runs(1).ends(1, trace.TaskDone, "")
	if got := trace.Summarise(s.valid(t)).Total; got != 50*ms {
		t.Errorf("total %d, want 50 ms: the server does not count", got)
	}
}

func TestSummariseRandom(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := randomTrace(t, 120)
		s := trace.Summarise(&w.Trace)
		busy := int64(0)
		for i := range s.Tasks {
			busy += checkSpans(t, s, &s.Tasks[i])
		}
		if busy != s.Stats.Busy {
			t.Fatalf("busy %d, the spans have %d", s.Stats.Busy, busy)
		}
		if len(s.Messages) != len(w.sent) {
			t.Fatalf("%d messages, %d were sent", len(s.Messages), len(w.sent))
		}
		for i, p := range w.sent {
			m := s.Messages[i]
			if int(m.FromTask) != p.from || int(m.ToTask) != p.to || m.Bytes != p.bytes || (m.ReceivedAt != trace.Never) != p.got {
				t.Fatalf("message %d is %+v, sent was %+v", i, m, p)
			}
		}
	})
}

// checkSpans fails unless the task's spans cover its life without gaps, and returns how long it ran.
func checkSpans(t *rapid.T, s *trace.Summary, task *trace.Task) (ran int64) {
	at, end := task.MadeAt, task.EndedAt
	if end == trace.Never {
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
