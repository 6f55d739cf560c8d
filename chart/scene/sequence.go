package scene

import (
	"slices"
	"sort"
	"time"

	"overlap/engine/trace"
)

// Sequence is who did what to whom in a run: lifelines, and arrows from one to another.
type Sequence struct {
	Lines  []Lifeline // in the order in which arrows first lead to them or from them
	Arrows []Arrow    // in the order in which they begin
	Cut    bool       // the run has more arrows than are kept
	panel  *Panel
}

// Lifeline is a task, all tasks of a service or a pool, or a crowd: tasks whose names differ in their numbers.
type Lifeline struct {
	Name  string
	Task  trace.TaskID // 0 for several
	Crowd bool
}

// Arrow is something that one task did to another, or that many did. Tasks of one lifeline have no arrows between them.
type Arrow struct {
	Kind     ArrowKind
	Why      trace.Why       // what the task waited for, of a Wakes
	From, To int             // indexes of Lines
	Tasks    [2]trace.TaskID // at both ends; 0 for an end that no task was at
	At       time.Duration
	Until    time.Duration // when a message was read; lost when it never was; else At
	Text     string        // the message's first line, "" when it has none or several differ, the error, the cause, the name of what was waited for
	Bytes    int64         // of a message
	Tries    int           // of a connection request: how many came before it
	Count    int           // how many did the same at the same instant, for whom one arrow stands
}

// ArrowKind says what the arrow stands for.
type ArrowKind uint8

const (
	Sends    ArrowKind = iota // bytes
	Connects                  // a connection, after requests for it were dropped
	Drops                     // a connection request for which there was no room
	Starts                    // a task starts another
	Ends                      // a task ends that another waits for
	Fails                     // likewise
	Stops                     // likewise: it was cancelled
	Cancels                   // a task cancels another
	Wakes                     // a task does what another waits for
)

const (
	lost       = time.Duration(-1)
	mostArrows = 20_000
)

// Lost reports whether nobody read the message.
func (a *Arrow) Lost() bool { return a.Until == lost }

// Window says which of a sequence's arrows a picture has room for.
type Window struct {
	From, To time.Duration // the stretch of time; To is 0 for all of it
	At       time.Duration // arrows around this instant are meant; the first ones when it is negative
	Arrows   int           // the most there is room for
	Lines    int           // likewise
}

// Excerpt is the part of a sequence that a picture shows.
type Excerpt struct {
	*Sequence
	Shown         []Arrow
	Columns       []int // indexes of Lines, in order
	Before, After int   // arrows that are left out before and after those that are shown
	Others        int   // arrows between them that are left out, because there is no room for their lifelines
}

// Excerpt returns what there is room for in a window. Arrows come in pages, so that they do not move while an instant moves
// from one to the next.
func (q *Sequence) Excerpt(w Window) Excerpt {
	e := Excerpt{Sequence: q}
	var all []int
	page := 0
	for i := range q.Arrows {
		a := &q.Arrows[i]
		if w.To > 0 && (a.At > w.To || max(a.At, a.Until) < w.From) {
			continue
		}
		if a.At <= w.At {
			page = len(all) / w.Arrows
		}
		all = append(all, i)
	}
	e.Before = page * w.Arrows
	e.After = max(len(all)-e.Before-w.Arrows, 0)
	for _, i := range all[min(e.Before, len(all)) : len(all)-e.After] {
		if a := q.Arrows[i]; e.column(a.From, w.Lines) && e.column(a.To, w.Lines) {
			e.Shown = append(e.Shown, a)
		} else {
			e.Others++
		}
	}
	e.Columns = slices.DeleteFunc(e.Columns, func(line int) bool {
		return !slices.ContainsFunc(e.Shown, func(a Arrow) bool { return a.From == line || a.To == line })
	})
	slices.Sort(e.Columns)
	return e
}

// column reports whether a lifeline has a column, which it gets if there is room.
func (e *Excerpt) column(line, most int) bool {
	if slices.Contains(e.Columns, line) {
		return true
	}
	if len(e.Columns) == most {
		return false
	}
	e.Columns = append(e.Columns, line)
	return true
}

// Doing returns the look of a column's tasks at an instant: that of the busiest of those that shown arrows are about. ok is false
// when none of them lives.
func (e *Excerpt) Doing(column int, at time.Duration) (look Look, ok bool) {
	rank := [Looks]int{Thin: 1, Held: 2, Retrying: 2, Waiting: 3, Ready: 4, Running: 5}
	for i := range e.Shown {
		a := &e.Shown[i]
		for end, line := range [2]int{a.From, a.To} {
			t := e.panel.Summary.Task(a.Tasks[end])
			if line != e.Columns[column] || t == nil {
				continue
			}
			ns := int64(e.panel.Began + at)
			n := sort.Search(len(t.Spans), func(k int) bool { return t.Spans[k].From > ns }) - 1
			if n < 0 || t.Spans[n].To <= ns {
				continue
			}
			if k := lookOf(&t.Spans[n]); !ok || rank[k] > rank[look] {
				look, ok = k, true
			}
		}
	}
	return look, ok
}
