package summary

import (
	"sort"

	"overlap/engine/trace"
)

// Wake is the end of a wait and who brought it about.
type Wake struct {
	At   int64        // when the task could go on; Never when the wait did not end
	By   trace.TaskID // 0: a timer, the loop or the outside world
	Sent int64        // when that task did what ended the wait: before At when its bytes were under way
}

// Wakers finds out who ended the waits of a run, from what the engine recorded: the task that made another ready, or the
// sender of the bytes for which a reader waited.
type Wakers struct {
	s        *Summary
	arrivals map[trace.End][]int32 // indexes of the Messages that arrived at an end of a connection, in order
}

// Wakers returns the wakers of the run.
func (s *Summary) Wakers() *Wakers {
	w := &Wakers{s: s, arrivals: map[trace.End][]int32{}}
	for i := range s.Messages {
		if m := &s.Messages[i]; m.ReceivedAt != Never {
			w.arrivals[m.From.Peer()] = append(w.arrivals[m.From.Peer()], int32(i))
		}
	}
	return w
}

// Of returns what ended the wait that is span n of a task.
func (w *Wakers) Of(t *Task, n int) Wake {
	wake := Wake{At: t.Spans[n].To}
	if n+1 == len(t.Spans) {
		if t.Outcome == Unfinished {
			wake.At = Never
		}
		return wake
	}
	ready := &t.Spans[n+1]
	if ready.State != trace.Ready {
		return wake // a timer's instant has come
	}
	if wake.By, wake.Sent = trace.TaskID(ready.Ref), ready.From; wake.By == 0 {
		if m := w.message(t, n); m != nil {
			wake.By, wake.Sent = m.FromTask, m.SentAt
		}
	}
	return wake
}

// farthest bounds how many tasks Behind goes through: at one instant tasks can wake each other in a circle.
const farthest = 32

// Behind returns the task that stands behind a task's doing at an instant: the task itself if it is known, else that which
// woke it, or made it, at that very instant, and so on; 0 when there is none. A task that only passes things on is seen
// through in this way.
func (w *Wakers) Behind(id trace.TaskID, at int64, known func(trace.TaskID) bool) trace.TaskID {
	for range farthest {
		t := w.s.Task(id)
		if t == nil || known(id) {
			return id
		}
		n := sort.Search(len(t.Spans), func(k int) bool { return t.Spans[k].From > at }) - 1
		for n >= 0 && (t.Spans[n].State != trace.Waiting || t.Spans[n].To > at) {
			n--
		}
		switch {
		case n < 0 && t.MadeAt == at:
			id = t.Parent
		case n >= 0 && t.Spans[n].To == at:
			wake := w.Of(t, n)
			id, at = wake.By, wake.Sent
		default:
			return 0
		}
	}
	return 0
}

// message returns the message that ended a wait to read, which is span n of a task and ended when the network made the task
// ready; nil when there is none.
func (w *Wakers) message(t *Task, n int) *Message {
	wait, ready := &t.Spans[n], &t.Spans[n+1]
	if wait.State != trace.Waiting || wait.Why != trace.WhyRead {
		return nil
	}
	list := w.arrivals[trace.End(wait.Ref)]
	k := sort.Search(len(list), func(k int) bool { return w.s.Messages[list[k]].ReceivedAt >= ready.From })
	for k < len(list) && w.s.Messages[list[k]].ToTask != t.ID {
		k++
	}
	if k == len(list) {
		return nil
	}
	if m := &w.s.Messages[list[k]]; m.SentAt <= ready.From && m.sent < ready.Record {
		return m
	}
	return nil
}
