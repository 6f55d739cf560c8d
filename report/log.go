package report

import (
	"time"

	"overlap/engine/trace/summary"
	"overlap/scenarios"
)

// Entry is a line of a run's log: a line that a task logged, a mark, a change of a thing's state, or a cancellation that a
// task caught.
type Entry struct {
	At   int64  // instant of the trace
	Who  string // the task and its label; "the loop" for no task
	Text string
	Own  bool // the program logged the text, which can be read without Who
}

// Alone returns the entry for places that show no column for Who. Marks and caught cancellations name their task; a logged
// line is as the program wrote it.
func (e Entry) Alone() string {
	if e.Own {
		return e.Text
	}
	return e.Who + ": " + e.Text
}

// Log returns the log lines, marks, changes of states and caught cancellations of a run, in the order in which they happened.
func Log(r *scenarios.Result) (log []Entry) {
	s := r.Summary()
	logs, marks, changes, cancellations := s.Logs, s.Marks, s.Changes(), s.Caught // each is in order
	for len(logs)+len(marks)+len(changes)+len(cancellations) > 0 {
		list, own, isCaught := &logs, true, false
		if before(marks, *list) {
			list, own = &marks, false
		}
		if before(changes, *list) {
			list, own = &changes, false
		}
		if before(cancellations, *list) {
			list, own, isCaught = &cancellations, false, true
		}
		n := (*list)[0]
		*list = (*list)[1:]
		e := Entry{At: n.At, Who: "the loop", Text: n.Text, Own: own}
		if isCaught {
			e.Text = caught(n.Text)
		}
		if t := s.Task(n.Task); t != nil {
			e.Who = NameAt(t, n.At)
		}
		log = append(log, e)
	}
	return log
}

// before reports whether the first of notes happened before the first of others, or is all that is left.
func before(notes, others []summary.Note) bool {
	return len(notes) > 0 && (len(others) == 0 || notes[0].Record < others[0].Record)
}

func caught(cause string) string {
	if cause == "" {
		return "caught its cancellation"
	}
	return "caught its cancellation: " + cause
}

// NameAt returns a task's name and its label at an instant of the trace: "cache product:20".
func NameAt(t *summary.Task, at int64) string {
	if label := t.LabelAt(at); label != "" && label != t.Name {
		return t.Name + " " + label
	}
	return t.Name
}

// Moment converts a time on the axis, where a variant begins at 0, to an instant of the run's trace.
func Moment(r *scenarios.Result, at time.Duration) int64 { return int64(r.Began + at) }

// Since converts an instant of a run's trace to the time on the axis.
func Since(r *scenarios.Result, at int64) time.Duration { return time.Duration(at) - r.Began }
