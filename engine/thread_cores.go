package engine

import (
	"runtime"
	"slices"
	"time"

	"overlap/engine/trace"
)

// makeRunnable has a thread ask for what it needs to run: the interpreter lock, if it runs under one, and then a core.
func (m *machine) makeRunnable(th *thread) {
	switch g := th.lock; {
	case g == nil:
		m.dispatch(th)
	case g.holder == nil:
		m.grant(g, th)
	default:
		m.blocked(th, lockText)
		m.queueForLock(g, th)
	}
}

// dispatch gives the thread a core, or has it wait for one behind the others.
func (m *machine) dispatch(th *thread) {
	if m.cores == 0 || len(m.on) < m.cores || !m.loop.virtual && m.cores >= runtime.GOMAXPROCS(0) {
		m.start(th)
		return
	}
	m.blocked(th, "a core")
	m.queueForCore(th)
}

// queueForCore puts the thread at the end of the queue for a core. From now on threads on cores have only their slice of
// time.
func (m *machine) queueForCore(th *thread) {
	th.stage = wantsCore
	m.queue = append(m.queue, th)
	for _, other := range m.on {
		m.arm(other)
	}
}

func (m *machine) start(th *thread) {
	l := m.loop
	if l.virtual && (th != &m.self || th.stage != off) {
		th.left += l.costs.SwitchThread
	}
	th.stage, th.since, th.from = on, l.now, l.now
	if m.cores > 0 {
		m.on = append(m.on, th)
	}
	if t := m.shown(th); t != nil {
		l.record(&trace.Record{Kind: trace.TaskRunning, Task: t.id, Line: t.line})
	}
	m.execute(th)
}

// leave gives the thread's core and interpreter lock to the threads that wait for them.
func (m *machine) leave(th *thread) {
	if th.stage == on {
		m.deschedule(th, off)
	}
	m.release(th)
	m.grantNext(th.lock)
}

// deschedule takes the thread off its core and gives the core to the next thread in the queue. The thread has its new
// stage before, because the next thread may give the core back at once.
func (m *machine) deschedule(th *thread, to stage) {
	m.loop.unset(&th.alarm)
	th.stage = to
	if i := slices.Index(m.on, th); i >= 0 {
		m.on = slices.Delete(m.on, i, i+1)
	}
	if len(m.queue) > 0 && len(m.on) < m.cores {
		next := m.queue[0]
		m.queue = m.queue[1:]
		m.start(next)
	}
}

// execute has a thread do the rest of its work on its core. There may be none left.
func (m *machine) execute(th *thread) {
	switch {
	case th.left <= 0:
		m.halted(th)
	case m.loop.virtual:
		m.arm(th)
	default:
		m.spin(th)
	}
}

// arm sets the timer of a working thread: for the end of its work, or for when it has to make room.
func (m *machine) arm(th *thread) {
	l := m.loop
	if th.stage != on || th.left <= 0 {
		return
	}
	due := time.Duration(1<<63 - 1)
	if end := th.from + th.left; l.virtual && end > th.from { // else the end is too far away, or the spinner reports it
		due = end
	}
	if !th.step {
		if th.lock.wanted() {
			due = min(due, max(l.now, th.lock.dropRequestAt()))
		}
		if len(m.queue) > 0 {
			due = min(due, max(l.now, th.since+slice))
		}
	}
	if l.unset(&th.alarm); l.virtual || due < 1<<63-1 {
		l.set(&th.alarm, due)
	}
}

// expire is called when a working thread's timer goes off.
func (m *machine) expire(th *thread) {
	if !m.loop.virtual {
		th.spinner.stop.Store(true) // the spinner reports how far it came
		return
	}
	th.left -= m.loop.now - th.from
	th.from = m.loop.now
	m.halted(th)
}

// halted decides how a thread on a core goes on at this instant: it makes room, works on, or its code resumes.
func (m *machine) halted(th *thread) {
	now := m.loop.now
	may := th.left > 0 || th.step // the thread may be interrupted here
	switch {
	case may && th.lock.wanted() && now >= th.lock.dropRequestAt() && (!th.step || m.noticed(th.lock)):
		th.step = false
		m.yield(th)
	case may && len(m.queue) > 0 && now >= th.since+slice:
		th.step = false
		m.blocked(th, "a core")
		m.queueForCore(th)
		m.deschedule(th, wantsCore)
	case th.left > 0:
		m.execute(th)
	case th != &m.self || m.working != nil:
		m.due = append(m.due, th)
	}
}
