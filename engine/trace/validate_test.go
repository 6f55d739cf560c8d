package trace_test

import (
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"overlap/engine/trace"
	"overlap/engine/trace/tracetest"
)

func TestValidateAccepts(t *testing.T) {
	late := &tracetest.Story{}
	late.Made(1, 0, "main").Runs(1).Sleeps(1, 10).Until(25).Runs(1).Ends(1, trace.TaskDone, "")
	cancelled := &tracetest.Story{}
	cancelled.Made(1, 0, "main").Runs(1).Made(2, 1, "child").Sleeps(1, 10).Runs(2).Sleeps(2, 100).Until(10).Runs(1)
	cancelled.Add(trace.Record{Kind: trace.CancelSent, Task: 2, Ref: 1, Text: cancelled.Intern("enough")})
	cancelled.Ready(2, 1).Made(3, 1, "never run").Ends(1, trace.TaskDone, "").Runs(2).Ends(2, trace.TaskCancelled, "enough")
	cancelled.Ends(3, trace.TaskCancelled, "enough")
	for name, s := range map[string]*tracetest.Story{"empty": {}, "lookup": tracetest.Lookup(), "late sleeper": late, "cancelled": cancelled} {
		if err := tracetest.Validate(&s.Trace); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := tracetest.Validate(tracetest.Large(10_000)); err != nil {
		t.Error(err)
	}
}

func TestValidateAcceptsEveryBeginning(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		if err := tracetest.Validate(&tracetest.Random(t, 80).Trace); err != nil {
			t.Fatal(err)
		}
	})
}

func TestValidateRefuses(t *testing.T) {
	begun := func() *tracetest.Story { return (&tracetest.Story{}).Made(1, 0, "main").Runs(1) } // records 0 and 1
	two := func() *tracetest.Story { return begun().Made(2, 1, "child") }                       // and 2
	wired := func() *tracetest.Story { return begun().Conn(trace.ConnOpened, 1, 1, "db") }
	for _, c := range []struct {
		name string
		in   *tracetest.Story
		want string
	}{
		{"name of a thing", begun().Add(trace.Record{Kind: trace.Status, Ref: 9}), "record 2 (status): the name 9 is not in the string table"},
		{"tone", begun().Add(trace.Record{Kind: trace.Status, Arg: 4}), "record 2 (status): tone 4 is unknown: 0 to 3 are allowed"},
		{"kind", begun().Add(trace.Record{Kind: 77}), "record 2 (unknown): kind 77 is unknown: 1 to 24 are allowed"},
		{"time", begun().Until(5).Said(trace.Log, 1, "a").Until(4).Said(trace.Log, 1, "b"), "record 3 (log): time goes back from 5000000 ns to 4000000 ns"},
		{"negative time", (&tracetest.Story{}).Until(-1).Made(1, 0, "main"), "record 0 (made): time goes back from 0 ns to -1000000 ns"},
		{"text", begun().Add(trace.Record{Kind: trace.Log, Text: 9}), "record 2 (log): string 9 is not in the table, which has 0 to 1"},
		{"field", begun().Add(trace.Record{Kind: trace.Log, Line: 3}), "record 2 (log): Line is set, which this kind does not use"},
		{"text", begun().Add(trace.Record{Kind: trace.ConnClosed, Text: 1}), "record 2 (closed): Text is set, which this kind does not use"},
		{"ref", begun().Add(trace.Record{Kind: trace.TaskDone, Task: 1, Ref: 1}), "record 2 (done): Ref is set, which this kind does not use"},
		{"why", begun().Add(trace.Record{Kind: trace.TaskDone, Task: 1, Why: 1}), "record 2 (done): Why is set, which this kind does not use"},
		{"due of no sleep, in the past", begun().Until(5).Add(trace.Record{Kind: trace.TaskWaiting, Task: 1, Why: trace.WhyLock, Arg: 3}), "record 2 (waiting): the wait is due at 3 ns, before it begins at 5000000 ns"},
		{"number", begun().Made(3, 1, "x"), "record 2 (made): task 3 is made, tasks are numbered in order and the next is 2"},
		{"parent", (&tracetest.Story{}).Made(1, 1, "x"), "record 0 (made): its parent, task 1, was not made before it"},
		{"not made", begun().Runs(2), "record 2 (running): task 2 was not made"},
		{"no task", begun().Ready(0, 0), "record 2 (ready): task 0 was not made"},
		{"two at once", two().Runs(2), "record 3 (running): task 2 runs while task 1 is running"},
		{"wake a running task", begun().Ready(1, 0), "record 2 (ready): task 1 is running and cannot become ready"},
		{"wait without running", two().Sleeps(2, 1), "record 3 (waiting): task 2 is ready and cannot become waiting"},
		{"early", begun().Sleeps(1, 10).Until(9).Runs(1), "record 3 (running): task 1 runs at 9000000 ns, its sleep is due at 10000000 ns"},
		{"due in the past", begun().Until(5).Sleeps(1, 4), "record 2 (waiting): the wait is due at 4000000 ns, before it begins at 5000000 ns"},
		{"not woken", begun().Waits(1, trace.WhyLock, 0, "l").Runs(1), "record 3 (running): task 1 runs without having been made ready: only a sleeper may"},
		{"reason", begun().Waits(1, 0, 0, ""), "record 2 (waiting): reason 0 is unknown: 1 to 21 are allowed"},
		{"cancelled while waiting", begun().Sleeps(1, 10).Ends(1, trace.TaskCancelled, "x"), "record 3 (cancelled): task 1 is waiting and cannot become ended"},
		{"after the end", begun().Ends(1, trace.TaskDone, "").Said(trace.Log, 1, "x"), "record 3 (log): task 1 has ended"},
		{"woken by nobody", begun().Sleeps(1, 9).Ready(1, 4), "record 3 (ready): by task 4, which was not made"},
		{"wait for nobody", begun().Waits(1, trace.WhyTask, 2, "x"), "record 2 (waiting): waits for task 2, which was not made"},
		{"read nothing", begun().Waits(1, trace.WhyRead, 1, "db"), "record 2 (waiting): connection 1 was not opened at its dialled end"},
		{"negative ref", begun().Waits(1, trace.WhyLock, -1, "db"), "record 2 (waiting): reference -1 is negative"},
		{"no connection", begun().Conn(trace.ConnOpened, 1, 0, "db"), "record 2 (opened): it names no connection: they are numbered from 1"},
		{"not opened", begun().Bytes(trace.BytesSent, 1, 1, 5), "record 2 (sent): connection 1 was not opened at its dialled end"},
		{"opened twice", wired().Conn(trace.ConnOpened, 1, 1, "db"), "record 3 (opened): connection 1 is opened a second time"},
		{"closed twice", wired().Conn(trace.ConnClosed, 1, 1, "").Conn(trace.ConnClosed, 1, 1, ""), "record 4 (closed): connection 1 has been closed at its dialled end"},
		{"sent when closed", wired().Conn(trace.ConnClosed, 1, 1, "").Bytes(trace.BytesSent, 1, 1, 5), "record 4 (sent): connection 1 has been closed at its dialled end"},
		{"the wrong end", begun().Conn(trace.ConnOpened, 1, -1, "db"), "record 2 (opened): connection 1 is opened at its accepted end"},
		{"accepted where it was dialled", begun().Conn(trace.ConnAccepted, 1, 1, "db"), "record 2 (accepted): connection 1 is accepted at its dialled end"},
		{"sent from the other end", wired().Bytes(trace.BytesSent, 1, -1, 5), "record 3 (sent): connection 1 was not opened at its accepted end"},
		{"bytes", wired().Bytes(trace.BytesSent, 1, 1, -5), "record 3 (sent): -5 bytes"},
	} {
		if err := tracetest.Validate(&c.in.Trace); err == nil || err.Error() != "trace: "+c.want {
			t.Errorf("%s:\n got %v\nwant trace: %s", c.name, err, c.want)
		}
	}
}

// A broken record anywhere in a good trace is found where it is.
func TestValidateNamesTheRecord(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		good := tracetest.Random(t, 40)
		n := rapid.IntRange(0, good.Len()-1).Draw(t, "record")
		bad := &trace.Trace{}
		for _, s := range good.Texts() {
			bad.Intern(s)
		}
		for i, r := range good.All() {
			if i == n {
				r.Text = trace.Text(len(good.Texts()) + 1)
			}
			bad.Append(r)
		}
		want := "trace: record " + strconv.Itoa(n) + " "
		if err := tracetest.Validate(bad); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Fatalf("got %v, want %s…", err, want)
		}
	})
}

func TestValidateThreads(t *testing.T) {
	beside := func() *tracetest.Story {
		return (&tracetest.Story{}).Made(1, 0, "main").Runs(1).Made(2, 1, "worker").Threaded(2)
	}
	for _, c := range []struct {
		name string
		in   *tracetest.Story
		want string // "" when there is nothing wrong
	}{
		{"at once", beside().Runs(2), ""},
		{"waits for a core when it is due", beside().Runs(2).Sleeps(2, 5).Until(5).Waits(2, trace.WhyCPU, 0, "a core").Runs(2), ""},
		{"first the lock, then a core", beside().Waits(2, trace.WhyCPU, 0, "the GIL").Waits(2, trace.WhyCPU, 0, "a core").Runs(2), ""},
		{"wants a core in its sleep", beside().Runs(2).Sleeps(2, 5).Until(4).Waits(2, trace.WhyCPU, 0, "a core"), "record 6 (waiting): task 2 is waiting and cannot become waiting"},
		{"too late", beside().Runs(2).Threaded(2), "record 5 (thread): task 2 is running, too late for a thread of its own"},
		{"held twice", beside().Acquired(2).Acquired(0), "record 5 (acquired): resource 7 is held by task 2"},
		{"not held", beside().Released(2), "record 4 (released): resource 7 is not held by task 2"},
		{"another's", beside().Acquired(0).Released(2), "record 5 (released): resource 7 is not held by task 2"},
	} {
		err := tracetest.Validate(&c.in.Trace)
		if err == nil && c.want != "" || err != nil && err.Error() != "trace: "+c.want {
			t.Errorf("%s:\n got %v\nwant %s", c.name, err, c.want)
		}
	}
}
