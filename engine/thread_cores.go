package engine

import (
	"runtime"
	"slices"
	"time"

	"overlap/engine/trace"
)

// seek has a thread that is on no core ask for what it needs to run: the interpreter lock, if it lives under
// one, then a core.
func (m *machine) seek(th *thread) {
	switch g := th.lock; {
	case g == nil:
		m.dispatch(th)
	case g.holder == nil:
		m.hand(g, th)
	default:
		m.blocked(th, lockText)
		m.await(g, th)
	}
}

// dispatch gives the thread a core, or has it wait for one behind the others.
func (m *machine) dispatch(th *thread) {
	if m.cores == 0 || len(m.on) < m.cores || !m.loop.virtual && m.cores >= runtime.GOMAXPROCS(0) {
		m.start(th)
		return
	}
	m.blocked(th, "a core")
	m.line(th)
}

// line puts the thread at the end of those that wait for a core. From now on the others have only their slice.
func (m *machine) line(th *thread) {
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
	m.burst(th)
}

// leave has the thread give up its core and the interpreter lock, to those who wait for them.
func (m *machine) leave(th *thread) {
	if th.stage == on {
		m.free(th)
	}
	m.release(th)
	m.pass(th.lock)
}

// free gives the thread's core to the next.
func (m *machine) free(th *thread) { m.vacate(th, off) }

// vacate takes the thread off its core, to a stage which it has before the next gets the core: that may give it
// back at once.
func (m *machine) vacate(th *thread, to stage) {
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

// burst lets a thread on a core use it for as long as it still wants to, which may be not at all.
func (m *machine) burst(th *thread) {
	switch {
	case th.left <= 0:
		m.halted(th)
	case m.loop.virtual:
		m.arm(th)
	default:
		m.spin(th)
	}
}

// arm sets the timer of a thread that works: to its end, or to when it has to make room.
func (m *machine) arm(th *thread) {
	l := m.loop
	if th.stage != on || th.left <= 0 {
		return
	}
	due := time.Duration(1<<63 - 1)
	if end := th.from + th.left; l.virtual && end > th.from { // else it is too far away, or the spinner tells
		due = end
	}
	if !th.step {
		if th.lock.wanted() {
			due = min(due, max(l.now, th.lock.drop()))
		}
		if len(m.queue) > 0 {
			due = min(due, max(l.now, th.since+slice))
		}
	}
	if l.unset(&th.alarm); l.virtual || due < 1<<63-1 {
		l.set(&th.alarm, due)
	}
}

// expire is called when the timer of a thread that works goes off.
func (m *machine) expire(th *thread) {
	if !m.loop.virtual {
		th.spinner.stop.Store(true) // it tells how far it came
		return
	}
	th.left -= m.loop.now - th.from
	th.from = m.loop.now
	m.halted(th)
}

// halted decides what becomes of a thread on a core that has worked so far: it makes room, works on, or its
// code goes on.
func (m *machine) halted(th *thread) {
	now := m.loop.now
	may := th.left > 0 || th.step // be interrupted here
	switch {
	case may && th.lock.wanted() && now >= th.lock.drop() && (!th.step || m.noticed(th.lock)):
		th.step = false
		m.yield(th)
	case may && len(m.queue) > 0 && now >= th.since+slice:
		th.step = false
		m.blocked(th, "a core")
		m.line(th)
		m.vacate(th, wantsCore)
	case th.left > 0:
		m.burst(th)
	case th != &m.self || m.working != nil:
		m.due = append(m.due, th)
	}
}
