package engine

import (
	"time"

	"overlap/engine/trace"
)

// thread models a thread of the operating system: the loop's own, or that of a single task.
type thread struct {
	task    *Task // the thread's task, nil for the loop's thread
	lock    *GIL  // the interpreter lock that the thread needs to run, nil for none
	stage   stage
	step    bool          // the thread cannot be interrupted before left is over
	left    time.Duration // processor time until its code goes on,
	from    time.Duration // counted from this instant
	since   time.Duration // when the thread got its core
	asked   time.Duration // when the thread asked for the lock
	alarm   alarm         // for the end of its work, or for when it has to make room
	spinner *spinner      // on a real clock
}

type stage uint8

const (
	off       stage = iota // does not want to run
	wantsLock              // waits for the interpreter lock
	wantsCore              // has the lock if it needs it, and waits for a core
	on                     // runs on a core
)

// begin has the thread ask for d of processor time.
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
	m.makeRunnable(th)
	return k
}

// claim gives the loop's running thread its core and lock, which were not counted while it was the only thread.
func (m *machine) claim() {
	m.self.stage, m.self.since = on, m.loop.now
	if m.cores > 0 {
		m.on = append(m.on, &m.self)
	}
	if m.lock != nil {
		m.lock.take(&m.self)
	}
}

// gone removes the thread of an ended task.
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
