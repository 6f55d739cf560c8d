package engine

import (
	"time"

	"overlap/engine/trace"
)

// machine is the processor that threads share: the cores, the interpreter lock, and a queue for each. A run has one from
// its first thread on; before that Work moves the clock, and the loop does without a machine.
//
// The loop's own thread is among the threads. It occupies a core while the loop has something to run, and gives it up in
// between, as asyncio's thread does in select. Other threads on cores run on meanwhile, and while a task of the loop
// works. At one instant, threads go on before the loop's tasks, in the order in which they got their cores.
//
// On a virtual clock threads share the cores in turns. On a real clock the operating system shares them, and every thread
// that wants a core has one at once, unless the run has fewer cores than the computer; the interpreter lock is modelled
// on both. See spinner for what is real.
type machine struct {
	loop    *Loop
	self    thread    // the loop's thread
	working *Task     // the task of the loop that is in Work, nil for none
	paid    bool      // the loop has been charged for resuming its next task
	timers  timers    // of the threads, for their waits and their work
	alive   int       // number of threads that have not ended, without the loop's
	cores   int       // 0: as many as threads want
	on      []*thread // threads on a core; empty if cores are unbounded
	queue   []*thread // threads that wait for a core
	due     []*thread // threads whose code goes on at this instant
	lock    *GIL      // nil until GIL is called
}

// slice is how long a thread keeps a core that another thread waits for: Linux's default.
const slice = 3 * time.Millisecond

func (l *Loop) machinery() *machine {
	if l.machine == nil {
		m := &machine{loop: l, cores: l.costs.Cores}
		m.self.alarm = alarm{thread: true, call: func() { m.expire(&m.self) }}
		l.machine = m
	}
	return l.machine
}

// SetCores sets the number of cores of the run's machine; 0 or less is as many as threads want. The default is the cost
// profile's. On a real clock a run has no more cores than the computer. SetCores panics while there are threads.
func (l *Loop) SetCores(n int) {
	m := l.machinery()
	if m.engaged() {
		panic("engine: SetCores while there are threads")
	}
	m.cores = max(n, 0)
}

// engaged reports whether the loop shares the processor with threads.
func (m *machine) engaged() bool { return m != nil && (m.alive > 0 || m.self.stage != off) }

// busy reports whether the loop's thread works or waits for the lock or a core. The loop's tasks and timers wait
// meanwhile.
func (m *machine) busy() bool {
	return m.self.left > 0 || m.self.stage == wantsLock || m.self.stage == wantsCore
}

// step is Loop.step for a run with threads.
func (m *machine) step(end time.Time) {
	l := m.loop
	l.tick()
	l.posted.run(l)
	l.selects(false)
	m.ring()
	switch {
	case len(m.due) > 0:
		th := m.due[0]
		m.due = m.due[1:]
		m.resume(th)
	case m.busy():
		l.wait(end)
	case !l.hasWork() && m.self.stage == on:
		m.leave(&m.self)
	case !l.hasWork():
		l.wait(end)
	case m.self.stage == off:
		m.makeRunnable(&m.self)
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

// hasWork reports whether the loop has something to run at this instant.
func (l *Loop) hasWork() bool {
	due, ok := l.timers.next()
	return l.ready.len() > 0 || l.phase == phaseLast || ok && due <= l.now
}

// turn runs one task of the loop, as Loop.step does. The cost of the switch is work of the loop's thread.
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
		m.execute(&m.self)
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
	m.execute(th)
	t.runner.suspend()
}

// next returns the instant of the next timer. The loop's timers do not count while its thread is busy.
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

// blocked records that a thread waits for the lock or a core, which what names.
func (m *machine) blocked(th *thread, what string) {
	if t := m.shown(th); t != nil {
		m.loop.record(&trace.Record{Kind: trace.TaskWaiting, Task: t.id, Why: trace.WhyCPU, Text: m.loop.text(what), Line: t.line})
	}
}

// shown returns the task that the trace shows for a thread, nil for the loop's between two tasks.
func (m *machine) shown(th *thread) *Task {
	if th == &m.self {
		return m.working
	}
	return th.task
}
