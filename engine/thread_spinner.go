package engine

import (
	"runtime"
	"sync/atomic"
	"time"
)

// spinner is a thread of the operating system that does the work of a modelled thread on a real clock. Real are the time
// that the work takes, the core that it keeps busy, and the delay when there are more threads than cores. A task's code
// between two calls of the engine runs on the run's own goroutine, one task at a time, so that a scenario's variables
// need no locks of Go's. A wait is a timer of the loop's, because a sleeping thread does nothing else. A process is a
// thread without an interpreter lock; its costs are not charged, because nothing is spawned or copied.
type spinner struct {
	jobs chan time.Duration
	stop atomic.Bool // the spinner is to report and stop
}

const (
	// short is the longest work that is done in place, because handing it over takes as long.
	short = 20 * time.Microsecond
	// longestLook is the longest time between two looks at the clock that counts as work: in a longer time the core did
	// something else.
	longestLook = 20 * time.Microsecond
)

// spin has the thread's spinner do the rest of the thread's work.
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

// oneThread reports whether the platform has one thread for everything: spinners take turns there, and a locked thread would
// lock the run out.
const oneThread = runtime.GOOS == "js"

// serve works on a thread of the operating system that nothing else uses, until jobs is closed.
func (s *spinner) serve(clock Clock, report func(used time.Duration)) {
	if !oneThread {
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
	}
	for d := range s.jobs {
		used, last := time.Duration(0), clock.Now()
		for used < d && !s.stop.Load() {
			now := clock.Now()
			used += min(now-last, longestLook)
			last = now
			if oneThread {
				runtime.Gosched()
			}
		}
		report(used)
	}
}

// spun handles a spinner's report.
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

// dismiss ends the thread's spinner, if it has one, without waiting for its end.
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
