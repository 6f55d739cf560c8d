package engine

import "time"

// Run runs until the main task has ended and the rest is cleaned up, and returns the run's error: the main
// task's, or a *DeadlockError, *LimitError or *PanicError.
func (l *Loop) Run() error {
	for !l.RunFor(time.Hour) {
	}
	return l.err
}

// stride is how many steps of a model pass between two looks at the machine's time: at some 300 ns a step,
// a tenth of a millisecond. A real clock's steps may take long (Work does), so each is followed by a look.
const stride = 256

// RunFor runs for about budget of the machine's time and reports whether the run is over. It reads the machine's clock
// only between steps, and makes some steps even if the budget is 0. On a real clock it returns when a wait would exceed the
// budget.
func (l *Loop) RunFor(budget time.Duration) (over bool) {
	end := time.Now().Add(budget)
	l.lookForEnd()
	for l.phase != phaseFinished {
		l.steps(end)
		if !time.Now().Before(end) {
			break
		}
	}
	return l.phase == phaseFinished
}

func (l *Loop) steps(end time.Time) {
	n := 1
	if l.virtual {
		n = stride
	}
	for l.leaps = 0; n > l.leaps && l.phase != phaseFinished; n-- {
		l.step(end)
	}
}

// step runs one task, or moves the clock when none is ready.
func (l *Loop) step(end time.Time) {
	if l.machine.engaged() {
		l.machine.step(end)
		return
	}
	if l.batch == 0 {
		l.collect(end)
	}
	if l.phase == phaseFinished || l.ready.len() == 0 {
		return
	}
	l.batch--
	l.take(l.ready.pop())
}

// take takes the turn of a task or an alarm.
func (l *Loop) take(e turn) {
	switch t := e.of(); {
	case t != nil:
		l.run(t)
	case !timer(e).dead():
		l.ring(e.alarm)
	}
}

// collect starts a batch: completions from outside and timers that are due join the ready tasks, behind
// those that already were, as one iteration of asyncio's loop. With nothing ready it first waits.
//
// A timer that is due takes a turn of its own, as a handle in asyncio, and then the task that it wakes gets a turn: an
// overdue sleeper goes on two turns later. With nothing before them in the batch, timers go off at once, which has the same
// effect.
func (l *Loop) collect(end time.Time) {
	l.tick()
	l.posted.run(l)
	l.selects(false)
	if l.phase == phaseGrace && l.now >= l.until {
		l.phase, l.turns = phaseLast, 0
	}
	if l.phase == phaseLast {
		l.lastTurn()
	} else if l.ready.len() == 0 && !l.posted.arrived.Load() {
		l.wait(end)
		l.posted.run(l)
	}
	first := l.ready.len() == 0
	for {
		due, ok := l.timers.next()
		if !ok || due > l.now {
			break
		}
		if a := l.timers.pop(); first {
			l.ring(a)
		} else {
			l.soon(a)
		}
	}
	l.batch = l.ready.len()
}

// wait lets time pass until the next timer or completion, or ends the run when neither can come.
func (l *Loop) wait(end time.Time) {
	if l.phase == phaseFinished { // a call from outside has stopped the run
		return
	}
	due, set := l.next()
	if l.phase == phaseGrace && set {
		due = min(due, l.until)
	}
	switch {
	case !set && !l.awaited() || l.daemonsTooLate(due):
		l.stuck()
	case !l.virtual && set && due <= l.now: // overdue
	case !l.virtual && set:
		l.selects(true)
		l.clock.Wait(min(due, l.latest(end)), l.posted.wake)
	case !l.virtual:
		l.selects(true)
		l.clock.Wait(l.latest(end), l.posted.wake)
	case !set:
		l.posted.await(end)
	case due > l.limits.Time:
		l.tooLate()
	default:
		l.now = max(l.now, due)
		l.pass()
	}
	l.tick()
}

// awaited reports whether something outside of the loop may still come. Clients that may come do not keep a run from its end: the
// run leaves a task that refuses to be cancelled and waits for a client.
func (l *Loop) awaited() bool {
	if l.phase == phaseCancel && l.posted.blocked == 0 {
		return l.posted.arrived.Load()
	}
	return l.posted.expected()
}

// latest returns the instant of a real clock at which the slice ends.
func (l *Loop) latest(end time.Time) time.Duration {
	return max(l.clock.Now()+time.Until(end), 0)
}

// Stop ends the run at once. It must be called between two steps.
func (l *Loop) Stop() { l.Fail(ErrStopped) }

// Fail ends the run with err: the task whose turn it is has its last, up to its next call that waits,
// makes a task or writes to the trace. The first failure wins.
func (l *Loop) Fail(err error) {
	if l.err == nil {
		l.err = err
	}
	l.finish()
}

// halt unwinds the running task when the run is over, because the task might never wait again. Its deferred calls run, and
// may use everything that does not wait.
func (l *Loop) halt() {
	if l.phase == phaseFinished {
		l.unwind()
	}
}

func (l *Loop) unwind() {
	if t := l.running; t != nil && t.state == running {
		t.state = ended
		panic(unwind{})
	}
}

// stacksAtOnce is how many stacks are released between two looks at the machine's time.
const stacksAtOnce = 64

// CloseFor goes on with Close for about a budget of the machine's time, and reports whether all is released: ten thousand stacks take
// longer than a page may keep its reader waiting. No call but CloseFor and Close may follow.
func (l *Loop) CloseFor(budget time.Duration) (closed bool) {
	end := time.Now().Add(budget)
	l.finish()
	l.recall()
	if l.machine != nil {
		l.machine.close()
	}
	for n := 1; l.releaseStack(); n++ {
		if n%stacksAtOnce == 0 && !time.Now().Before(end) {
			return false
		}
	}
	l.tasks, l.idle = nil, nil
	for _, fn := range l.onClose {
		l.guard(fn)
	}
	l.onClose = nil
	l.trace.Seal()
	return true
}

// releaseStack releases the stack of the oldest task that has one, or else one that no task has. It reports whether there was one.
func (l *Loop) releaseStack() bool {
	for len(l.tasks) > 0 {
		t := l.tasks[0]
		l.tasks = l.tasks[1:]
		if t.runner != nil {
			l.running, t.state = t, ended
			t.runner.stop()
			l.running, t.runner = nil, nil
			return true
		}
	}
	n := len(l.idle) - 1
	if n >= 0 {
		l.idle[n].stop()
		l.idle = l.idle[:n]
	}
	return n >= 0
}
