package trace_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"overlap/engine/trace"
)

func TestValidateAccepts(t *testing.T) {
	late := &story{}
	late.made(1, 0, "main").runs(1).sleeps(1, 10).at(25).runs(1).ends(1, trace.TaskDone, "")
	cancelled := &story{}
	cancelled.made(1, 0, "main").runs(1).made(2, 1, "child").sleeps(1, 10).runs(2).sleeps(2, 100).at(10).runs(1)
	cancelled.add(trace.Record{Kind: trace.CancelSent, Task: 2, Ref: 1, Text: cancelled.Intern("enough")})
	cancelled.ready(2, 1).made(3, 1, "never run").ends(1, trace.TaskDone, "").runs(2).ends(2, trace.TaskCancelled, "enough")
	cancelled.ends(3, trace.TaskCancelled, "enough")
	for name, s := range map[string]*story{"empty": {}, "lookup": lookup(), "late sleeper": late, "cancelled": cancelled} {
		if err := trace.Validate(&s.Trace); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := trace.Validate(large(10_000)); err != nil {
		t.Error(err)
	}
}

func TestValidateAcceptsEveryBeginning(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		if err := trace.Validate(&randomTrace(t, 80).Trace); err != nil {
			t.Fatal(err)
		}
	})
}

func TestValidateRefuses(t *testing.T) {
	begun := func() *story { return (&story{}).made(1, 0, "main").runs(1) } // records 0 and 1
	two := func() *story { return begun().made(2, 1, "child") }             // and 2
	wired := func() *story { return begun().conn(trace.ConnOpened, 1, 1, "db") }
	for _, c := range []struct {
		name string
		in   *story
		want string
	}{
		{"kind", begun().add(trace.Record{Kind: 77}), "record 2 (unknown): kind 77 is unknown: 1 to 23 are allowed"},
		{"time", begun().at(5).said(trace.Log, 1, "a").at(4).said(trace.Log, 1, "b"), "record 3 (log): time goes back from 5000000 ns to 4000000 ns"},
		{"negative time", (&story{}).at(-1).made(1, 0, "main"), "record 0 (made): time goes back from 0 ns to -1000000 ns"},
		{"text", begun().add(trace.Record{Kind: trace.Log, Text: 9}), "record 2 (log): string 9 is not in the table, which has 0 to 1"},
		{"field", begun().add(trace.Record{Kind: trace.Log, Line: 3}), "record 2 (log): Line is set, which this kind does not use"},
		{"text", begun().add(trace.Record{Kind: trace.ConnClosed, Text: 1}), "record 2 (closed): Text is set, which this kind does not use"},
		{"ref", begun().add(trace.Record{Kind: trace.TaskDone, Task: 1, Ref: 1}), "record 2 (done): Ref is set, which this kind does not use"},
		{"why", begun().add(trace.Record{Kind: trace.TaskDone, Task: 1, Why: 1}), "record 2 (done): Why is set, which this kind does not use"},
		{"due of no sleep, in the past", begun().at(5).add(trace.Record{Kind: trace.TaskWaiting, Task: 1, Why: trace.WhyLock, Arg: 3}), "record 2 (waiting): the wait is due at 3 ns, before it begins at 5000000 ns"},
		{"number", begun().made(3, 1, "x"), "record 2 (made): task 3 is made, tasks are numbered in order and the next is 2"},
		{"parent", (&story{}).made(1, 1, "x"), "record 0 (made): its parent, task 1, was not made before it"},
		{"not made", begun().runs(2), "record 2 (running): task 2 was not made"},
		{"no task", begun().ready(0, 0), "record 2 (ready): task 0 was not made"},
		{"two at once", two().runs(2), "record 3 (running): task 2 runs while task 1 is running"},
		{"wake a running task", begun().ready(1, 0), "record 2 (ready): task 1 is running and cannot become ready"},
		{"wait without running", two().sleeps(2, 1), "record 3 (waiting): task 2 is ready and cannot become waiting"},
		{"early", begun().sleeps(1, 10).at(9).runs(1), "record 3 (running): task 1 runs at 9000000 ns, its sleep is due at 10000000 ns"},
		{"due in the past", begun().at(5).sleeps(1, 4), "record 2 (waiting): the wait is due at 4000000 ns, before it begins at 5000000 ns"},
		{"not woken", begun().waits(1, trace.WhyLock, 0, "l").runs(1), "record 3 (running): task 1 runs without having been made ready: only a sleeper may"},
		{"reason", begun().waits(1, 0, 0, ""), "record 2 (waiting): reason 0 is unknown: 1 to 19 are allowed"},
		{"cancelled while waiting", begun().sleeps(1, 10).ends(1, trace.TaskCancelled, "x"), "record 3 (cancelled): task 1 is waiting and cannot become ended"},
		{"after the end", begun().ends(1, trace.TaskDone, "").said(trace.Log, 1, "x"), "record 3 (log): task 1 has ended"},
		{"woken by nobody", begun().sleeps(1, 9).ready(1, 4), "record 3 (ready): by task 4, which was not made"},
		{"wait for nobody", begun().waits(1, trace.WhyTask, 2, "x"), "record 2 (waiting): waits for task 2, which was not made"},
		{"read nothing", begun().waits(1, trace.WhyRead, 1, "db"), "record 2 (waiting): connection 1 was not opened at its dialled end"},
		{"negative ref", begun().waits(1, trace.WhyLock, -1, "db"), "record 2 (waiting): reference -1 is negative"},
		{"no connection", begun().conn(trace.ConnOpened, 1, 0, "db"), "record 2 (opened): it names no connection: they are numbered from 1"},
		{"not opened", begun().bytes(trace.BytesSent, 1, 1, 5), "record 2 (sent): connection 1 was not opened at its dialled end"},
		{"opened twice", wired().conn(trace.ConnOpened, 1, 1, "db"), "record 3 (opened): connection 1 is opened a second time"},
		{"closed twice", wired().conn(trace.ConnClosed, 1, 1, "").conn(trace.ConnClosed, 1, 1, ""), "record 4 (closed): connection 1 has been closed at its dialled end"},
		{"sent when closed", wired().conn(trace.ConnClosed, 1, 1, "").bytes(trace.BytesSent, 1, 1, 5), "record 4 (sent): connection 1 has been closed at its dialled end"},
		{"the wrong end", begun().conn(trace.ConnOpened, 1, -1, "db"), "record 2 (opened): connection 1 is opened at its accepted end"},
		{"accepted where it was dialled", begun().conn(trace.ConnAccepted, 1, 1, "db"), "record 2 (accepted): connection 1 is accepted at its dialled end"},
		{"sent from the other end", wired().bytes(trace.BytesSent, 1, -1, 5), "record 3 (sent): connection 1 was not opened at its accepted end"},
		{"bytes", wired().bytes(trace.BytesSent, 1, 1, -5), "record 3 (sent): -5 bytes"},
	} {
		if err := trace.Validate(&c.in.Trace); err == nil || err.Error() != "trace: "+c.want {
			t.Errorf("%s:\n got %v\nwant trace: %s", c.name, err, c.want)
		}
	}
}

// A broken record anywhere in a good trace is found where it is.
func TestValidateNamesTheRecord(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		good := randomTrace(t, 40)
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
		want := "trace: record " + itoa(n) + " "
		if err := trace.Validate(bad); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Fatalf("got %v, want %s…", err, want)
		}
	})
}
