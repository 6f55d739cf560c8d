package engine

import (
	"time"

	"overlap/engine/trace"
)

// run gives the processor to a ready task until its next suspension point.
func (l *Loop) run(t *Task) {
	if l.virtual {
		l.pass(l.costs.Resume)
	} else {
		l.now = l.clock.Now()
	}
	if t.runner == nil {
		t.runner = l.takeRunner()
		t.runner.task = t
	}
	l.running, t.state = t, running
	l.record(trace.Record{Kind: trace.TaskRunning, Task: t.id, Line: t.line})
	t.runner.resume()
	if t.runner.task == nil {
		l.ended(t)
	}
	l.running = nil
}

func (l *Loop) takeRunner() *runner {
	if n := len(l.idle); n > 0 {
		r := l.idle[n-1]
		l.idle = l.idle[:n-1]
		return r
	}
	return newRunner()
}

// ended gives the task's stack back and tells those who wait for it.
func (l *Loop) ended(t *Task) {
	l.idle = append(l.idle, t.runner)
	t.runner, t.state, t.done = nil, ended, true
	l.alive--
	switch {
	case t.err == nil:
		l.record(trace.Record{Kind: trace.TaskDone, Task: t.id})
	case IsCancelled(t.err):
		l.record(trace.Record{Kind: trace.TaskCancelled, Task: t.id, Text: l.trace.Intern(t.err.Error())})
	default:
		l.record(trace.Record{Kind: trace.TaskFailed, Task: t.id, Text: l.trace.Intern(t.err.Error())})
	}
	if t == l.main {
		l.report.Ended = l.now
		if l.err == nil {
			l.err = t.err
		}
	}
	if p, ok := t.err.(*PanicError); ok {
		l.Fail(p)
	}
	for _, fn := range t.callbacks {
		fn()
	}
	t.callbacks, t.fn = nil, nil
	t.joiners.WakeAll()
	l.sweep()
	if l.phase == phaseCancel && l.alive == 0 {
		l.phase = phaseFinished
	}
}

// sweep drops ended tasks from the list when they are most of it.
func (l *Loop) sweep() {
	if len(l.tasks) < 64 || l.alive*2 > len(l.tasks) {
		return
	}
	live := l.tasks[:0]
	for _, t := range l.tasks {
		if !t.done {
			live = append(live, t)
		}
	}
	clear(l.tasks[len(live):])
	l.tasks = live
}

// expire wakes a task whose timer is due.
func (l *Loop) expire(t *Task) {
	t.timer = 0
	if t.lot != nil {
		t.lot.remove(t)
		t.wakeErr = ErrDeadline
		l.wake(t)
		return
	}
	// A sleeper's TaskReady is left out: its TaskWaiting record says when it is due.
	t.state = ready
	l.ready.push(t)
}

// wake makes a waiting task ready, behind those that already are.
func (l *Loop) wake(t *Task) {
	if t.timer != 0 {
		t.timer = 0
		l.timers.cancelled()
	}
	t.state = ready
	by := int32(0)
	if l.running != nil {
		by = int32(l.running.id)
	}
	l.record(trace.Record{Kind: trace.TaskReady, Task: t.id, Ref: by})
	l.ready.push(t)
}

// pass lets the processor work for d, which a real clock does only for Task.Work.
func (l *Loop) pass(d time.Duration) {
	if d > 0 {
		l.clock.Spend(d)
	}
	l.now = l.clock.Now()
}

// record appends to the trace at the present instant. At the limit it ends the run; a task that goes on
// writing is unwound at once, because it might never reach a suspension point.
func (l *Loop) record(r trace.Record) {
	if l.phase == phaseFinished {
		return // deferred calls of tasks that are being unwound
	}
	if l.trace.Len() >= l.limits.Records {
		l.Fail(limitError("records", l.limits.Records))
		if l.running != nil && l.running.state == running {
			panic(unwind{})
		}
		return
	}
	r.At = int64(l.now)
	l.trace.Append(r)
}
