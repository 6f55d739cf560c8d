package engine

import (
	"time"

	"overlap/engine/trace"
)

// machine is what threads share: the cores, the interpreter lock, and a queue for each. A run gets one with its
// first thread; until then Work is a jump of the clock, and the loop never looks here.
//
// The loop's own thread is one of them. It takes part while it has something to run, and lets go in between, as
// asyncio's does in select: then everything on a core goes on, and so it does while a task of the loop's works.
// In one instant, threads go on before the loop's tasks do, in the order in which they got their cores.
//
// On a virtual clock cores are given out in turns. On a real one that is the operating system's business, unless
// the run is to have fewer cores than there are: every thread that wants a core has one at once, only the
// interpreter lock is still handed over here. See spinner for what is real.
type machine struct {
	loop    *Loop
	self    thread    // the loop's own
	working *Task     // the loop's task that is in Work, nil for none
	paid    bool      // the loop has been charged for running its next task
	timers  timers    // the threads': of their waits, and of what they do on a core
	alive   int       // threads beside the loop's that have not ended
	cores   int       // 0: as many as are wanted
	on      []*thread // on a core; kept only where cores are bounded
	queue   []*thread // that wait for a core
	due     []*thread // whose code goes on in this instant
	lock    *GIL      // nil while nobody asked for one
}

// slice is how long a thread may keep a core that another waits for: what Linux gives by default.
const slice = 3 * time.Millisecond

// machinery returns the run's machine.
func (l *Loop) machinery() *machine {
	if l.machine == nil {
		m := &machine{loop: l, cores: l.costs.Cores}
		m.self.alarm = alarm{thread: true, call: func() { m.expire(&m.self) }}
		l.machine = m
	}
	return l.machine
}

// SetCores says how many cores the run's machine has, for threads made from now on; 0 or less is as many as want
// to run. The default is the cost profile's. A real clock's run has no more than there are.
func (l *Loop) SetCores(n int) {
	m := l.machinery()
	if m.engaged() {
		panic("engine: SetCores while there are threads")
	}
	m.cores = max(n, 0)
}

// engaged reports whether there are threads to share the processor with.
func (m *machine) engaged() bool { return m != nil && (m.alive > 0 || m.self.stage != off) }

// busy reports whether the loop's thread is at work, or waits for its turn: until then the loop's tasks and
// timers have to wait.
func (m *machine) busy() bool {
	return m.self.left > 0 || m.self.stage == wantsLock || m.self.stage == wantsCore
}

// step takes a run with threads one step further.
func (m *machine) step(end time.Time) {
	l := m.loop
	l.tick()
	l.posted.run(l)
	m.ring()
	switch {
	case len(m.due) > 0:
		th := m.due[0]
		m.due = m.due[1:]
		m.resume(th)
	case m.busy():
		l.wait(end)
	case !l.pressing() && m.self.stage == on:
		m.leave(&m.self)
	case !l.pressing():
		l.wait(end)
	case m.self.stage == off:
		m.seek(&m.self)
	default:
		m.turn(end)
	}
}

func (m *machine) ring() {
	for {
		due, ok := m.timers.next()
		if !ok || due > m.loop.now {
			return
		}
		m.loop.ring(m.timers.pop())
	}
}

// pressing reports whether the loop has something to do without waiting for it.
func (l *Loop) pressing() bool {
	due, ok := l.timers.next()
	return l.ready.len() > 0 || l.phase == phaseLast || ok && due <= l.now
}

// turn runs one task of the loop's, as Loop.step does. What that costs keeps the loop's thread on its core.
func (m *machine) turn(end time.Time) {
	l := m.loop
	if l.batch == 0 {
		l.collect(end)
	}
	if l.phase == phaseFinished || l.ready.len() == 0 {
		return
	}
	if l.virtual && l.costs.Resume > 0 && !m.paid && l.ready.first().of() != nil {
		m.paid = true
		m.self.begin(l.costs.Resume, l.now)
		m.burst(&m.self)
		return
	}
	m.paid = false
	l.batch--
	l.take(l.ready.pop())
}

// resume has the code of a thread go on.
func (m *machine) resume(th *thread) {
	t := th.task
	if th == &m.self {
		t, m.working = m.working, nil
	}
	m.loop.resume(t)
}

// work keeps the task's thread on its core for d.
func (m *machine) work(t *Task, d time.Duration, step bool) {
	th := t.thread
	if th == nil {
		th, m.working = &m.self, t
	}
	if m.loop.lines != nil {
		t.line = m.loop.lines.caller()
	}
	th.begin(d, m.loop.now)
	th.step = step
	m.burst(th)
	t.runner.suspend()
}

// next returns the instant to which time may go on.
func (l *Loop) next() (due time.Duration, set bool) {
	due, set = l.timers.next()
	m := l.machine
	if m == nil {
		return due, set
	}
	first, any := m.timers.next()
	if m.busy() || any && (!set || first < due) {
		return first, any
	}
	return due, set
}

// blocked records that a thread waits for its turn.
func (m *machine) blocked(th *thread, what string) {
	if t := m.shown(th); t != nil {
		m.loop.record(&trace.Record{Kind: trace.TaskWaiting, Task: t.id, Why: trace.WhyCPU, Text: m.loop.text(what), Line: t.line})
	}
}

// shown returns the task that the trace shows for what a thread does, nil for the loop between two tasks.
func (m *machine) shown(th *thread) *Task {
	if th == &m.self {
		return m.working
	}
	return th.task
}
