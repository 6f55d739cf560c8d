package engine

import (
	"runtime"
	"sync/atomic"
	"time"
)

// spinner is a thread of the operating system's that does the work of one of ours, on a real clock: real are the
// time it takes, the core it keeps busy, and that it takes longer when there are more of them than cores. What
// a task does between two calls of the engine runs on the run's own goroutine, one task at a time, so that the
// variables of a scenario need no locks of Go's; and a wait is the loop's timer, because a thread that sleeps
// does nothing else. A process is a thread without an interpreter lock; its costs are not charged, because
// nothing is spawned or copied.
type spinner struct {
	jobs chan time.Duration
	stop atomic.Bool // it must return from what it does
}

const (
	// short is work that is done in place, because handing it over takes as long.
	short = 20 * time.Microsecond
	// blink is the longest time between two looks at the clock that counts as work: in a longer one the
	// operating system had the core do something else.
	blink = 20 * time.Microsecond
)

// spin has the thread's spinner do what is left to do.
func (m *machine) spin(th *thread) {
	l := m.loop
	if th.left <= short {
		l.clock.Spend(th.left)
		l.tick()
		th.left = 0
		m.halted(th)
		return
	}
	if th.spinner == nil {
		th.spinner = m.newSpinner(th)
	}
	m.arm(th)
	l.posted.pending++
	th.spinner.stop.Store(false)
	th.spinner.jobs <- th.left
}

func (m *machine) newSpinner(th *thread) *spinner {
	s := &spinner{jobs: make(chan time.Duration, 1)}
	go s.serve(m.loop.clock, func(used time.Duration) {
		m.loop.Post(func() { m.spun(th, used) })
	})
	return s
}

// oneThread is a platform with one thread for everything: spinners take turns there, and locking it would lock
// the run out.
const oneThread = runtime.GOOS == "js"

// serve keeps a thread of the operating system's to itself until it is closed.
func (s *spinner) serve(clock Clock, report func(used time.Duration)) {
	if !oneThread {
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
	}
	for d := range s.jobs {
		used, last := time.Duration(0), clock.Now()
		for used < d && !s.stop.Load() {
			now := clock.Now()
			used += min(now-last, blink)
			last = now
			if oneThread {
				runtime.Gosched()
			}
		}
		report(used)
	}
}

// spun handles the report of a spinner that has stopped.
func (m *machine) spun(th *thread, used time.Duration) {
	l := m.loop
	l.posted.pending--
	l.unset(&th.alarm)
	l.tick()
	th.left = max(th.left-used, 0)
	if l.phase != phaseFinished {
		m.halted(th)
	}
}

// dismiss tells the thread's spinner, if it has one, to end, without waiting for that.
func (th *thread) dismiss() {
	if s := th.spinner; s != nil {
		s.stop.Store(true)
		close(s.jobs)
		th.spinner = nil
	}
}

// close ends all spinners.
func (m *machine) close() {
	m.self.dismiss()
	for _, t := range m.loop.tasks {
		if t.thread != nil {
			t.thread.dismiss()
		}
	}
}
