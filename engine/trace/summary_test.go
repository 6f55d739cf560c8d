package trace_test

import (
	"slices"
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
		{ReceivedAt: 0, Bytes: 11, Conn: 1, FromTask: 3, ToTask: 5},
		{ReceivedAt: 0, Bytes: 11, Conn: 2, FromTask: 4, ToTask: 6},
		{SentAt: 60 * ms, ReceivedAt: 60 * ms, Bytes: 4, Conn: 1, FromTask: 5, ToTask: 3},
		{SentAt: 250 * ms, ReceivedAt: 250 * ms, Bytes: 4, Conn: 2, FromTask: 6, ToTask: 4},
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

// Three permits for ten jobs of 100 ms: those that wait for a permit are not in flight, and jobs that begin
// in the instant in which others end do not overlap with them.
func TestPeakInFlight(t *testing.T) {
	const jobs, permits = 10, 3
	s := &story{}
	s.made(1, 0, "main").runs(1)
	for id := 2; id < 2+jobs; id++ {
		s.made(id, 1, "job")
	}
	s.waits(1, trace.WhyTask, 2, "job")
	for id := 2; id < 2+jobs; id++ {
		s.runs(id)
		if id < 2+permits {
			s.sleeps(id, 100)
		} else {
			s.waits(id, trace.WhyLock, 1, "permit")
		}
	}
	for wave := range 4 {
		s.at(int64(wave+1) * 100)
		first := 2 + wave*permits
		for id := first; id < min(first+permits, 2+jobs); id++ {
			s.runs(id)
			if next := id + permits; next < 2+jobs {
				s.ready(next, id)
			}
			s.ends(id, trace.TaskDone, "")
			if next := id + permits; next < 2+jobs {
				s.runs(next).sleeps(next, s.now/ms+100)
			}
		}
	}
	if got := trace.Summarise(s.valid(t)).Stats.PeakInFlight; got != permits {
		t.Errorf("peak in flight %d, want %d", got, permits)
	}
}

// One lookup after another, each on a connection of its own: the next is dialled before the server has closed its
// end of the one before, in the same instant. Only one is ever open for some length of time.
func TestPeakConnections(t *testing.T) {
	s := &story{}
	s.made(1, 0, "client").made(2, 0, "server").runs(2).daemon(2).sleeps(2, 0).runs(1)
	for i := 1; i <= 3; i++ {
		s.conn(trace.ConnOpened, 1, i, "db").sleeps(1, s.now/ms+50).runs(2).conn(trace.ConnAccepted, 2, i, "db :9002")
		s.sleeps(2, s.now/ms+50).at(int64(i) * 50).runs(1).conn(trace.ConnOpened, 1, 10+i, "log")
		s.conn(trace.ConnClosed, 1, i, "").conn(trace.ConnClosed, 1, 10+i, "")
		s.sleeps(1, s.now/ms).runs(2).conn(trace.ConnClosed, 2, i, "").sleeps(2, s.now/ms).runs(1)
	}
	st := trace.Summarise(s.valid(t)).Stats
	if st.Connections != 6 || st.PeakConnections != 1 {
		t.Errorf("%d connections, peak %d, want 6 and 1", st.Connections, st.PeakConnections)
	}
}

// A network may report bytes as received before the write that sent them returns.
func TestMessageReceivedBeforeItsWriteReturns(t *testing.T) {
	s := &story{}
	s.made(1, 0, "client").made(2, 0, "server").runs(1).conn(trace.ConnOpened, 1, 1, "db").waits(1, trace.WhyWrite, 1, "db")
	s.runs(2).conn(trace.ConnAccepted, 2, 1, "db :9002").at(5).bytes(trace.BytesReceived, 2, 1, 8).sleeps(2, 100)
	s.at(6).ready(1, 0).runs(1).bytes(trace.BytesSent, 1, 1, 8)
	got := trace.Summarise(s.valid(t)).Messages
	want := []trace.Message{{SentAt: 5 * ms, ReceivedAt: 5 * ms, Bytes: 8, Conn: 1, FromTask: 1, ToTask: 2}}
	if d := cmp.Diff(want, got, cmpopts.IgnoreUnexported(trace.Message{})); d != "" {
		t.Error(d)
	}
}

// A connection is used by tasks that neither dialled nor accepted it: a handler, and a sender and a receiver.
func TestMessagesOfConnectionsHandedOver(t *testing.T) {
	s := &story{}
	s.made(1, 0, "main").runs(1).made(2, 1, "accept").made(3, 1, "client").sleeps(1, 9)
	s.runs(2).sleeps(2, 1).runs(3).conn(trace.ConnOpened, 3, 1, "db").made(4, 3, "sender").made(5, 3, "receiver").sleeps(3, 9)
	s.runs(4).bytes(trace.BytesSent, 4, 1, 3).sleeps(4, 9).runs(5).waits(5, trace.WhyRead, 1, "db")
	s.at(1).runs(2).conn(trace.ConnAccepted, 2, 1, "db").made(6, 2, "handler").sleeps(2, 9)
	s.runs(6).bytes(trace.BytesReceived, 6, 1, 3).ready(5, 6).bytes(trace.BytesSent, 6, 1, 7).sleeps(6, 9)
	s.runs(5).bytes(trace.BytesReceived, 5, 1, 7).sleeps(5, 9)
	wantMessages(t, s, "4→6", "6→5")
}

// A pooled connection is used by a request that did not dial it, and served by a worker that is no child of
// who accepted it and speaks first.
func TestMessagesOfPooledConnections(t *testing.T) {
	s := &story{}
	s.made(1, 0, "main").runs(1).made(2, 1, "accept").made(3, 1, "worker").made(4, 1, "dials").made(5, 1, "reuses").sleeps(1, 9)
	s.runs(2).said(trace.TaskGrouped, 2, "db :9002").sleeps(2, 1).runs(4).conn(trace.ConnOpened, 4, 1, "db").sleeps(4, 9)
	s.at(1).runs(2).conn(trace.ConnAccepted, 2, 1, "db").sleeps(2, 9)
	s.runs(3).said(trace.TaskGrouped, 3, "db :9002").bytes(trace.BytesSent, 3, 1, 5).sleeps(3, 5)
	s.runs(5).bytes(trace.BytesReceived, 5, 1, 2).bytes(trace.BytesReceived, 5, 1, 3).bytes(trace.BytesSent, 5, 1, 8).sleeps(5, 9)
	s.at(5).runs(3).bytes(trace.BytesReceived, 3, 1, 7).sleeps(3, 9)
	wantMessages(t, s, "3→5", "5→0") // one byte of the second is still under way
}

func wantMessages(t *testing.T, s *story, want ...string) {
	t.Helper()
	var got []string
	for _, m := range trace.Summarise(s.valid(t)).Messages {
		got = append(got, itoa(int(m.FromTask))+"→"+itoa(int(m.ToTask)))
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
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
