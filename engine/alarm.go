package engine

import "time"

// alarm is what a timer wakes: a task that sleeps or waits with a deadline, or a call. An alarm has at most one timer at a
// time.
type alarm struct {
	seq    uint64        // number of its timer, 0 for none
	due    time.Duration // when the timer goes off
	task   *Task         // nil: call
	call   func()
	by     *Task // the task that the trace names as the cause of what call does, nil for the loop
	thread bool  // it belongs to a thread, which does not wait for the loop
	turn   bool  // it is in the ready queue and no longer among the timers
}

// set has the alarm go off at due.
func (l *Loop) set(a *alarm, due time.Duration) {
	l.seq++
	a.seq, a.due, a.turn = l.seq, due, false
	l.heap(a).push(due, timer{l.seq, a})
}

// unset cancels the alarm's timer, if it has one.
func (l *Loop) unset(a *alarm) {
	if a.seq == 0 {
		return
	}
	a.seq = 0
	if !a.turn {
		l.heap(a).cancelled()
	}
}

// heap returns the timers among which the alarm is set. Those of threads go off also while a task of the loop works.
func (l *Loop) heap(a *alarm) *timers {
	if a.thread {
		return &l.machine.timers
	}
	return &l.timers
}

// ring wakes the alarm's task or makes its call.
func (l *Loop) ring(a *alarm) {
	a.seq = 0
	if a.task != nil {
		l.expire(a.task)
		return
	}
	l.behalf = a.by
	l.guard(a.call)
	l.behalf = nil
}

// Timer is a call that the loop makes at an instant.
type Timer struct {
	loop    *Loop
	alarm   alarm
	counted bool // in the loop's number of pending calls
}

// CallAt has the loop call fn at the instant due, between two steps, as asyncio's loop.call_at. fn must not
// wait.
func (l *Loop) CallAt(due time.Duration, fn func()) *Timer {
	l.calls++
	x := l.callAt(due, func() { l.calls--; fn() })
	x.counted = true
	return x
}

func (l *Loop) callAt(due time.Duration, fn func()) *Timer {
	x := &Timer{loop: l, alarm: alarm{call: fn}}
	l.set(&x.alarm, due)
	return x
}

// callSoon has the loop call fn in a turn of its own, behind those that are ready.
func (l *Loop) callSoon(fn func()) *Timer {
	x := &Timer{loop: l, alarm: alarm{call: fn, due: l.now}}
	l.soon(&x.alarm)
	return x
}

// Stop cancels the call and reports whether it was pending. Stopping a nil Timer returns false.
func (x *Timer) Stop() bool {
	if !x.pending() {
		return false
	}
	if x.counted {
		x.loop.calls--
	}
	x.loop.unset(&x.alarm)
	return true
}

func (x *Timer) pending() bool { return x != nil && x.alarm.seq != 0 }
