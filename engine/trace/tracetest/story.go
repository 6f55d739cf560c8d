// Package tracetest writes traces for the tests of what reads them: by hand, at random, and large.
package tracetest

import (
	"testing"

	"overlap/engine/trace"
)

// Story writes a trace by hand, the way an engine would: the instant, then what happens in it. Its methods
// append records of the kinds they are named after and return the story.
type Story struct {
	trace.Trace
	Now int64 // nanoseconds since the run began
}

// MS is a millisecond in nanoseconds.
const MS = 1_000_000

// GIL is the resource that Acquired and Released are about.
const GIL = 7

// Until goes on to an instant, in milliseconds since the run began.
func (s *Story) Until(millis int64) *Story {
	s.Now = millis * MS
	return s
}

// Add appends any record at the present instant.
func (s *Story) Add(r trace.Record) *Story {
	r.At = s.Now
	s.Append(r)
	return s
}

// Made appends the beginning of a task.
func (s *Story) Made(id, parent int, name string) *Story {
	return s.Add(trace.Record{Kind: trace.TaskMade, Task: trace.TaskID(id), Ref: int32(parent), Text: s.Intern(name)})
}

// Daemon marks a task as one that serves others.
func (s *Story) Daemon(id int) *Story {
	return s.Add(trace.Record{Kind: trace.TaskDaemon, Task: trace.TaskID(id)})
}

// Said appends a record that has a task and a text.
func (s *Story) Said(k trace.Kind, id int, text string) *Story {
	return s.Add(trace.Record{Kind: k, Task: trace.TaskID(id), Text: s.Intern(text)})
}

// Runs has a task run, on line 10 plus its number.
func (s *Story) Runs(id int) *Story {
	return s.Add(trace.Record{Kind: trace.TaskRunning, Task: trace.TaskID(id), Line: uint16(10 + id)})
}

// Ready has a task be woken by another, 0 for the loop.
func (s *Story) Ready(id, by int) *Story {
	return s.Add(trace.Record{Kind: trace.TaskReady, Task: trace.TaskID(id), Ref: int32(by)})
}

// Waits has a task wait, on line 20 plus its number.
func (s *Story) Waits(id int, why trace.Why, ref int, text string) *Story {
	return s.Add(trace.Record{Kind: trace.TaskWaiting, Task: trace.TaskID(id), Why: why, Ref: int32(ref), Text: s.Intern(text), Line: uint16(20 + id)})
}

// Sleeps has a task sleep until an instant, in milliseconds since the run began.
func (s *Story) Sleeps(id int, until int64) *Story {
	return s.Add(trace.Record{Kind: trace.TaskWaiting, Task: trace.TaskID(id), Why: trace.WhySleep, Arg: until * MS})
}

// Ends appends the end of a task.
func (s *Story) Ends(id int, k trace.Kind, text string) *Story { return s.Said(k, id, text) }

// Conn is a record about an end of a connection, which is negative where it was accepted.
func (s *Story) Conn(k trace.Kind, id, end int, address string) *Story {
	return s.Add(trace.Record{Kind: k, Task: trace.TaskID(id), Ref: int32(end), Text: s.Intern(address)})
}

// Bytes appends bytes sent or received at an end of a connection.
func (s *Story) Bytes(k trace.Kind, id, end, n int) *Story {
	return s.Add(trace.Record{Kind: k, Task: trace.TaskID(id), Ref: int32(end), Arg: int64(n)})
}

// Validate returns what a validator says of all records of a trace.
func Validate(tr *trace.Trace) error { return trace.NewValidator(tr).Add(tr.Len()) }

// Valid fails the test when the story is not one that a run could have written.
func (s *Story) Valid(t testing.TB) *trace.Trace {
	t.Helper()
	if err := Validate(&s.Trace); err != nil {
		t.Fatal(err)
	}
	return &s.Trace
}

// Lookup is a small fan-out: main starts two lookups, each asks the server over a connection of its own; the
// server's handlers sleep 60 and 250 ms and answer. It ends after 250 ms.
func Lookup() *Story {
	s := &Story{}
	s.Made(1, 0, "main").Runs(1)
	s.Made(2, 1, "server").Made(3, 1, "user:2").Made(4, 1, "product:20").Waits(1, trace.WhyTask, 3, "user:2")
	s.Runs(2).Daemon(2).Said(trace.TaskGrouped, 2, "db :9002").Waits(2, trace.WhyAccept, 0, "db")
	for i := 1; i <= 2; i++ {
		s.Runs(2+i).Conn(trace.ConnOpened, 2+i, i, "db").Bytes(trace.BytesSent, 2+i, i, 11)
		s.Waits(2+i, trace.WhyRead, i, "db")
		if i == 1 {
			s.Ready(2, 3)
		}
	}
	s.Runs(2).Made(5, 2, "handler").Made(6, 2, "handler").Waits(2, trace.WhyAccept, 0, "db")
	for i, due := range []int64{60, 250} {
		s.Runs(5+i).Conn(trace.ConnAccepted, 5+i, -1-i, "db :9002").Bytes(trace.BytesReceived, 5+i, -1-i, 11)
		s.Said(trace.TaskLabelled, 5+i, "a lookup").Sleeps(5+i, due)
	}
	for i, due := range []int64{60, 250} {
		s.Until(due).Runs(5+i).Ready(3+i, 5+i).Bytes(trace.BytesSent, 5+i, -1-i, 4)
		s.Conn(trace.ConnClosed, 5+i, -1-i, "").Ends(5+i, trace.TaskDone, "")
		s.Runs(3+i).Bytes(trace.BytesReceived, 3+i, 1+i, 4).Conn(trace.ConnClosed, 3+i, 1+i, "")
		s.Ends(3+i, trace.TaskDone, "").Ready(1, 3+i).Runs(1)
		if i == 0 {
			s.Waits(1, trace.WhyTask, 4, "product:20")
		}
	}
	return s.Ends(1, trace.TaskDone, "")
}

// Threaded gives a task a thread of its own.
func (s *Story) Threaded(id int) *Story {
	return s.Add(trace.Record{Kind: trace.TaskThread, Task: trace.TaskID(id)})
}

// Status has a task set the state of a thing.
func (s *Story) Status(id int, of, state string, tone trace.Tone) *Story {
	return s.Add(trace.Record{Kind: trace.Status, Task: trace.TaskID(id), Ref: int32(s.Intern(of)), Text: s.Intern(state), Arg: int64(tone)})
}

// Acquired has a task take GIL.
func (s *Story) Acquired(id int) *Story {
	return s.Add(trace.Record{Kind: trace.Acquired, Task: trace.TaskID(id), Ref: GIL, Text: s.Intern("GIL")})
}

// Released has a task give GIL back.
func (s *Story) Released(id int) *Story {
	return s.Add(trace.Record{Kind: trace.Released, Task: trace.TaskID(id), Ref: GIL})
}

// Shift is a worker that takes the lock from a main task at work for 5 of 15 ms.
func Shift() *Story {
	s := (&Story{}).Made(1, 0, "main").Runs(1).Made(2, 1, "worker").Threaded(2).Acquired(0).Waits(2, trace.WhyCPU, 0, "the GIL")
	s.Until(5).Waits(1, trace.WhyCPU, 0, "the GIL").Released(0).Acquired(2).Runs(2)
	s.Until(10).Released(2).Ends(2, trace.TaskDone, "").Acquired(0).Runs(1)
	return s.Until(15).Ends(1, trace.TaskDone, "")
}

// Large is a run of about n records: a thousand tasks that sleep in turns, and talk now and then.
func Large(n int) *trace.Trace {
	const tasks = 1000
	s := &Story{}
	for id := 1; id <= tasks; id++ {
		s.Made(id, 0, "worker")
	}
	for round := 0; s.Len() < n; round++ {
		for id := 1; id <= tasks; id++ {
			s.Now = int64(round)*10*MS + int64(id)*7919
			s.Runs(id)
			switch {
			case id%10 != 0:
			case round == 0:
				s.Conn(trace.ConnOpened, id, id/10, "db")
			default:
				s.Bytes(trace.BytesSent, id, id/10, 100)
			}
			s.Add(trace.Record{Kind: trace.TaskWaiting, Task: trace.TaskID(id), Why: trace.WhySleep, Arg: s.Now + 9*MS, Line: 42})
		}
	}
	return &s.Trace
}

// PerRecord reports a benchmark's time per record of the trace.
func PerRecord(b *testing.B, tr *trace.Trace) {
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(tr.Len()), "ns/record")
}
