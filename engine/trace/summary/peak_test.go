package summary_test

import (
	"testing"

	"overlap/engine/trace"
	"overlap/engine/trace/summary"
	"overlap/engine/trace/tracetest"
)

// Three permits for ten jobs of 100 ms: those that wait for a permit are not in flight, and jobs that begin
// in the instant in which others end do not overlap with them.
func TestPeakInFlight(t *testing.T) {
	const jobs, permits = 10, 3
	s := &tracetest.Story{}
	s.Made(1, 0, "main").Runs(1)
	for id := 2; id < 2+jobs; id++ {
		s.Made(id, 1, "job")
	}
	s.Waits(1, trace.WhyTask, 2, "job")
	for id := 2; id < 2+jobs; id++ {
		s.Runs(id)
		if id < 2+permits {
			s.Sleeps(id, 100)
		} else {
			s.Waits(id, trace.WhyLock, 1, "permit")
		}
	}
	for wave := range 4 {
		s.Until(int64(wave+1) * 100)
		first := 2 + wave*permits
		for id := first; id < min(first+permits, 2+jobs); id++ {
			s.Runs(id)
			if next := id + permits; next < 2+jobs {
				s.Ready(next, id)
			}
			s.Ends(id, trace.TaskDone, "")
			if next := id + permits; next < 2+jobs {
				s.Runs(next).Sleeps(next, s.Now/tracetest.MS+100)
			}
		}
	}
	if got := summary.Of(s.Valid(t)).Stats.PeakInFlight; got != permits {
		t.Errorf("peak in flight %d, want %d", got, permits)
	}
}

// Who waits for something that happens by itself is in flight; who waits for the others is held up.
func TestInFlightByReason(t *testing.T) {
	for why, want := range map[trace.Why]int{
		trace.WhySleep: 2, trace.WhyConnect: 2,
		trace.WhyRead: 1, trace.WhyWrite: 1, trace.WhyAccept: 1, trace.WhyTask: 1, trace.WhyLock: 1, trace.WhyEvent: 1, trace.WhyQueue: 1, trace.WhyExecutor: 1, trace.WhyCPU: 1,
	} {
		s := &tracetest.Story{}
		s.Made(1, 0, "a").Made(2, 0, "b").Runs(1).Conn(trace.ConnOpened, 1, 1, "db")
		if why == trace.WhySleep {
			s.Sleeps(1, 9)
		} else {
			s.Waits(1, why, 1, "x")
		}
		s.Runs(2).Until(5).Ends(2, trace.TaskDone, "")
		if got := summary.Of(s.Valid(t)).Stats.PeakInFlight; got != want {
			t.Errorf("waiting for %v beside a running task: %d in flight, want %d", why, got, want)
		}
	}
}

// Two clients ask over a network that takes 10 ms; the server answers at once, one client at a time. Nobody
// runs while the bytes are under way, but two requests are. A heartbeat in the background is not.
func TestInFlightOnTheNetwork(t *testing.T) {
	s := &tracetest.Story{}
	s.Made(1, 0, "heartbeat").Runs(1).Daemon(1).Sleeps(1, 5).Made(2, 0, "server").Made(3, 0, "a").Made(4, 0, "b")
	s.Runs(2).Daemon(2).Waits(2, trace.WhyAccept, 0, "db")
	for id := 3; id <= 4; id++ {
		s.Runs(id).Conn(trace.ConnOpened, id, id, "db").Waits(id, trace.WhyLock, 0, "start")
	}
	s.Until(5).Runs(1).Sleeps(1, 50).Ready(2, 0).Runs(2).Conn(trace.ConnAccepted, 2, -3, "db :9002").Conn(trace.ConnAccepted, 2, -4, "db :9002")
	s.Waits(2, trace.WhyRead, -3, "a")
	if got := summary.Of(s.Valid(t)).Stats.PeakInFlight; got != 1 {
		t.Errorf("%d in flight before anybody asks, want 1, who ran", got)
	}
	s.Ready(3, 0).Runs(3).Bytes(trace.BytesSent, 3, 3, 4).Waits(3, trace.WhyRead, 3, "db")
	s.Until(15).Ready(2, 0).Runs(2).Bytes(trace.BytesReceived, 2, -3, 4).Bytes(trace.BytesSent, 2, -3, 4).Waits(2, trace.WhyRead, -4, "b")
	s.Ready(4, 0).Runs(4).Bytes(trace.BytesSent, 4, 4, 4).Waits(4, trace.WhyRead, 4, "db").Until(16)
	s.Said(trace.Log, 0, "the reply to a and the request of b are under way")
	if got := summary.Of(s.Valid(t)).Stats.PeakInFlight; got != 2 {
		t.Errorf("%d in flight, want 2", got)
	}
}

// A daemon is in flight while it serves a client: beside the sleeping client that makes two.
func TestDaemonsInFlightWhileTheyServe(t *testing.T) {
	for name, serve := range map[string]func(*tracetest.Story){
		"who accepted": func(s *tracetest.Story) { s.Sleeps(2, 10) },
		"a child of who accepted": func(s *tracetest.Story) {
			s.Made(4, 2, "helper").Waits(2, trace.WhyTask, 4, "helper").Runs(4).Sleeps(4, 10)
		},
		"a worker that gets the request": func(s *tracetest.Story) {
			s.Waits(2, trace.WhyEvent, 0, "served").Runs(3).Daemon(3).Waits(3, trace.WhyRead, -1, "client").Ready(3, 0).Runs(3)
			s.Bytes(trace.BytesReceived, 3, -1, 3).Sleeps(3, 10)
		},
	} {
		s := &tracetest.Story{}
		s.Made(1, 0, "client").Made(2, 0, "accept").Made(3, 0, "worker").Runs(1).Conn(trace.ConnOpened, 1, 1, "db")
		s.Bytes(trace.BytesSent, 1, 1, 3).Sleeps(1, 50).Runs(2).Daemon(2).Conn(trace.ConnAccepted, 2, -1, "db :9002")
		serve(s)
		if got := summary.Of(s.Until(9).Said(trace.Log, 0, "later").Valid(t)).Stats.PeakInFlight; got != 2 {
			t.Errorf("%s: %d in flight, want 2", name, got)
		}
	}
}

// One lookup after another, each on a connection of its own: the next is dialled before the server has closed its
// end of the one before, in the same instant. Only one is ever open for some length of time.
func TestPeakConnections(t *testing.T) {
	s := &tracetest.Story{}
	s.Made(1, 0, "client").Made(2, 0, "server").Runs(2).Daemon(2).Sleeps(2, 0).Runs(1)
	for i := 1; i <= 3; i++ {
		s.Conn(trace.ConnOpened, 1, i, "db").Sleeps(1, s.Now/tracetest.MS+50).Runs(2).Conn(trace.ConnAccepted, 2, -i, "db :9002")
		s.Sleeps(2, s.Now/tracetest.MS+50).Until(int64(i)*50).Runs(1).Conn(trace.ConnOpened, 1, 10+i, "log")
		s.Conn(trace.ConnClosed, 1, i, "").Conn(trace.ConnClosed, 1, 10+i, "")
		s.Sleeps(1, s.Now/tracetest.MS).Runs(2).Conn(trace.ConnClosed, 2, -i, "").Sleeps(2, s.Now/tracetest.MS).Runs(1)
	}
	st := summary.Of(s.Valid(t)).Stats
	if st.Connections != 6 || st.PeakConnections != 1 {
		t.Errorf("%d connections, peak %d, want 6 and 1", st.Connections, st.PeakConnections)
	}
}
