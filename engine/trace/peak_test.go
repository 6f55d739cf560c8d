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
		trace.WhySleep: 2, trace.WhyRead: 2, trace.WhyWrite: 2, trace.WhyConnect: 2, trace.WhyAccept: 2, trace.WhyExecutor: 2,
		trace.WhyTask: 1, trace.WhyLock: 1, trace.WhyEvent: 1, trace.WhyQueue: 1, trace.WhyCPU: 1,
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

// One lookup after another, each on a connection of its own: the next is dialled before the server has closed its
// end of the one before, in the same instant. Only one is ever open for some length of time.
func TestPeakConnections(t *testing.T) {
	s := &story{}
	s.made(1, 0, "client").made(2, 0, "server").runs(2).daemon(2).sleeps(2, 0).runs(1)
	for i := 1; i <= 3; i++ {
		s.conn(trace.ConnOpened, 1, i, "db").sleeps(1, s.now/ms+50).runs(2).conn(trace.ConnAccepted, 2, i, "db :9002")
		s.sleeps(2, s.now/ms+50).at(int64(i)*50).runs(1).conn(trace.ConnOpened, 1, 10+i, "log")
		s.conn(trace.ConnClosed, 1, i, "").conn(trace.ConnClosed, 1, 10+i, "")
		s.sleeps(1, s.now/ms).runs(2).conn(trace.ConnClosed, 2, i, "").sleeps(2, s.now/ms).runs(1)
	}
	st := trace.Summarise(s.valid(t)).Stats
	if st.Connections != 6 || st.PeakConnections != 1 {
		t.Errorf("%d connections, peak %d, want 6 and 1", st.Connections, st.PeakConnections)
	}
}
