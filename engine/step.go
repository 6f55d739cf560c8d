package engine

import (
	"slices"
	"time"

	"overlap/engine/trace"
)

// run gives the processor to a ready task until its next suspension point.
func (l *Loop) run(t *Task) {
	l.tick()
	if l.virtual && l.costs.Resume > 0 {
		l.pass(l.costs.Resume)
	}
	if t.runner == nil {
		t.runner = l.takeRunner()
		t.runner.task = t
	}
	l.running, t.state, l.works = t, running, 0
	l.record(&trace.Record{Kind: trace.TaskRunning, Task: t.id, Line: t.line})
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
	l.tick()
	l.idle = append(l.idle, t.runner)
	t.runner, t.state, t.done = nil, ended, true
	l.alive--
	if t.daemon {
		l.daemons--
	}
	l.recordEnd(t)
	if p, ok := t.err.(*PanicError); ok {
		l.Fail(p)
	}
	if t.scope != nil {
		t.scope.left()
	}
	for _, fn := range t.callbacks {
		if fn != nil {
			fn()
		}
	}
	t.callbacks, t.fn = nil, nil
	t.joiners.WakeAll()
	l.sweep()
	l.lookForEnd()
}

func (l *Loop) recordEnd(t *Task) {
	r := &trace.Record{Kind: trace.TaskDone, Task: t.id}
	if t.err != nil {
		r.Kind = trace.TaskFailed
		if IsCancelled(t.err) {
			r.Kind = trace.TaskCancelled
		}
		r.Text = l.text(t.err.Error())
	}
	l.record(r)
}

// sweep drops ended tasks from the list when they are most of it.
func (l *Loop) sweep() {
	if len(l.tasks) < 64 || l.alive*2 > len(l.tasks) {
		return
	}
	l.tasks = living(l.tasks)
}

// living drops the tasks that have ended.
func living(tasks []*Task) []*Task {
	return slices.DeleteFunc(tasks, func(t *Task) bool { return t.done })
}

// expire wakes a task whose timer is due.
func (l *Loop) expire(t *Task) {
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
	l.unset(&t.alarm)
	t.state = ready
	l.record(&trace.Record{Kind: trace.TaskReady, Task: t.id, Ref: l.runningID()})
	l.ready.push(t)
}

// pass lets d of a virtual clock's time pass with the processor busy, up to the limit on it.
func (l *Loop) pass(d time.Duration) {
	switch {
	case d <= 0:
	case d > l.limits.Time-l.now:
		l.Fail(&LimitError{What: "virtual time", Limit: l.limits.Time.String()})
	default:
		l.clock.Spend(d)
		l.now = l.clock.Now()
	}
}
