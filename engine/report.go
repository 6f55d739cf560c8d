package engine

import (
	"slices"
	"time"
)

// Report says what a run left behind. The report of a run that was cut off, by a deadlock, a limit, a panic or Stop, names
// only coroutines and failures, because everything else was left.
type Report struct {
	Ended        time.Duration // when the main task ended, or the run was cut off
	NeverAwaited []Origin      // coroutines that were made and not awaited, oldest first
	LeftRunning  []Origin      // tasks that were still running when the main task had ended, in order of creation; no daemons
	Failed       []Failure     // tasks that failed and whose error nobody asked for, in the order they ended
	RanOn        time.Duration // how much of their grace tasks have used
	Random       bool          // the run drew random numbers, so that another seed may give another run
	LeftOpen     []string      // what the parts of the run said was left open, such as connections
}

// Failure is a task whose error nobody asked for, as in asyncio's "exception was never retrieved".
type Failure struct {
	Origin
	Err error
}

// Origin says where a task or coroutine was made.
type Origin struct {
	Name string
	By   string // the task that made it, "" for the loop
	Line int    // of the scenario's source, 0 when not recorded
}

// Report returns what the run found at its end. It is complete when the run is over.
func (l *Loop) Report() Report {
	l.report.Random = l.drawn
	return l.report
}

// LeftOpen adds a line to the run's report. The network calls it for each connection that is not closed.
func (l *Loop) LeftOpen(what string) { l.report.LeftOpen = append(l.report.LeftOpen, what) }

// OnEnd has fn called once when the main task has ended and the others have had their last turns, before
// what is left is cancelled.
func (l *Loop) OnEnd(fn func()) { l.onEnd = append(l.onEnd, fn) }

func (l *Loop) neverAwaited() (made []Origin) {
	for c := l.unmade; c != nil; c = c.next {
		made = append(made, Origin{Name: c.name, By: c.by.name, Line: int(c.line)})
	}
	slices.Reverse(made)
	return made
}

func (l *Loop) leftRunning() (left []Origin) {
	for _, t := range l.tasks {
		if !t.done && !t.daemon {
			left = append(left, t.from())
		}
	}
	return left
}

func (t *Task) from() Origin { return Origin{Name: t.name, By: t.by, Line: int(t.origin)} }

// mostFailed bounds the failures that a run keeps for its report.
const mostFailed = 1000

// failed keeps a failed task for the report. The main task's error and a panic are the run's own error instead.
func (l *Loop) failed(t *Task) {
	if _, panicked := t.err.(*PanicError); t.err == nil || t == l.main || panicked || IsCancelled(t.err) {
		return
	}
	if len(l.failures) == mostFailed {
		l.failures = slices.DeleteFunc(l.failures, func(t *Task) bool { return t.retrieved })
	}
	if len(l.failures) < mostFailed {
		l.failures = append(l.failures, t)
	}
}

// unretrieved returns the failures whose error nobody has asked for.
func (l *Loop) unretrieved() (list []Failure) {
	for _, t := range l.failures {
		if !t.retrieved {
			list = append(list, Failure{t.from(), t.err})
		}
	}
	return list
}
