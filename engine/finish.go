package engine

import (
	"strconv"
	"strings"
	"time"
)

// Report is what a run found at its end that nobody asked for.
type Report struct {
	Ended        time.Duration // when the main task ended
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

// OnEnd has fn called once when the main task has ended, before what is left is cancelled.
func (l *Loop) OnEnd(fn func()) { l.onEnd = append(l.onEnd, fn) }

// cancelRest ends what the main task left behind, as asyncio.run does: every task is cancelled once and
// may clean up.
func (l *Loop) cancelRest() {
	l.phase = phaseCancel
	for _, fn := range l.onEnd {
		fn()
	}
	for c := l.unmade; c != nil; c = c.next {
		l.report.NeverAwaited = append([]Origin{{Name: c.name, By: c.by.name, Line: int(c.line)}}, l.report.NeverAwaited...)
	}
	for _, t := range l.tasks {
		if !t.done && !t.daemon {
			l.report.LeftRunning = append(l.report.LeftRunning, Origin{Name: t.name})
		}
	}
	for _, t := range append([]*Task(nil), l.tasks...) {
		t.Cancel("the run is over")
	}
	if l.alive == 0 {
		l.phase = phaseFinished
	}
}

// stuck ends a run in which nothing can ever happen again.
func (l *Loop) stuck() {
	if l.phase == phaseRun {
		l.Fail(l.deadlock())
	}
	l.phase = phaseFinished
}

// PanicError is what a run ends with when a task panicked.
type PanicError struct {
	Task  string
	Value any
}

func (e *PanicError) Error() string {
	text := "a value that is neither an error nor a string"
	switch v := e.Value.(type) {
	case error:
		text = v.Error()
	case string:
		text = v
	}
	return "engine: task " + strconv.Quote(e.Task) + " panicked: " + text
}

// DeadlockError is what a run ends with when no task can ever go on.
type DeadlockError struct {
	Blocked []Blocked // every task that is not a daemon, in order of creation
	Cycle   []string  // names of tasks that wait for each other, the first again at the end; nil when there is none
}

// Blocked is a task that waits for ever.
type Blocked struct {
	Task   string
	For    string // what it waits for
	HeldBy string // the task that could end the wait, "" for nobody in particular
}

func (e *DeadlockError) Error() string {
	var b strings.Builder
	b.WriteString("engine: deadlock:")
	for i, k := range e.Blocked {
		if i > 0 {
			b.WriteByte(';')
		}
		b.WriteString(" " + k.Task + " waits for " + k.For)
		if k.HeldBy != "" {
			b.WriteString(", held by " + k.HeldBy)
		}
	}
	if e.Cycle != nil {
		b.WriteString(" (cycle: " + strings.Join(e.Cycle, " → ") + ")")
	}
	return b.String()
}

// deadlock describes why nothing can go on.
func (l *Loop) deadlock() *DeadlockError {
	e := &DeadlockError{}
	for _, t := range l.tasks {
		if t.done || t.daemon || t.lot == nil {
			continue
		}
		k := Blocked{Task: t.name, For: t.lot.why.String() + " " + t.lot.name}
		if h := t.lot.heldBy(); h != nil {
			k.HeldBy = h.name
		}
		e.Blocked = append(e.Blocked, k)
		if e.Cycle == nil {
			e.Cycle = cycle(t)
		}
	}
	return e
}

// cycle follows holders from t and returns the names along the way when they lead back to it.
func cycle(t *Task) []string {
	names := []string{t.name}
	for h := t.lot.heldBy(); h != nil && h.lot != nil && len(names) < 1000; h = h.lot.heldBy() {
		names = append(names, h.name)
		if h == t {
			return names
		}
	}
	return nil
}

func (p *Lot) heldBy() *Task {
	if p.holder == nil {
		return p.owner
	}
	return p.holder()
}
