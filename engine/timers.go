package engine

import "time"

// alarm is whom a timer is for: a task that sleeps or waits with a deadline, or a call. It has at most one
// timer at a time.
type alarm struct {
	seq    uint64        // of the timer set for it, 0 for none
	due    time.Duration // when that timer goes off
	task   *Task         // nil: call
	call   func()
	thread bool // it is a thread's, which does not wait for the loop
}

// timer is an alarm in the heap, with what the heap compares at hand.
type timer struct {
	due   time.Duration
	seq   uint64 // ties between timers go by creation, as asyncio's heap does in practice and trio's does not
	alarm *alarm
}

func (a timer) before(b timer) bool {
	return a.due < b.due || a.due == b.due && a.seq < b.seq
}

// timers is a 4-ary heap: with 10,000 sleepers half as deep as container/heap's, and no interface calls.
// A cancelled timer stays until it surfaces or until more than half are dead; removing it in place would
// mean writing the heap position back into alarms on every move.
type timers struct {
	heap []timer
	dead int
}

func (h *timers) push(e timer) {
	h.heap = append(h.heap, e)
	s, i := h.heap, len(h.heap)-1
	for i > 0 {
		parent := (i - 1) / 4
		if !e.before(s[parent]) {
			break
		}
		s[i] = s[parent]
		i = parent
	}
	s[i] = e
}

// pop removes the earliest timer of a heap that is not empty, and returns its alarm.
func (h *timers) pop() *alarm {
	n := len(h.heap) - 1
	alarm, last := h.heap[0].alarm, h.heap[n]
	h.heap[n].alarm = nil
	h.heap = h.heap[:n]
	if n > 0 {
		h.sink(0, last)
	}
	return alarm
}

// sink puts e into the hole at i or below it.
func (h *timers) sink(i int, e timer) {
	s := h.heap
	for {
		child := 4*i + 1
		if child >= len(s) {
			break
		}
		least := child
		for c := child + 1; c < min(child+4, len(s)); c++ {
			if s[c].before(s[least]) {
				least = c
			}
		}
		if !s[least].before(e) {
			break
		}
		s[i] = s[least]
		i = least
	}
	s[i] = e
}

// next returns when the earliest timer that is still set is due, and puts it on top.
func (h *timers) next() (due time.Duration, ok bool) {
	for len(h.heap) > 0 {
		if e := &h.heap[0]; e.alarm.seq == e.seq {
			return e.due, true
		}
		h.pop()
		h.dead--
	}
	return 0, false
}

// cancelled notes that a timer in the heap will not fire, and sweeps when most of the heap is dead.
func (h *timers) cancelled() {
	h.dead++
	if h.dead < 64 || h.dead*2 < len(h.heap) {
		return
	}
	live := h.heap[:0]
	for _, e := range h.heap {
		if e.alarm.seq == e.seq {
			live = append(live, e)
		}
	}
	clear(h.heap[len(live):])
	h.heap, h.dead = live, 0
	for i := (len(live) - 2) / 4; i >= 0 && len(live) > 1; i-- {
		h.sink(i, live[i])
	}
}

// set has the alarm go off at due.
func (l *Loop) set(a *alarm, due time.Duration) {
	l.seq++
	a.seq, a.due = l.seq, due
	l.heap(a).push(timer{due: due, seq: l.seq, alarm: a})
}

// unset takes back the alarm's timer, if it has one.
func (l *Loop) unset(a *alarm) {
	if a.seq != 0 {
		a.seq = 0
		l.heap(a).cancelled()
	}
}

// heap returns the one that the alarm's timers are in. While a task works, the loop's stand still and those of
// threads go off.
func (l *Loop) heap(a *alarm) *timers {
	if a.thread {
		return &l.machine.timers
	}
	return &l.timers
}

// ring does what an alarm is for whose timer went off.
func (l *Loop) ring(a *alarm) {
	a.seq = 0
	if a.task != nil {
		l.expire(a.task)
		return
	}
	a.call()
}

// Timer is a call that the loop makes at an instant.
type Timer struct {
	loop  *Loop
	alarm alarm
}

// CallAt has the loop call fn at the instant due, between two steps, as asyncio's loop.call_at. fn must not
// wait.
func (l *Loop) CallAt(due time.Duration, fn func()) *Timer {
	x := &Timer{loop: l, alarm: alarm{call: fn}}
	l.set(&x.alarm, due)
	return x
}

// Stop takes the call back and reports whether it was still to come.
func (x *Timer) Stop() bool {
	was := x.alarm.seq != 0
	x.loop.unset(&x.alarm)
	return was
}
