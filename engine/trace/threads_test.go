package trace_test

import (
	"slices"
	"strings"
	"testing"

	"overlap/engine/trace"
)

const gil = 7

func (s *story) threaded(id int) *story {
	return s.add(trace.Record{Kind: trace.TaskThread, Task: trace.TaskID(id)})
}

func (s *story) acquired(id int) *story {
	return s.add(trace.Record{Kind: trace.Acquired, Task: trace.TaskID(id), Ref: gil, Text: s.Intern("GIL")})
}

func (s *story) released(id int) *story {
	return s.add(trace.Record{Kind: trace.Released, Task: trace.TaskID(id), Ref: gil})
}

// shift is a worker that takes the lock from a main task at work for 5 of 15 ms.
func shift() *story {
	s := (&story{}).made(1, 0, "main").runs(1).made(2, 1, "worker").threaded(2).acquired(0).waits(2, trace.WhyCPU, 0, "the GIL")
	s.at(5).waits(1, trace.WhyCPU, 0, "the GIL").released(0).acquired(2).runs(2)
	s.at(10).released(2).ends(2, trace.TaskDone, "").acquired(0).runs(1)
	return s.at(15).ends(1, trace.TaskDone, "")
}

func TestHoldsAreALane(t *testing.T) {
	sum := trace.Summarise(shift().valid(t))
	want := []trace.Hold{
		{From: 0, To: 5 * ms, Ref: gil, Name: "GIL"}, {From: 5 * ms, To: 10 * ms, Ref: gil, Task: 2, Name: "GIL"},
		{From: 10 * ms, To: 15 * ms, Ref: gil, Name: "GIL"},
	}
	if !slices.Equal(sum.Holds, want) {
		t.Errorf("got %+v, want %+v", sum.Holds, want)
	}
}

// The loop is busy for as long as it has the processor, and stalled for as long as its task does not wait.
func TestThreadsKeepNoLoopBusy(t *testing.T) {
	sum := trace.Summarise(shift().valid(t))
	if st := sum.Stats; st.Busy != 10*ms || st.Stall != (trace.Stall{Task: 1, To: 15 * ms}) || st.PeakInFlight != 1 {
		t.Errorf("%+v", st)
	}
	if in := sum.AtInstant(7 * ms); in.Running != 0 || !slices.Equal(in.Threads, []trace.TaskID{2}) || len(in.Waiting) != 1 {
		t.Errorf("at 7 ms: %+v", in)
	}
}

func TestValidateThreads(t *testing.T) {
	beside := func() *story { return (&story{}).made(1, 0, "main").runs(1).made(2, 1, "worker").threaded(2) }
	for _, c := range []struct {
		name string
		in   *story
		want string // "" when there is nothing wrong
	}{
		{"at once", beside().runs(2), ""},
		{"waits for a core when it is due", beside().runs(2).sleeps(2, 5).at(5).waits(2, trace.WhyCPU, 0, "a core").runs(2), ""},
		{"first the lock, then a core", beside().waits(2, trace.WhyCPU, 0, "the GIL").waits(2, trace.WhyCPU, 0, "a core").runs(2), ""},
		{"wants a core in its sleep", beside().runs(2).sleeps(2, 5).at(4).waits(2, trace.WhyCPU, 0, "a core"), "record 6 (waiting): task 2 is waiting and cannot become waiting"},
		{"too late", beside().runs(2).threaded(2), "record 5 (thread): task 2 is running, too late for a thread of its own"},
		{"held twice", beside().acquired(2).acquired(0), "record 5 (acquired): resource 7 is held by task 2"},
		{"not held", beside().released(2), "record 4 (released): resource 7 is not held by task 2"},
		{"another's", beside().acquired(0).released(2), "record 5 (released): resource 7 is not held by task 2"},
	} {
		err := trace.Validate(&c.in.Trace)
		if err == nil && c.want != "" || err != nil && err.Error() != "trace: "+c.want {
			t.Errorf("%s:\n got %v\nwant %s", c.name, err, c.want)
		}
	}
}

func TestPerfettoHasARowForTheLock(t *testing.T) {
	got := string(trace.Perfetto(trace.Named{Name: "run", Trace: shift().valid(t)}))
	for _, want := range []string{
		`{"ph":"M","name":"thread_name","pid":1,"tid":16777223,"ts":0,"args":{"name":"GIL"}}`,
		`{"ph":"X","name":"worker","pid":1,"tid":16777223,"ts":5000,"dur":5000,"cat":"held"}`,
		`{"ph":"X","name":"the loop","pid":1,"tid":16777223,"ts":10000,"dur":5000,"cat":"held"}`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%s\nis not in\n%s", want, got)
		}
	}
}

// Who goes over to another thing in the middle of its work has a span for each, and kept the loop with both.
func TestWorkOnAnotherThingIsAnotherSpan(t *testing.T) {
	label := func(s *story, text string) *story {
		return s.add(trace.Record{Kind: trace.TaskLabelled, Task: 1, Text: s.Intern(text)})
	}
	s := label((&story{}).made(1, 0, "main").runs(1), "job 1")
	label(label(s.at(5), "job 2").at(7), "job 2")
	s.at(9).ends(1, trace.TaskDone, "")
	sum := trace.Summarise(s.valid(t))
	var got []int64
	for _, sp := range sum.Tasks[0].Spans {
		if sp.State == trace.Running {
			got = append(got, sp.From, sp.To)
		}
	}
	if want := []int64{0, 5 * ms, 5 * ms, 9 * ms}; !slices.Equal(got, want) {
		t.Errorf("running %v, want %v", got, want)
	}
	if st := sum.Stats; st.Busy != 9*ms || st.Stall != (trace.Stall{Task: 1, To: 9 * ms}) {
		t.Errorf("%+v", st)
	}
}
