package engine

import (
	"time"

	"overlap/engine/trace"
)

// GIL is an interpreter lock, as CPython's: of the threads that need it, the loop's included, only the holder runs. A thread
// that waits for something else releases the lock. A thread that works keeps it until it has had the lock for a switch
// interval and another thread has waited for as long. The next holder is the thread that has waited longest; in CPython the
// operating system chooses.
type GIL struct {
	loop     *Loop
	ref      int32
	interval time.Duration
	holder   *thread
	taken    time.Duration // when the holder got it
	last     *thread       // the last holder
	queue    []*thread
	switches int
}

const (
	lockName = "GIL"
	lockText = "the GIL"
)

// GIL returns the interpreter lock of the run, which has one from the first call on: the loop's thread then needs
// it, too. Its switch interval is the cost profile's, and 5 ms where that says nothing.
func (l *Loop) GIL() *GIL {
	m := l.machinery()
	if m.lock == nil {
		m.lock = &GIL{loop: l, ref: l.NextRef(), interval: l.costs.SwitchInterval}
		if m.lock.interval <= 0 {
			m.lock.interval = 5 * time.Millisecond
		}
		m.self.lock = m.lock
		if m.self.stage != off {
			m.lock.take(&m.self)
		}
	}
	return m.lock
}

// SetInterval sets the switch interval, as sys.setswitchinterval. It must be positive.
func (g *GIL) SetInterval(d time.Duration) {
	if d <= 0 {
		panic("engine: the switch interval is positive, not " + d.String())
	}
	g.interval = d
}

// GILStats is the state of an interpreter lock.
type GILStats struct {
	Switches int // how many times it went from one thread to another
}

// Stats returns the lock's state.
func (g *GIL) Stats() GILStats {
	return GILStats{Switches: g.switches}
}

// wanted reports whether somebody waits for the lock. There may be no lock.
func (g *GIL) wanted() bool { return g != nil && len(g.queue) > 0 }

// dropRequestAt returns the instant at which the holder is asked to release a lock that others wait for, as by CPython's
// gil_drop_request.
func (g *GIL) dropRequestAt() time.Duration { return max(g.taken, g.queue[0].asked) + g.interval }

func (g *GIL) take(th *thread) {
	l := g.loop
	if g.last != nil && g.last != th {
		g.switches++
	}
	g.holder, g.last, g.taken = th, th, l.now
	l.record(&trace.Record{Kind: trace.Acquired, Task: th.id(), Ref: g.ref, Text: l.text(lockName)})
}

// grant gives a free lock to a thread, which then needs a core.
func (m *machine) grant(g *GIL, th *thread) {
	g.take(th)
	m.dispatch(th)
}

// queueForLock puts the thread at the end of the queue for the lock.
func (m *machine) queueForLock(g *GIL, th *thread) {
	th.stage, th.asked = wantsLock, m.loop.now
	g.queue = append(g.queue, th)
	m.arm(g.holder)
}

// release takes the lock from the thread if the thread holds it.
func (m *machine) release(th *thread) {
	if g := th.lock; g != nil && g.holder == th {
		m.loop.record(&trace.Record{Kind: trace.Released, Task: th.id(), Ref: g.ref})
		g.holder = nil
	}
}

// grantNext gives a free lock to the thread that has waited longest. There may be no lock.
func (m *machine) grantNext(g *GIL) {
	if g.wanted() && g.holder == nil {
		next := g.queue[0]
		g.queue = g.queue[1:]
		m.grant(g, next)
	}
}

// yield gives the lock to the next thread, and queues the holder for it again: as in CPython, where a thread that was asked
// to release the lock does not go on before another has had it.
func (m *machine) yield(th *thread) {
	m.blocked(th, lockText)
	m.leave(th)
	m.queueForLock(th.lock, th)
}

// noticed reports whether a thread notices between two steps that it is asked to release the lock. The request depends on
// a timer of the operating system that is late by chance, so the thread notices it at one of the next steps, by chance,
// and after one more interval at the latest.
func (m *machine) noticed(g *GIL) bool {
	return m.loop.now >= g.dropRequestAt()+g.interval || m.loop.rand.IntN(2) == 0
}
