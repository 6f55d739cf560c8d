package engine

import (
	"sync"
	"sync/atomic"
	"time"
)

// mailbox is where other goroutines leave completions for the loop, as asyncio's selector and
// call_soon_threadsafe do.
type mailbox struct {
	mu      sync.Mutex
	fns     []func()
	spare   []func()      // the other of two slices, so that a run at rest allocates none
	arrived atomic.Bool   // whether fns has any: looked at before every batch, without the lock
	wake    chan struct{} // holds a token when something arrived since the last wait
	pending int           // calls under way outside; touched by the loop only
	blocked int           // and how many of them are Block's
}

// expected reports whether something may still arrive.
func (m *mailbox) expected() bool { return m.pending > 0 || m.arrived.Load() }

// run calls what has arrived, in order of arrival.
func (m *mailbox) run(l *Loop) {
	if m.arrived.Load() {
		m.empty(l)
	}
}

func (m *mailbox) empty(l *Loop) {
	m.mu.Lock()
	fns := m.fns
	m.fns, m.spare = m.spare, nil
	m.arrived.Store(false)
	m.mu.Unlock()
	for _, fn := range fns {
		l.guard(fn)
	}
	clear(fns)
	m.spare = fns[:0]
}

// await returns when something has arrived, at end at the latest: a model that waits for the world outside
// has no instant to jump to.
func (m *mailbox) await(end time.Time) {
	timer := time.NewTimer(time.Until(end))
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-m.wake:
	}
}

// Post has the loop call fn between two steps. It is the one method that any goroutine may call.
func (l *Loop) Post(fn func()) {
	m := &l.posted
	m.mu.Lock()
	m.fns = append(m.fns, fn)
	m.arrived.Store(true)
	m.mu.Unlock()
	select {
	case m.wake <- struct{}{}:
	default:
	}
}

// Hold tells the loop that a Post is to be expected, so that having nothing to run is not a deadlock.
// The function it returns takes that back; the loop must be the one to call it.
func (l *Loop) Hold() (release func()) {
	l.posted.pending++
	return func() { l.posted.pending-- }
}

// Block waits in p while call runs in a goroutine of its own: how a real network's blocking calls become
// waits of a task. Cancelled, it calls interrupt once, which must make call return soon, and goes on waiting
// until it has: nothing call uses is touched by two at once. What call brought home all the same is then the
// caller's to release. A virtual clock cannot wait for the world outside, so Block refuses it.
func (t *Task) Block(p *Lot, call, interrupt func()) error {
	l := t.loop
	if l.virtual {
		return errVirtual
	}
	t.enter()
	p.describe(t, 0)
	p.append(t)
	t.recall = interrupt
	l.posted.pending++
	l.posted.blocked++
	go func() {
		call()
		l.Post(func() { l.returned(t) })
	}()
	err := t.suspend()
	return err
}

// returned lets a task go on whose call outside the loop has returned.
func (l *Loop) returned(t *Task) {
	l.posted.pending--
	l.posted.blocked--
	t.recall = nil
	t.lot.remove(t)
	l.wake(t)
}

// recall interrupts the calls outside the loop and returns when all of them have returned.
func (l *Loop) recall() {
	for _, t := range l.tasks {
		if t.recall != nil && t.cut == nil {
			t.cut = &Cancelled{Cause: "the run is over"}
			t.recall()
		}
	}
	for l.posted.run(l); l.posted.blocked > 0; l.posted.run(l) {
		<-l.posted.wake
	}
}
