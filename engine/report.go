package engine

import (
	"slices"
	"time"
)

// Report is what a run found at its end that nobody asked for. One that was cut off, by a deadlock or a
// limit, a panic or Stop, names the coroutines and failures only: everything else is left.
type Report struct {
	Ended        time.Duration // when the main task ended, or the run was cut off
	NeverAwaited []Origin      // coroutines made and not awaited, oldest first
	LeftRunning  []Origin      // tasks that were still running, in order of creation; no daemons
	Failed       []Failure     // tasks that failed and whose error nobody asked for, in the order they ended
	LeftOpen     []string      // what the parts of the run said was left open, such as connections
}

// Failure is a task that failed without anybody hearing of it, as asyncio's "exception was never retrieved".
type Failure struct {
	Origin
	Err error
}

// Origin says where something came from.
type Origin struct {
	Name string
	By   string // the task that made it, "" for the loop
	Line int    // of the scenario's source, 0 when not recorded
}

// Report returns what the run found at its end. It is complete when the run is over.
func (l *Loop) Report() Report { return l.report }

// LeftOpen adds a line to the run's report: a part of it calls this for what it still has to close.
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

// mostFailed bounds the failures that a run remembers until somebody asks for them.
const mostFailed = 1000

// failed remembers a task that ended with a failure. That of the main task, and a panic, are the run's own error.
func (l *Loop) failed(t *Task) {
	if _, panicked := t.err.(*PanicError); t.err == nil || t == l.main || panicked || IsCancelled(t.err) {
		return
	}
	if len(l.failures) == mostFailed {
		l.failures = slices.DeleteFunc(l.failures, func(t *Task) bool { return t.heard })
	}
	if len(l.failures) < mostFailed {
		l.failures = append(l.failures, t)
	}
}

// unheard returns the failures that nobody has asked for.
func (l *Loop) unheard() (list []Failure) {
	for _, t := range l.failures {
		if !t.heard {
			list = append(list, Failure{t.from(), t.err})
		}
	}
	return list
}
