package engine

import "sync"

// mailbox is where other goroutines leave completions for the loop, as asyncio's selector and
// call_soon_threadsafe do.
type mailbox struct {
	mu      sync.Mutex
	fns     []func()
	wake    chan struct{} // holds one token while fns is not empty
	pending int           // calls under way outside; touched by the loop only
}

// expected reports whether something may still arrive.
func (m *mailbox) expected() bool {
	if m.pending > 0 {
		return true
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	return len(m.fns) > 0
}

// run calls what has arrived, in order of arrival.
func (m *mailbox) run() {
	m.mu.Lock()
	fns := m.fns
	m.fns = nil
	select {
	case <-m.wake:
	default:
	}
	m.mu.Unlock()
	for _, fn := range fns {
		fn()
	}
}

// Post has the loop call fn between two steps. It is the one method that any goroutine may call.
func (l *Loop) Post(fn func()) {
	m := &l.posted
	m.mu.Lock()
	m.fns = append(m.fns, fn)
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
// waits of a task. Cancelled, it calls interrupt, which must make call return soon, and goes on waiting
// until it has: nothing call uses is touched by two at once. A virtual clock cannot wait for the world
// outside, so Block refuses it.
func (t *Task) Block(p *Lot, call, interrupt func()) error {
	l := t.loop
	if l.virtual {
		return errVirtual
	}
	if err := t.enter(); err != nil {
		return err
	}
	p.describe(t)
	p.append(t)
	t.interrupt = interrupt
	release := l.Hold()
	go func() {
		call()
		l.Post(func() {
			release()
			if t.lot == p {
				p.remove(t)
				l.wake(t)
			}
		})
	}()
	err := t.suspend()
	t.interrupt = nil
	return err
}
