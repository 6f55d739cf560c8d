package report

import (
	"iter"
	"slices"
	"sort"
	"time"

	"overlap/chart/words"
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

// Log is a run's log, or a stretch of it. A run may have logged a million lines, so entries are made when they are asked for.
type Log struct {
	of    *summary.Summary
	notes [noteKinds][]summary.Note // each in order
}

// The kinds of notes. Notes of the same record stand in this order.
const (
	lineNote = iota
	markNote
	changeNote
	catchNote
	noteKinds
)

// LogOf returns the whole log of a run.
func LogOf(r *scenarios.Result) Log {
	s := r.Summary()
	return Log{s, [noteKinds][]summary.Note{lineNote: s.Logs, markNote: s.Marks, changeNote: s.Changes(), catchNote: s.Caught}}
}

// Len returns the number of entries.
func (l Log) Len() (n int) {
	for _, notes := range l.notes {
		n += len(notes)
	}
	return n
}

// Cut splits a log in what happened up to an instant of the trace, and what happened after it.
func (l Log) Cut(at int64) (until, after Log) {
	until.of, after.of = l.of, l.of
	for kind, notes := range l.notes {
		n := sort.Search(len(notes), func(i int) bool { return notes[i].At > at })
		until.notes[kind], after.notes[kind] = notes[:n], notes[n:]
	}
	return until, after
}

// Last returns the last entries, at most so many, in the order in which they happened.
func (l Log) Last(most int) (entries []Entry) {
	for len(entries) < most {
		last := -1
		for kind, notes := range l.notes {
			if n := len(notes); n > 0 && (last < 0 || notes[n-1].Record >= l.end(last).Record) {
				last = kind
			}
		}
		if last < 0 {
			break
		}
		entries = append(entries, l.entry(last, l.end(last)))
		l.notes[last] = l.notes[last][:len(l.notes[last])-1]
	}
	slices.Reverse(entries)
	return entries
}

func (l *Log) end(kind int) summary.Note { return l.notes[kind][len(l.notes[kind])-1] }

// All yields the entries in the order in which they happened.
func (l Log) All() iter.Seq[Entry] {
	return func(yield func(Entry) bool) {
		for {
			first := -1
			for kind, notes := range l.notes {
				if len(notes) > 0 && (first < 0 || notes[0].Record < l.notes[first][0].Record) {
					first = kind
				}
			}
			if first < 0 || !yield(l.entry(first, l.notes[first][0])) {
				return
			}
			l.notes[first] = l.notes[first][1:]
		}
	}
}

func (l *Log) entry(kind int, n summary.Note) Entry {
	e := Entry{At: n.At, Who: "the loop", Text: n.Text, Own: kind == lineNote}
	if kind == catchNote {
		e.Text = "caught its cancellation"
		if n.Text != "" {
			e.Text += ": " + n.Text
		}
	}
	e.Text = words.Said(e.Text)
	if t := l.of.Task(n.Task); t != nil {
		e.Who = named(t, t.LabelBefore(n.Record)) // at one instant a task can end a piece of work, note it, and begin the next
	}
	return e
}

// NameAt returns a task's name and its label at an instant of the trace: "cache product:20".
func NameAt(t *summary.Task, at int64) string {
	return named(t, t.LabelAt(at))
}

func named(t *summary.Task, label string) string {
	if label != "" && label != t.Name {
		return t.Name + " " + label
	}
	return t.Name
}

// Moment converts a time on the axis, where a variant begins at 0, to an instant of the run's trace.
func Moment(r *scenarios.Result, at time.Duration) int64 { return int64(r.Began + at) }

// Since converts an instant of a run's trace to the time on the axis.
func Since(r *scenarios.Result, at int64) time.Duration { return time.Duration(at) - r.Began }
