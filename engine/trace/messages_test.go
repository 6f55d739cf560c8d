package trace_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"overlap/engine/trace"
)

// A network may report bytes as received before the write that sent them returns.
func TestMessageReceivedBeforeItsWriteReturns(t *testing.T) {
	s := &story{}
	s.made(1, 0, "client").made(2, 0, "server").runs(1).conn(trace.ConnOpened, 1, 1, "db").waits(1, trace.WhyWrite, 1, "db")
	s.runs(2).conn(trace.ConnAccepted, 2, 1, "db :9002").at(5).bytes(trace.BytesReceived, 2, 1, 8).sleeps(2, 100)
	s.at(6).ready(1, 0).runs(1).bytes(trace.BytesSent, 1, 1, 8).bytes(trace.BytesSent, 1, 1, 2)
	got := trace.Summarise(s.valid(t)).Messages
	want := []trace.Message{
		{SentAt: 5 * ms, ReceivedAt: 5 * ms, Bytes: 8, Conn: 1, FromTask: 1, ToTask: 2},
		{SentAt: 6 * ms, ReceivedAt: trace.Never, Bytes: 2, Conn: 1, FromTask: 1},
	}
	if d := cmp.Diff(want, got, cmpopts.IgnoreUnexported(trace.Message{})); d != "" {
		t.Error(d)
	}
}

func TestConnIsClosedWhenItsFirstEndIs(t *testing.T) {
	s := &story{}
	s.made(1, 0, "a").made(2, 0, "b").runs(1).conn(trace.ConnOpened, 1, 1, "db").sleeps(1, 9).runs(2).conn(trace.ConnAccepted, 2, 1, "db :9002")
	s.at(3).conn(trace.ConnClosed, 2, 1, "").at(9)
	want := trace.Conn{ID: 1, OpenedBy: 1, AcceptedBy: 2, Address: "db", ClosedAt: 3 * ms, Ends: 1}
	if d := cmp.Diff(want, trace.Summarise(s.valid(t)).Conns[0]); d != "" {
		t.Error(d)
	}
	s.sleeps(2, 20).runs(1).conn(trace.ConnClosed, 1, 1, "")
	want.Ends = 0
	if d := cmp.Diff(want, trace.Summarise(s.valid(t)).Conns[0]); d != "" {
		t.Error(d)
	}
}

// Records do not say from which end a task speaks. Here every task that speaks first neither dialled nor
// accepted, and who answers did.
func TestMessagesOfConnectionsHandedOver(t *testing.T) {
	for _, c := range []struct {
		name    string
		speaker int    // 4 is a child of who accepted (2), 5 of who dialled (3), 6 and 7 are nobody's
		group   string // of the speaker
		answers int
	}{
		{"a handler, whose parent accepted", 4, "", 3},
		{"a sender, whose parent dialled", 5, "", 2},
		{"a worker of the service's group", 6, "db :9002", 3},
		{"a request that takes it from a pool", 7, "", 2},
	} {
		s := &story{}
		s.made(1, 0, "main").made(2, 0, "accept").made(3, 0, "dial").made(4, 2, "handler").made(5, 3, "sender").made(6, 0, "worker").made(7, 0, "request")
		s.runs(3).conn(trace.ConnOpened, 3, 1, "db").sleeps(3, 5).runs(2).said(trace.TaskGrouped, 2, "db :9002").conn(trace.ConnAccepted, 2, 1, "db").sleeps(2, 5)
		s.runs(c.speaker).said(trace.TaskGrouped, c.speaker, c.group).bytes(trace.BytesSent, c.speaker, 1, 3).sleeps(c.speaker, 6)
		s.at(5).runs(c.answers).bytes(trace.BytesReceived, c.answers, 1, 2).bytes(trace.BytesReceived, c.answers, 1, 1)
		s.bytes(trace.BytesSent, c.answers, 1, 8).sleeps(c.answers, 9).at(6).runs(c.speaker).bytes(trace.BytesReceived, c.speaker, 1, 7)
		want := []string{itoa(c.speaker) + "→" + itoa(c.answers), itoa(c.answers) + "→0"} // a byte is still under way
		var got []string
		for _, m := range trace.Summarise(s.valid(t)).Messages {
			got = append(got, itoa(int(m.FromTask))+"→"+itoa(int(m.ToTask)))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: got %v, want %v", c.name, got, want)
		}
	}
}

// The dialler is a child of who accepts, and its own child sends: the nearest of kin counts.
func TestMessagesOfTheNearestKin(t *testing.T) {
	s := &story{}
	s.made(1, 0, "accept").runs(1).made(2, 1, "dial").made(3, 2, "sender").sleeps(1, 1).runs(2).conn(trace.ConnOpened, 2, 1, "db").sleeps(2, 9)
	s.at(1).runs(1).conn(trace.ConnAccepted, 1, 1, "db").sleeps(1, 2).runs(3).bytes(trace.BytesSent, 3, 1, 3).sleeps(3, 9)
	s.at(2).runs(1).bytes(trace.BytesReceived, 1, 1, 3)
	if m := trace.Summarise(s.valid(t)).Messages[0]; m.ToTask != 1 {
		t.Errorf("received by task %d, want 1", m.ToTask)
	}
}

// The dialler has sent, and gets a greeting that the server is still writing: half of it, then the rest.
func TestMessagesCrossing(t *testing.T) {
	s := &story{}
	s.made(1, 0, "dial").made(2, 0, "accept").runs(1).conn(trace.ConnOpened, 1, 1, "db").sleeps(1, 1).runs(2).conn(trace.ConnAccepted, 2, 1, "db")
	s.waits(2, trace.WhyWrite, 1, "db").at(1).runs(1).bytes(trace.BytesSent, 1, 1, 3).bytes(trace.BytesReceived, 1, 1, 3).sleeps(1, 4)
	s.at(2).ready(2, 0).runs(2).bytes(trace.BytesSent, 2, 1, 8).bytes(trace.BytesReceived, 2, 1, 3).bytes(trace.BytesSent, 2, 1, 0).sleeps(2, 9)
	s.at(4).runs(1).bytes(trace.BytesReceived, 1, 1, 5)
	want := []trace.Message{
		{SentAt: 1 * ms, ReceivedAt: 2 * ms, Bytes: 3, Conn: 1, FromTask: 1, ToTask: 2},
		{SentAt: 2 * ms, ReceivedAt: 4 * ms, Bytes: 8, Conn: 1, FromTask: 2, ToTask: 1},
		{SentAt: 2 * ms, ReceivedAt: 4 * ms, Bytes: 0, Conn: 1, FromTask: 2, ToTask: 1},
	}
	if d := cmp.Diff(want, trace.Summarise(s.valid(t)).Messages, cmpopts.IgnoreUnexported(trace.Message{})); d != "" {
		t.Error(d)
	}
}

// A task nothing is known of is placed by what it receives: that can only come from the other end.
func TestMessagesPlacedByTheBytes(t *testing.T) {
	s := &story{}
	s.made(1, 0, "client").made(2, 0, "accept").made(3, 0, "worker").runs(1).conn(trace.ConnOpened, 1, 1, "db")
	s.bytes(trace.BytesSent, 1, 1, 3).sleeps(1, 9).runs(2).conn(trace.ConnAccepted, 2, 1, "db").sleeps(2, 9)
	s.runs(3).bytes(trace.BytesReceived, 3, 1, 3)
	if m := trace.Summarise(s.valid(t)).Messages[0]; m.ToTask != 3 {
		t.Errorf("received by task %d, want 3", m.ToTask)
	}
}
