package engine

import (
	"time"

	"overlap/engine/trace"
)

// Sleep waits for d; 0 or less gives the other ready tasks a turn, as asyncio.sleep(0). An error is a cancellation.
func (t *Task) Sleep(d time.Duration) error {
	t.enter()
	l := t.loop
	due := l.now + max(d, 0)
	if due < l.now {
		due = 1<<63 - 1 // an overflow; the bound on virtual time is earlier
	}
	t.waiting(&trace.Record{Why: trace.WhySleep, Arg: int64(due)})
	switch {
	case t.due() == nil && !(t.daemon && (l.impasse.rounds > 0 || l.allStuck())) && l.leap(due):
		t.state = running
		l.record(&trace.Record{Kind: trace.TaskRunning, Task: t.id, Line: t.line})
		return nil
	case d <= 0:
		t.state = ready
		l.enqueue(t)
	default:
		l.set(&t.alarm, due)
	}
	return t.suspend()
}

// leap moves a virtual clock to due without a switch of tasks if nothing else can happen until then. The trace is the
// same as with a switch, which takes ten times as long.
func (l *Loop) leap(due time.Duration) bool {
	if !l.virtual || l.ready.len() > 0 || l.phase != phaseRun || l.leaps >= stride || due > l.horizon || l.costs.Resume > 0 || l.machine.engaged() {
		return false
	}
	if first, ok := l.timers.next(); ok && first <= due || l.posted.arrived.Load() {
		return false
	}
	l.leaps++
	l.works = 0
	l.now = due
	return true
}

// Work occupies the processor for d. On the loop's thread no other task of the loop runs meanwhile, however ready it is:
// that is what blocking the loop means. Threads run on, unless they need the interpreter lock. On a thread, Work occupies
// a core, and neither the loop nor, while there are cores, another thread waits.
func (t *Task) Work(d time.Duration) { t.work(d, false) }

func (t *Task) work(d time.Duration, step bool) {
	l := t.loop
	if l.works++; l.works > l.limits.Records { // the run might never end: Work adds no records that could reach their bound
		l.Fail(limitError("calls of Work without a wait", l.limits.Records))
	}
	l.halt()
	switch {
	case l.phase == phaseFinished || d <= 0 && !step:
	case l.machine.engaged():
		t.mustRun()
		l.machine.work(t, d, step)
	case l.virtual:
		l.spend(d)
		l.halt()
	default:
		l.clock.Spend(d)
		l.tick()
	}
}

// Await waits for another task to end and returns its error. A cancellation that t receives while it waits, or has yet to
// receive when it begins, cancels the other task, and t waits on, as a task that awaits another in asyncio.
func (t *Task) Await(other *Task) error {
	if other == t {
		return errAwaitSelf
	}
	if other.done {
		return other.Err()
	}
	t.awaiting = other
	err := other.joiners.Park(t)
	t.awaiting = nil
	if err != nil {
		return err
	}
	return t.passedOn().InsteadOf(other.Err())
}

// passedOn returns the cancellation that the task's last wait has passed on, nil for none. The task has then received it.
func (t *Task) passedOn() *Cancelled {
	c := t.due()
	if t.passed {
		t.cancel, t.passed = nil, false
	}
	return c
}

// enter begins every wait. It unwinds the task if the run is over.
func (t *Task) enter() {
	l := t.loop
	if l.phase == phaseFinished {
		t.state = ended
		panic(unwind{})
	}
	t.mustRun()
	l.tick()
}

// mustRun panics unless it is the task's turn.
func (t *Task) mustRun() {
	if t.loop.running != t || t.state != running {
		t.misused()
	}
}

// misused panics because the task waits when it is not its turn.
func (t *Task) misused() {
	l := t.loop
	panic("engine: " + t.NameBeside(l.running) + " waits while " + l.runningName(t) + " runs: a task's handle was used by another")
}

// waiting records what the task is about to wait for. A thread gives up its core.
func (t *Task) waiting(r *trace.Record) {
	if lines := t.loop.lines; lines != nil {
		t.line = lines.caller()
	}
	r.Kind, r.Task, r.Line = trace.TaskWaiting, t.id, t.line
	t.loop.record(r)
	t.state = waiting
	if t.thread != nil {
		t.loop.machine.leave(t.thread)
	}
}

// suspend returns the error of the task's wait when the task is resumed. A cancellation that is due already is delivered
// at once.
func (t *Task) suspend() error {
	if c := t.due(); c != nil {
		t.deliver(c)
	}
	t.runner.suspend()
	err := t.wakeErr
	t.wakeErr = nil
	t.clearGrant()
	if c := t.cut; c != nil { // the task's own may be due as well, if it was passed on before
		t.cut, t.passed = nil, false
		if due := t.takeDue(); due != nil {
			c = due
		}
		return c
	}
	return err
}

// clearGrant forgets what Wake gave the task, once the task runs or loses it.
func (t *Task) clearGrant() {
	if p := t.granted; p != nil {
		p.handed--
		t.granted = nil
	}
}

// actingID returns the number of the task that causes what happens now: the running task, or the task on whose behalf a
// callback is made; 0 is the loop.
func (l *Loop) actingID() int32 {
	switch {
	case l.running != nil:
		return int32(l.running.id)
	case l.behalf != nil:
		return int32(l.behalf.id)
	}
	return 0
}

// runningName returns the running task's name, with its number if the task t has the same name.
func (l *Loop) runningName(t *Task) string {
	if l.running == nil {
		return "the loop"
	}
	return l.running.NameBeside(t)
}
