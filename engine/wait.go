package engine

import (
	"time"

	"overlap/engine/trace"
)

// Sleep waits for d; 0 or less gives the other ready tasks a turn, as asyncio.sleep(0).
func (t *Task) Sleep(d time.Duration) error {
	l := t.loop
	if err := t.enter(); err != nil {
		return err
	}
	if d <= 0 {
		t.waiting(trace.Record{Why: trace.WhySleep, Arg: int64(l.now)})
		t.state = ready
		l.ready.push(t)
		return t.suspend()
	}
	due := l.now + d
	if due < l.now {
		due = 1<<63 - 1 // an overflow is as good as never: the bound on virtual time stops it
	}
	t.waiting(trace.Record{Why: trace.WhySleep, Arg: int64(due)})
	if l.leap(due) {
		l.record(trace.Record{Kind: trace.TaskRunning, Task: t.id, Line: t.line})
		return nil
	}
	t.setTimer(due)
	return t.suspend()
}

// leap moves a virtual clock to due without a switch when nothing else can happen until then.
// The trace is the same either way; a lone sleeper is ten times as fast.
func (l *Loop) leap(due time.Duration) bool {
	if !l.virtual || l.phase != phaseRun || l.ready.len() > 0 || l.leaps >= slice || due > l.limits.Time || l.costs.Resume > 0 {
		return false
	}
	if e, ok := l.timers.next(); ok && e.due <= due {
		return false
	}
	l.leaps++
	l.clock.Wait(due, nil)
	l.now = due
	return true
}

// Work occupies the processor for d. Every other task waits, however ready it is: that is what blocking
// the loop means.
func (t *Task) Work(d time.Duration) {
	if d > 0 {
		t.loop.pass(d)
	}
}

// Await waits for another task to end and returns its error. Cancelled while it waits, it cancels the
// other and waits on, as awaiting a task does in asyncio.
func (t *Task) Await(other *Task) error {
	if other == t {
		return errAwaitSelf
	}
	if other.done {
		return other.err
	}
	t.awaiting = other
	err := other.joiners.Park(t)
	t.awaiting = nil
	if err != nil {
		return err
	}
	return other.err
}

// enter delivers a pending cancellation: every wait begins with it.
func (t *Task) enter() error {
	l := t.loop
	if l.running != t {
		panic("engine: " + t.name + " waits while " + l.runningName() + " runs: a task's handle was used by another")
	}
	if l.phase == phaseFinished {
		panic(unwind{})
	}
	if t.cancel != nil {
		err := t.cancel
		t.cancel = nil
		return err
	}
	return nil
}

// waiting records what the task is about to wait for.
func (t *Task) waiting(r trace.Record) {
	l := t.loop
	if l.source != "" {
		t.line = l.caller()
	}
	r.Kind, r.Task, r.Line = trace.TaskWaiting, t.id, t.line
	l.record(r)
	t.state = waiting
}

// suspend returns when the task is resumed, with what its wait ended in.
func (t *Task) suspend() error {
	t.runner.suspend()
	err := t.wakeErr
	t.wakeErr = nil
	return err
}

func (t *Task) setTimer(due time.Duration) {
	l := t.loop
	l.seq++
	t.timer = l.seq
	l.timers.push(timer{due: due, seq: l.seq, task: t})
}

func (l *Loop) runningName() string {
	if l.running == nil {
		return "the loop"
	}
	return l.running.name
}
