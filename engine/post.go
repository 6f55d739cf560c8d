package engine

import (
	"sync"
	"sync/atomic"
	"time"

	"overlap/engine/trace"
)

// mailbox holds calls that other goroutines leave for the loop, as asyncio's call_soon_threadsafe.
type mailbox struct {
	mu      sync.Mutex
	fns     []func()
	spare   []func()      // the slice that fns becomes next, so that Post allocates none
	arrived atomic.Bool   // fns is not empty; read before every batch, without the lock
	wake    chan struct{} // holds a token if a call arrived since the last wait
	pending int           // posts that are expected; only the loop uses it
	blocked int           // number of these that belong to Block
}

// expected reports whether a call has arrived or may still arrive.
func (m *mailbox) expected() bool { return m.pending > 0 || m.arrived.Load() }

// run makes the calls that have arrived, in order of arrival.
func (m *mailbox) run(l *Loop) {
	if m.arrived.Load() {
		m.drain(l)
	}
}

func (m *mailbox) drain(l *Loop) {
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

// await returns when a call has arrived, at the instant end at the latest. It is for a virtual clock that has no timer to
// jump to.
func (m *mailbox) await(end time.Time) {
	timer := time.NewTimer(time.Until(end))
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-m.wake:
	}
}

// Post has the loop call fn between two steps, as asyncio's call_soon_threadsafe. It is the only method that other
// goroutines may call.
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

// Hold announces a Post: until release, a run with nothing to do is no deadlock. release must be called by the loop.
func (l *Loop) Hold() (release func()) {
	l.posted.pending++
	return func() { l.posted.pending-- }
}

// OnSelect has the loop call fn where asyncio's loop calls its selector: before every batch with false, to find what has come
// meanwhile, and before every wait of a real clock with true, to have what comes from now on announced with Post. fn must not wait.
func (l *Loop) OnSelect(fn func(idle bool)) { l.onSelect = append(l.onSelect, fn) }

func (l *Loop) selects(idle bool) {
	for _, fn := range l.onSelect {
		fn(idle)
	}
}

// Outside returns an error on a virtual clock, which cannot wait for the world outside.
func (l *Loop) Outside() error {
	if l.virtual {
		return errVirtual
	}
	return nil
}

// Block waits in p while call runs in a goroutine of its own, so that a real network's blocking calls are waits of a
// task. If t is cancelled, Block calls interrupt once, which must make call return soon, and waits on: nothing that call
// uses is touched by two goroutines at once. What call has acquired all the same, the caller has to release. On a virtual
// clock, which cannot wait for the world outside, Block returns an error.
func (t *Task) Block(p *Lot, call, interrupt func()) error {
	l := t.loop
	if err := l.Outside(); err != nil {
		return err
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
	return t.suspend()
}

// returned wakes a task whose call outside the loop has returned.
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
			t.cut = &Cancelled{Cause: trace.RunOver}
			t.recall()
		}
	}
	for l.posted.run(l); l.posted.blocked > 0; l.posted.run(l) {
		<-l.posted.wake
	}
}
