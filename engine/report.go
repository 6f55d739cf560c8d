package engine

import (
	"slices"
	"time"
)

// Report is what a run found at its end that nobody asked for. One that was cut off, by a deadlock or a
// limit, a panic or Stop, names the coroutines only: everything else is left.
type Report struct {
	Ended        time.Duration // when the main task ended, or the run was cut off
	NeverAwaited []Origin      // coroutines made and not awaited, oldest first
	LeftRunning  []Origin      // tasks that were still running, in order of creation; no daemons
	LeftOpen     []string      // what the parts of the run said was left open, such as connections
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
			left = append(left, Origin{Name: t.name, By: t.by, Line: int(t.origin)})
		}
	}
	return left
}
