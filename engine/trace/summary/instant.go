package summary

import (
	"cmp"
	"slices"
	"sort"

	"overlap/engine/trace"
)

// Instant is the state of the event loop at one moment of a run.
type Instant struct {
	At      int64
	Record  int            // index of the last record so far, -1 before the first
	Running trace.TaskID   // 0 when the loop waited or was between two tasks
	Threads []trace.TaskID // tasks that ran beside the loop, in the order of their numbers
	Ready   []trace.TaskID // in the order in which the tasks ran later
	Waiting []Wait         // in the order of task numbers, so that a list on the page keeps its order while time moves
}

// Wait is what one task waited for at an instant.
type Wait struct {
	Task  trace.TaskID
	Since int64
	Due   int64 // Never unless the task slept
	Ref   int32 // End of a connection, resource or task
	Why   trace.Why
	Line  uint16
	Text  string // what for
}

// AtInstant returns the state of the loop at the end of the instant ns.
func (s *Summary) AtInstant(ns int64) Instant {
	next := sort.Search(s.Stats.Records, func(i int) bool { return s.Trace.At(i).At > ns })
	return s.after(next-1, ns)
}

// AtRecord returns the state of the loop just after record i, 0 ≤ i < Stats.Records. It distinguishes states within one
// instant.
func (s *Summary) AtRecord(i int) Instant { return s.after(i, s.Trace.At(i).At) }

// after collects the states of all tasks after record i at the instant ns.
func (s *Summary) after(i int, ns int64) Instant {
	in := Instant{At: ns, Record: i}
	var queue []queued
	for n := range s.Tasks {
		t := &s.Tasks[n]
		k := t.spanAt(int32(i), ns)
		if k < 0 || t.Outcome != Unfinished && int(t.last) <= i {
			continue
		}
		sp := &t.Spans[k]
		due := s.due(sp)
		switch {
		case sp.State == trace.Running && t.Thread:
			in.Threads = append(in.Threads, t.ID)
		case sp.State == trace.Running:
			in.Running = t.ID
		case sp.State == trace.Ready || due != Never && due <= ns:
			queue = append(queue, newQueued(t.ID, t.resumedBy(k)))
		default:
			in.Waiting = append(in.Waiting, Wait{Task: t.ID, Since: sp.From, Due: due, Ref: sp.Ref, Why: sp.Why, Line: s.Line(sp), Text: s.Trace.String(sp.Text)})
		}
	}
	slices.Sort(queue)
	for _, q := range queue {
		in.Ready = append(in.Ready, trace.TaskID(uint32(q)))
	}
	return in
}

// Timers returns the waits of the sleeping tasks, the soonest due first, and those due at once in the order of task numbers.
func (in Instant) Timers() []Wait {
	var timers []Wait
	for _, w := range in.Waiting {
		if w.Due != Never {
			timers = append(timers, w)
		}
	}
	slices.SortStableFunc(timers, func(a, b Wait) int { return cmp.Compare(a.Due, b.Due) })
	return timers
}

// queued is a ready task, with the index of the record with which it went on in the upper half: sorted, ready tasks are in
// the order in which they ran.
type queued int64

func newQueued(task trace.TaskID, record int32) queued {
	return queued(record)<<32 | queued(uint32(task))
}

// spanAt returns the index of the span the task was in after record i at the instant ns, -1 before it was made.
func (t *Task) spanAt(i int32, ns int64) int {
	return sort.Search(len(t.Spans), func(k int) bool { return t.Spans[k].Record > i || t.Spans[k].From > ns }) - 1
}

// resumedBy returns the index of the record with which a task went on that is ready in its span k. A loop runs tasks in the
// order of its queue, so these indexes give the order of the queue.
func (t *Task) resumedBy(k int) int32 {
	for _, s := range t.Spans[k:] {
		if s.State == trace.Running {
			return s.Record
		}
	}
	if t.Outcome != Unfinished {
		return t.last
	}
	return 1<<31 - 1
}
