package trace_test

import (
	"testing"

	"overlap/engine/trace"
)

// story writes a trace by hand, the way an engine would: the instant, then what happens in it.
type story struct {
	trace.Trace
	now int64
}

const ms = 1_000_000

func (s *story) at(millis int64) *story {
	s.now = millis * ms
	return s
}

func (s *story) add(r trace.Record) *story {
	r.At = s.now
	s.Append(r)
	return s
}

func (s *story) made(id, parent int, name string) *story {
	return s.add(trace.Record{Kind: trace.TaskMade, Task: trace.TaskID(id), Ref: int32(parent), Text: s.Intern(name)})
}

func (s *story) daemon(id int) *story {
	return s.add(trace.Record{Kind: trace.TaskDaemon, Task: trace.TaskID(id)})
}

func (s *story) said(k trace.Kind, id int, text string) *story {
	return s.add(trace.Record{Kind: k, Task: trace.TaskID(id), Text: s.Intern(text)})
}

func (s *story) runs(id int) *story {
	return s.add(trace.Record{Kind: trace.TaskRunning, Task: trace.TaskID(id), Line: uint16(10 + id)})
}

func (s *story) ready(id, by int) *story {
	return s.add(trace.Record{Kind: trace.TaskReady, Task: trace.TaskID(id), Ref: int32(by)})
}

func (s *story) waits(id int, why trace.Why, ref int, text string) *story {
	return s.add(trace.Record{Kind: trace.TaskWaiting, Task: trace.TaskID(id), Why: why, Ref: int32(ref), Text: s.Intern(text), Line: uint16(20 + id)})
}

func (s *story) sleeps(id int, until int64) *story {
	return s.add(trace.Record{Kind: trace.TaskWaiting, Task: trace.TaskID(id), Why: trace.WhySleep, Arg: until * ms})
}

func (s *story) ends(id int, k trace.Kind, text string) *story { return s.said(k, id, text) }

// conn is a record about an end of a connection, which is negative where it was accepted.
func (s *story) conn(k trace.Kind, id, end int, address string) *story {
	return s.add(trace.Record{Kind: k, Task: trace.TaskID(id), Ref: int32(end), Text: s.Intern(address)})
}

func (s *story) bytes(k trace.Kind, id, end, n int) *story {
	return s.add(trace.Record{Kind: k, Task: trace.TaskID(id), Ref: int32(end), Arg: int64(n)})
}

// valid fails the test when the story is not one that a run could have written.
func (s *story) valid(t testing.TB) *trace.Trace {
	t.Helper()
	if err := trace.Validate(&s.Trace); err != nil {
		t.Fatal(err)
	}
	return &s.Trace
}

// lookup is a small fan-out: main starts two lookups, each asks the server over a connection of its own; the
// server's handlers sleep 60 and 250 ms and answer. It ends after 250 ms.
func lookup() *story {
	s := &story{}
	s.made(1, 0, "main").runs(1)
	s.made(2, 1, "server").made(3, 1, "user:2").made(4, 1, "product:20").waits(1, trace.WhyTask, 3, "user:2")
	s.runs(2).daemon(2).said(trace.TaskGrouped, 2, "db :9002").waits(2, trace.WhyAccept, 0, "db")
	for i := 1; i <= 2; i++ {
		s.runs(2+i).conn(trace.ConnOpened, 2+i, i, "db").bytes(trace.BytesSent, 2+i, i, 11)
		s.waits(2+i, trace.WhyRead, i, "db")
		if i == 1 {
			s.ready(2, 3)
		}
	}
	s.runs(2).made(5, 2, "handler").made(6, 2, "handler").waits(2, trace.WhyAccept, 0, "db")
	for i, due := range []int64{60, 250} {
		s.runs(5+i).conn(trace.ConnAccepted, 5+i, -1-i, "db :9002").bytes(trace.BytesReceived, 5+i, -1-i, 11)
		s.said(trace.TaskLabelled, 5+i, "a lookup").sleeps(5+i, due)
	}
	for i, due := range []int64{60, 250} {
		s.at(due).runs(5+i).ready(3+i, 5+i).bytes(trace.BytesSent, 5+i, -1-i, 4)
		s.conn(trace.ConnClosed, 5+i, -1-i, "").ends(5+i, trace.TaskDone, "")
		s.runs(3+i).bytes(trace.BytesReceived, 3+i, 1+i, 4).conn(trace.ConnClosed, 3+i, 1+i, "")
		s.ends(3+i, trace.TaskDone, "").ready(1, 3+i).runs(1)
		if i == 0 {
			s.waits(1, trace.WhyTask, 4, "product:20")
		}
	}
	return s.ends(1, trace.TaskDone, "")
}
