package trace_test

import (
	"testing"

	"overlap/engine/trace"
)

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

// Who waits for something that happens by itself is in flight; who waits for the others is held up.
func TestInFlightByReason(t *testing.T) {
	for why, want := range map[trace.Why]int{
		trace.WhySleep: 2, trace.WhyConnect: 2,
		trace.WhyRead: 1, trace.WhyWrite: 1, trace.WhyAccept: 1, trace.WhyTask: 1, trace.WhyLock: 1, trace.WhyEvent: 1, trace.WhyQueue: 1, trace.WhyExecutor: 1, trace.WhyCPU: 1,
	} {
		s := &story{}
		s.made(1, 0, "a").made(2, 0, "b").runs(1).conn(trace.ConnOpened, 1, 1, "db")
		if why == trace.WhySleep {
			s.sleeps(1, 9)
		} else {
			s.waits(1, why, 1, "x")
		}
		s.runs(2).at(5).ends(2, trace.TaskDone, "")
		if got := trace.Summarise(s.valid(t)).Stats.PeakInFlight; got != want {
			t.Errorf("waiting for %v beside a running task: %d in flight, want %d", why, got, want)
		}
	}
}

// Two clients ask over a network that takes 10 ms; the server answers at once, one client at a time. Nobody
// runs while the bytes are under way, but two requests are. A heartbeat in the background is not.
func TestInFlightOnTheNetwork(t *testing.T) {
	s := &story{}
	s.made(1, 0, "heartbeat").runs(1).daemon(1).sleeps(1, 5).made(2, 0, "server").made(3, 0, "a").made(4, 0, "b")
	s.runs(2).daemon(2).waits(2, trace.WhyAccept, 0, "db")
	for id := 3; id <= 4; id++ {
		s.runs(id).conn(trace.ConnOpened, id, id, "db").waits(id, trace.WhyLock, 0, "start")
	}
	s.at(5).runs(1).sleeps(1, 50).ready(2, 0).runs(2).conn(trace.ConnAccepted, 2, -3, "db :9002").conn(trace.ConnAccepted, 2, -4, "db :9002")
	s.waits(2, trace.WhyRead, -3, "a")
	if got := trace.Summarise(s.valid(t)).Stats.PeakInFlight; got != 1 {
		t.Errorf("%d in flight before anybody asks, want 1, who ran", got)
	}
	s.ready(3, 0).runs(3).bytes(trace.BytesSent, 3, 3, 4).waits(3, trace.WhyRead, 3, "db")
	s.at(15).ready(2, 0).runs(2).bytes(trace.BytesReceived, 2, -3, 4).bytes(trace.BytesSent, 2, -3, 4).waits(2, trace.WhyRead, -4, "b")
	s.ready(4, 0).runs(4).bytes(trace.BytesSent, 4, 4, 4).waits(4, trace.WhyRead, 4, "db").at(16)
	s.said(trace.Log, 0, "the reply to a and the request of b are under way")
	if got := trace.Summarise(s.valid(t)).Stats.PeakInFlight; got != 2 {
		t.Errorf("%d in flight, want 2", got)
	}
}

// A daemon is in flight while it serves a client: beside the sleeping client that makes two.
func TestDaemonsInFlightWhileTheyServe(t *testing.T) {
	for name, serve := range map[string]func(*story){
		"who accepted": func(s *story) { s.sleeps(2, 10) },
		"a child of who accepted": func(s *story) {
			s.made(4, 2, "helper").waits(2, trace.WhyTask, 4, "helper").runs(4).sleeps(4, 10)
		},
		"a worker that gets the request": func(s *story) {
			s.waits(2, trace.WhyEvent, 0, "served").runs(3).daemon(3).waits(3, trace.WhyRead, -1, "client").ready(3, 0).runs(3)
			s.bytes(trace.BytesReceived, 3, -1, 3).sleeps(3, 10)
		},
	} {
		s := &story{}
		s.made(1, 0, "client").made(2, 0, "accept").made(3, 0, "worker").runs(1).conn(trace.ConnOpened, 1, 1, "db")
		s.bytes(trace.BytesSent, 1, 1, 3).sleeps(1, 50).runs(2).daemon(2).conn(trace.ConnAccepted, 2, -1, "db :9002")
		serve(s)
		if got := trace.Summarise(s.at(9).said(trace.Log, 0, "later").valid(t)).Stats.PeakInFlight; got != 2 {
			t.Errorf("%s: %d in flight, want 2", name, got)
		}
	}
}

// One lookup after another, each on a connection of its own: the next is dialled before the server has closed its
// end of the one before, in the same instant. Only one is ever open for some length of time.
func TestPeakConnections(t *testing.T) {
	s := &story{}
	s.made(1, 0, "client").made(2, 0, "server").runs(2).daemon(2).sleeps(2, 0).runs(1)
	for i := 1; i <= 3; i++ {
		s.conn(trace.ConnOpened, 1, i, "db").sleeps(1, s.now/ms+50).runs(2).conn(trace.ConnAccepted, 2, -i, "db :9002")
		s.sleeps(2, s.now/ms+50).at(int64(i)*50).runs(1).conn(trace.ConnOpened, 1, 10+i, "log")
		s.conn(trace.ConnClosed, 1, i, "").conn(trace.ConnClosed, 1, 10+i, "")
		s.sleeps(1, s.now/ms).runs(2).conn(trace.ConnClosed, 2, -i, "").sleeps(2, s.now/ms).runs(1)
	}
	st := trace.Summarise(s.valid(t)).Stats
	if st.Connections != 6 || st.PeakConnections != 1 {
		t.Errorf("%d connections, peak %d, want 6 and 1", st.Connections, st.PeakConnections)
	}
}
