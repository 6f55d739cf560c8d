package engine

import (
	"slices"
	"time"

	"overlap/engine/trace"
)

// run gives the processor to a ready task until its next suspension point.
func (l *Loop) run(t *Task) {
	l.tick()
	if l.virtual && l.costs.Resume > 0 && !l.machine.engaged() {
		l.spend(l.costs.Resume)
	}
	l.works = 0
	l.record(&trace.Record{Kind: trace.TaskRunning, Task: t.id, Line: t.line})
	l.resume(t)
}

// resume has the task's code go on until it waits.
func (l *Loop) resume(t *Task) {
	if t.runner == nil {
		t.runner = l.takeRunner()
		t.runner.task = t
	}
	if !t.daemon {
		l.impasse.rounds = 0
	}
	l.running, t.state = t, running
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
	deep := 2*l.deepStacks > l.stacks
	l.stacks++
	if deep {
		l.deepStacks++
	}
	return newRunner(deep)
}

// mostIdle is how many stacks more than tasks are alive are kept for tasks to come: a server that had ten thousand clients
// once gives the others back.
const mostIdle = 512

// ended returns the task's stack to the pool and wakes the tasks that wait for the task.
func (l *Loop) ended(t *Task) {
	l.tick()
	l.idle = append(l.idle, t.runner)
	t.runner, t.state, t.done = nil, ended, true
	l.alive--
	l.trimIdle()
	if t.daemon {
		l.daemons--
	}
	if t.thread != nil {
		l.machine.release(t.thread)
	}
	l.recordEnd(t)
	if t.thread != nil {
		l.machine.gone(t.thread)
	}
	if p, ok := t.err.(*PanicError); ok {
		l.Fail(p)
	}
	l.failed(t)
	if t.scope != nil {
		t.scope.left()
	}
	t.callbacks.Call(l)
	t.fn = nil
	t.joiners.WakeAll()
	l.sweep()
	l.lookForEnd()
}

// trimIdle gives stacks back that are too many.
func (l *Loop) trimIdle() {
	for n := len(l.idle) - 1; n >= mostIdle+l.alive; n-- {
		l.idle[n].stop()
		l.idle = l.idle[:n]
	}
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

// sweep removes ended tasks from the list when most are.
func (l *Loop) sweep() {
	if len(l.tasks) < 64 || l.alive*2 > len(l.tasks) {
		return
	}
	l.tasks = living(l.tasks)
}

// living removes the tasks that have ended.
func living(tasks []*Task) []*Task {
	return slices.DeleteFunc(tasks, func(t *Task) bool { return t.done })
}

// expire wakes a task whose timer is due.
func (l *Loop) expire(t *Task) {
	if p := t.lot; p != nil {
		p.remove(t)
		if t.wakeErr = ErrDeadline; t.promised {
			p.grant(t)
		}
		l.wake(t)
		return
	}
	// A sleeper's TaskReady is left out: its TaskWaiting record says when it is due.
	t.state = ready
	l.enqueue(t)
}

// wake makes a waiting task ready, behind the tasks that are ready already.
func (l *Loop) wake(t *Task) {
	l.unset(&t.alarm)
	t.state, t.promised = ready, false
	l.record(&trace.Record{Kind: trace.TaskReady, Task: t.id, Ref: l.actingID()})
	l.enqueue(t)
}

// enqueue puts a ready task at the end of the ready queue, or has its thread ask for a core.
func (l *Loop) enqueue(t *Task) {
	if t.thread != nil {
		l.machine.makeRunnable(t.thread)
		return
	}
	l.ready.push(t.turn())
}

// charge lets d pass with the running task's processor busy, on a virtual clock.
func (l *Loop) charge(d time.Duration) {
	switch {
	case d <= 0 || !l.virtual || l.phase == phaseFinished:
	case l.running != nil && l.machine.engaged():
		l.running.Work(d)
	default:
		l.spend(d)
	}
}

// spend moves a virtual clock on by d with the processor busy, up to the limit on virtual time. It is inlined: a loop that polls
// calls it a million times.
func (l *Loop) spend(d time.Duration) {
	if d > l.horizon-l.now {
		l.spendBeyond(d)
		return
	}
	l.now += max(d, 0)
}

// spendBeyond is spend where time passes the horizon.
func (l *Loop) spendBeyond(d time.Duration) {
	if d > l.limits.Time-l.now {
		l.tooLate()
		return
	}
	l.now += d
	l.pass()
}

// tooLate ends a run that would take more virtual time than it may.
func (l *Loop) tooLate() {
	l.Fail(&LimitError{What: "virtual time", Limit: l.limits.Time.String()})
}
