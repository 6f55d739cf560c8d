package summary_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"overlap/engine/trace"
	"overlap/engine/trace/summary"
	"overlap/engine/trace/tracetest"
)

// A network may report bytes as received before the write that sent them returns.
func TestMessageReceivedBeforeItsWriteReturns(t *testing.T) {
	s := &tracetest.Story{}
	s.Made(1, 0, "client").Made(2, 0, "server").Runs(1).Conn(trace.ConnOpened, 1, 1, "db").Waits(1, trace.WhyWrite, 1, "db")
	s.Runs(2).Conn(trace.ConnAccepted, 2, -1, "db :9002").Until(5).Bytes(trace.BytesReceived, 2, -1, 8).Sleeps(2, 100)
	s.Until(6).Ready(1, 0).Runs(1).Bytes(trace.BytesSent, 1, 1, 8).Bytes(trace.BytesSent, 1, 1, 2)
	got := summary.Of(s.Valid(t)).Messages
	want := []summary.Message{
		{SentAt: 5 * tracetest.MS, ReceivedAt: 5 * tracetest.MS, Bytes: 8, From: 1, FromTask: 1, ToTask: 2},
		{SentAt: 6 * tracetest.MS, ReceivedAt: summary.Never, Bytes: 2, From: 1, FromTask: 1},
	}
	if d := cmp.Diff(want, got, cmpopts.IgnoreUnexported(summary.Message{})); d != "" {
		t.Error(d)
	}
}

func TestConnIsClosedWhenItsFirstEndIs(t *testing.T) {
	s := &tracetest.Story{}
	s.Made(1, 0, "a").Made(2, 0, "b").Runs(1).Conn(trace.ConnOpened, 1, 1, "db").Sleeps(1, 9).Runs(2).Conn(trace.ConnAccepted, 2, -1, "db :9002")
	s.Until(3).Conn(trace.ConnClosed, 2, -1, "").Until(9)
	want := summary.Conn{ID: 1, OpenedBy: 1, AcceptedBy: 2, Address: "db", ClosedAt: 3 * tracetest.MS}
	if d := cmp.Diff(want, summary.Of(s.Valid(t)).Conns[0]); d != "" {
		t.Error(d)
	}
	s.Sleeps(2, 20).Runs(1).Conn(trace.ConnClosed, 1, 1, "")
	if d := cmp.Diff(want, summary.Of(s.Valid(t)).Conns[0]); d != "" {
		t.Error(d)
	}
}

// One child dials and leaves the connection to another, one task accepts and leaves it to another: the records say at
// which end each of them is, so that both messages come out as received, whoever is related to whom.
func TestMessagesOfConnectionsHandedOver(t *testing.T) {
	s := &tracetest.Story{}
	s.Made(1, 0, "main").Made(2, 1, "accept").Made(3, 1, "dial").Made(4, 1, "asks").Made(5, 1, "answers")
	s.Runs(3).Conn(trace.ConnOpened, 3, 1, "db").Ends(3, trace.TaskDone, "").Runs(2).Conn(trace.ConnAccepted, 2, -1, "db").Sleeps(2, 9)
	s.Runs(4).Bytes(trace.BytesSent, 4, 1, 3).Waits(4, trace.WhyRead, 1, "db")
	s.Until(5).Runs(5).Bytes(trace.BytesReceived, 5, -1, 2).Bytes(trace.BytesReceived, 5, -1, 1).Bytes(trace.BytesSent, 5, -1, 8).Sleeps(5, 9)
	s.Until(6).Ready(4, 0).Runs(4).Bytes(trace.BytesReceived, 4, 1, 8)
	want := []summary.Message{
		{SentAt: 0, ReceivedAt: 5 * tracetest.MS, Bytes: 3, From: 1, FromTask: 4, ToTask: 5},
		{SentAt: 5 * tracetest.MS, ReceivedAt: 6 * tracetest.MS, Bytes: 8, From: -1, FromTask: 5, ToTask: 4},
	}
	if d := cmp.Diff(want, summary.Of(s.Valid(t)).Messages, cmpopts.IgnoreUnexported(summary.Message{})); d != "" {
		t.Error(d)
	}
}

// A task that holds both ends, as a test of a server does, talks to itself.
func TestMessagesOfTheTaskAtBothEnds(t *testing.T) {
	s := &tracetest.Story{}
	s.Made(1, 0, "main").Runs(1).Conn(trace.ConnOpened, 1, 1, "db").Conn(trace.ConnAccepted, 1, -1, "db")
	s.Bytes(trace.BytesSent, 1, -1, 3).Bytes(trace.BytesSent, 1, 1, 5).Bytes(trace.BytesReceived, 1, 1, 3)
	got := summary.Of(s.Valid(t)).Messages
	if got[0].ReceivedAt == summary.Never || got[1].ReceivedAt != summary.Never {
		t.Errorf("only the message from the accepted end arrived: got %+v", got)
	}
}

// The dialler has sent, and gets a greeting that the server is still writing: half of it, then the rest.
func TestMessagesCrossing(t *testing.T) {
	s := &tracetest.Story{}
	s.Made(1, 0, "dial").Made(2, 0, "accept").Runs(1).Conn(trace.ConnOpened, 1, 1, "db").Sleeps(1, 1).Runs(2).Conn(trace.ConnAccepted, 2, -1, "db")
	s.Waits(2, trace.WhyWrite, -1, "db").Until(1).Runs(1).Bytes(trace.BytesSent, 1, 1, 3).Bytes(trace.BytesReceived, 1, 1, 3).Sleeps(1, 4)
	s.Until(2).Ready(2, 0).Runs(2).Bytes(trace.BytesSent, 2, -1, 8).Bytes(trace.BytesReceived, 2, -1, 3).Bytes(trace.BytesSent, 2, -1, 0).Sleeps(2, 9)
	s.Until(4).Runs(1).Bytes(trace.BytesReceived, 1, 1, 5)
	want := []summary.Message{
		{SentAt: 1 * tracetest.MS, ReceivedAt: 2 * tracetest.MS, Bytes: 3, From: 1, FromTask: 1, ToTask: 2},
		{SentAt: 2 * tracetest.MS, ReceivedAt: 4 * tracetest.MS, Bytes: 8, From: -1, FromTask: 2, ToTask: 1},
		{SentAt: 2 * tracetest.MS, ReceivedAt: 4 * tracetest.MS, Bytes: 0, From: -1, FromTask: 2, ToTask: 1},
	}
	if d := cmp.Diff(want, summary.Of(s.Valid(t)).Messages, cmpopts.IgnoreUnexported(summary.Message{})); d != "" {
		t.Error(d)
	}
}
