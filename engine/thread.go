package engine

import (
	"time"

	"overlap/engine/trace"
)

// thread is one of the operating system's: the loop's own, or one that a task has to itself.
type thread struct {
	task    *Task // that has it; nil: it is the loop's
	lock    *GIL  // that it lives under, nil for none
	stage   stage
	step    bool          // it cannot be interrupted before left is over
	left    time.Duration // of the processor's time until its code goes on,
	from    time.Duration // counted from this instant
	since   time.Duration // when it got its core,
	asked   time.Duration // and when it asked for the lock
	alarm   alarm         // while it works
	spinner *spinner      // on a real clock
}

type stage uint8

const (
	off       stage = iota // wants nothing
	wantsLock              // waits for the interpreter lock
	wantsCore              // has it, if it needs it, and waits for a core
	on                     // has all it needs
)

// begin has the thread want d more of the processor.
func (th *thread) begin(d, now time.Duration) { th.left, th.from, th.step = max(d, 0), now, false }

func (th *thread) id() trace.TaskID {
	if th.task == nil {
		return 0
	}
	return th.task.id
}

// Thread makes a task that has a thread of its own, as threading.Thread: it runs beside the loop and the other
// threads, on a core when it has one. Its Work occupies the core; its Sleep, and every other wait, only the
// thread. Under a lock, which Loop.GIL returns, it runs only while it holds that; nil is for threads without
// one, and for what stands for a process.
//
// Its handle has the same calls as any other task's, and they mean the same: what it shares with the loop's tasks
// are locks, queues and events that work for both. Cancel reaches it at its next wait, which no thread of Python's
// can; that is how the run ends it.
func (t *Task) Thread(name string, lock *GIL, fn func(*Task) error) *Task {
	l := t.loop
	t.Charge(l.costs.SpawnThread)
	m := l.machinery()
	if t.thread == nil && m.self.stage == off {
		m.claim()
	}
	k := l.admit(t, name, fn)
	if k.done {
		return k
	}
	th := &thread{task: k, lock: lock}
	th.alarm = alarm{thread: true, call: func() { m.expire(th) }}
	k.thread, k.alarm.thread = th, true
	m.alive++
	l.record(&trace.Record{Kind: trace.TaskThread, Task: k.id})
	m.seek(th)
	return k
}

// claim notes that the loop's thread is running, which nobody had to know while it was the only one.
func (m *machine) claim() {
	m.self.stage, m.self.since = on, m.loop.now
	if m.cores > 0 {
		m.on = append(m.on, &m.self)
	}
	if m.lock != nil {
		m.lock.take(&m.self)
	}
}

// gone takes a thread out whose task has ended.
func (m *machine) gone(th *thread) {
	m.alive--
	m.leave(th)
	th.dismiss()
}

// IsThread reports whether the task has a thread of its own.
func (t *Task) IsThread() bool { return t.thread != nil }

// Step occupies the processor for d, as Work does, with something that cannot be interrupted in the middle, such
// as an interpreter's instruction. Only when it is over may the thread lose the interpreter lock to another that
// has waited for a switch interval, and with bounded cores its core: between two steps nothing changes that
// others could see, and between which two it happens is up to the seed.
func (t *Task) Step(d time.Duration) { t.work(d, true) }
