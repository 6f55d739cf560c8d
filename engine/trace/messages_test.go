package trace_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"overlap/engine/trace"
)

// A network may report bytes as received before the write that sent them returns.
func TestMessageReceivedBeforeItsWriteReturns(t *testing.T) {
	s := &story{}
	s.made(1, 0, "client").made(2, 0, "server").runs(1).conn(trace.ConnOpened, 1, 1, "db").waits(1, trace.WhyWrite, 1, "db")
	s.runs(2).conn(trace.ConnAccepted, 2, -1, "db :9002").at(5).bytes(trace.BytesReceived, 2, -1, 8).sleeps(2, 100)
	s.at(6).ready(1, 0).runs(1).bytes(trace.BytesSent, 1, 1, 8).bytes(trace.BytesSent, 1, 1, 2)
	got := trace.Summarise(s.valid(t)).Messages
	want := []trace.Message{
		{SentAt: 5 * ms, ReceivedAt: 5 * ms, Bytes: 8, From: 1, FromTask: 1, ToTask: 2},
		{SentAt: 6 * ms, ReceivedAt: trace.Never, Bytes: 2, From: 1, FromTask: 1},
	}
	if d := cmp.Diff(want, got, cmpopts.IgnoreUnexported(trace.Message{})); d != "" {
		t.Error(d)
	}
}

func TestConnIsClosedWhenItsFirstEndIs(t *testing.T) {
	s := &story{}
	s.made(1, 0, "a").made(2, 0, "b").runs(1).conn(trace.ConnOpened, 1, 1, "db").sleeps(1, 9).runs(2).conn(trace.ConnAccepted, 2, -1, "db :9002")
	s.at(3).conn(trace.ConnClosed, 2, -1, "").at(9)
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

// One child dials and leaves the connection to another, one task accepts and leaves it to another: the records say at
// which end each of them is, so that both messages come out as received, whoever is related to whom.
func TestMessagesOfConnectionsHandedOver(t *testing.T) {
	s := &story{}
	s.made(1, 0, "main").made(2, 1, "accept").made(3, 1, "dial").made(4, 1, "asks").made(5, 1, "answers")
	s.runs(3).conn(trace.ConnOpened, 3, 1, "db").ends(3, trace.TaskDone, "").runs(2).conn(trace.ConnAccepted, 2, -1, "db").sleeps(2, 9)
	s.runs(4).bytes(trace.BytesSent, 4, 1, 3).waits(4, trace.WhyRead, 1, "db")
	s.at(5).runs(5).bytes(trace.BytesReceived, 5, -1, 2).bytes(trace.BytesReceived, 5, -1, 1).bytes(trace.BytesSent, 5, -1, 8).sleeps(5, 9)
	s.at(6).ready(4, 0).runs(4).bytes(trace.BytesReceived, 4, 1, 8)
	want := []trace.Message{
		{SentAt: 0, ReceivedAt: 5 * ms, Bytes: 3, From: 1, FromTask: 4, ToTask: 5},
		{SentAt: 5 * ms, ReceivedAt: 6 * ms, Bytes: 8, From: -1, FromTask: 5, ToTask: 4},
	}
	if d := cmp.Diff(want, trace.Summarise(s.valid(t)).Messages, cmpopts.IgnoreUnexported(trace.Message{})); d != "" {
		t.Error(d)
	}
}

// A task that holds both ends, as a test of a server does, talks to itself.
func TestMessagesOfTheTaskAtBothEnds(t *testing.T) {
	s := &story{}
	s.made(1, 0, "main").runs(1).conn(trace.ConnOpened, 1, 1, "db").conn(trace.ConnAccepted, 1, -1, "db")
	s.bytes(trace.BytesSent, 1, -1, 3).bytes(trace.BytesSent, 1, 1, 5).bytes(trace.BytesReceived, 1, 1, 3)
	got := trace.Summarise(s.valid(t)).Messages
	if got[0].ReceivedAt == trace.Never || got[1].ReceivedAt != trace.Never {
		t.Errorf("only the message from the accepted end arrived: got %+v", got)
	}
}

// The dialler has sent, and gets a greeting that the server is still writing: half of it, then the rest.
func TestMessagesCrossing(t *testing.T) {
	s := &story{}
	s.made(1, 0, "dial").made(2, 0, "accept").runs(1).conn(trace.ConnOpened, 1, 1, "db").sleeps(1, 1).runs(2).conn(trace.ConnAccepted, 2, -1, "db")
	s.waits(2, trace.WhyWrite, -1, "db").at(1).runs(1).bytes(trace.BytesSent, 1, 1, 3).bytes(trace.BytesReceived, 1, 1, 3).sleeps(1, 4)
	s.at(2).ready(2, 0).runs(2).bytes(trace.BytesSent, 2, -1, 8).bytes(trace.BytesReceived, 2, -1, 3).bytes(trace.BytesSent, 2, -1, 0).sleeps(2, 9)
	s.at(4).runs(1).bytes(trace.BytesReceived, 1, 1, 5)
	want := []trace.Message{
		{SentAt: 1 * ms, ReceivedAt: 2 * ms, Bytes: 3, From: 1, FromTask: 1, ToTask: 2},
		{SentAt: 2 * ms, ReceivedAt: 4 * ms, Bytes: 8, From: -1, FromTask: 2, ToTask: 1},
		{SentAt: 2 * ms, ReceivedAt: 4 * ms, Bytes: 0, From: -1, FromTask: 2, ToTask: 1},
	}
	if d := cmp.Diff(want, trace.Summarise(s.valid(t)).Messages, cmpopts.IgnoreUnexported(trace.Message{})); d != "" {
		t.Error(d)
	}
}
