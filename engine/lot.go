package engine

import (
	"time"

	"overlap/engine/trace"
)

// Lot is a queue of tasks that wait for one thing, first in, first out, as trio's ParkingLot. Every wait except a plain
// sleep is in a Lot, so that fairness, cancellation, deadlines, deadlock reports and the trace are implemented once. Locks,
// queues and connections are built on it.
type Lot struct {
	loop       *Loop
	why        trace.Why
	name       string
	text       trace.Text
	ref        int32
	owner      *Task        // whose end is waited for, when it is a task's
	by         func() *Task // could end the wait
	limit      *Timer       // ends it at the latest, nil for none
	head, tail *Task
	n          int
	handed     int           // tasks that were woken by Wake and have not run yet
	takeBack   func(t *Task) // undoes what Wake gave a task, nil when it cannot be undone
}

// NewLot returns a place to wait on this loop. name says what for, in the trace and in a deadlock report;
// ref is the connection or resource waited for, or 0.
func (l *Loop) NewLot(why trace.Why, name string, ref int32) *Lot {
	return &Lot{loop: l, why: why, name: name, ref: ref}
}

// EndedBy tells deadlock reports which task could end the wait, such as the one that holds a lock; by returns nil for none
// in particular.
func (p *Lot) EndedBy(by func() *Task) { p.by = by }

// Limit has the loop call fn at the instant due, or in its next turn when that has come: fn ends the wait of those that wait
// here by then, and the trace says until when they do. One at a time; the caller stops it.
func (p *Lot) Limit(due time.Duration, fn func()) *Timer {
	p.limit = p.loop.callAt(due, fn)
	return p.limit
}

// Len returns how many tasks wait.
func (p *Lot) Len() int { return p.n }

// TakenBack says how to undo what Wake gives a task, for one that is cancelled before it has run.
func (p *Lot) TakenBack(undo func(t *Task)) { p.takeBack = undo }

// Handed returns how many tasks were woken by Wake and have not run yet.
func (p *Lot) Handed() int { return p.handed }

// Park waits until the task is woken. An error is a cancellation.
func (p *Lot) Park(t *Task) error { return p.ParkUntil(t, -1) }

// ParkPassing parks as Park, but passes a cancellation of t on to what t waits for. cancel is called in the same step and
// reports whether that took it; the task then waits on, and when it is woken passed is the cancellation, which may have
// been refused.
func (p *Lot) ParkPassing(t *Task, cancel func(c *Cancelled) bool) (passed *Cancelled, err error) {
	t.cancelAwaited = cancel
	err = p.Park(t)
	if t.cancelAwaited = nil; err != nil {
		return nil, err
	}
	return t.passedOn(), nil
}

// ParkUntil waits until the task is woken or the instant deadline has come, which returns ErrDeadline.
// A negative deadline is none. A task that Wake has woken keeps what it was given even if it is cancelled before it runs:
// the cancellation arrives at its next wait, as in trio and unlike in asyncio, so that no wake-up is lost.
func (p *Lot) ParkUntil(t *Task, deadline time.Duration) error {
	t.enter()
	if deadline >= 0 && deadline <= p.loop.now {
		return ErrDeadline
	}
	p.describe(t, max(deadline, 0))
	p.append(t)
	if deadline >= 0 {
		p.loop.set(&t.alarm, deadline)
	}
	return t.suspend()
}

// describe records that t begins to wait here, until the instant due unless that is 0.
func (p *Lot) describe(t *Task, due time.Duration) {
	if p.text == 0 {
		p.text = p.loop.text(p.name)
	}
	if p.limit.pending() {
		due = max(p.limit.alarm.due, p.loop.now) // a long turn may have passed it, but not called its timer yet
	}
	t.waiting(&trace.Record{Why: p.why, Ref: p.ref, Text: p.text, Arg: int64(due)})
}

// Wake makes the task that has waited longest ready and returns it; nil when none waits. It stands for something that one
// task gets and others do not: an item, a permit, a lock.
func (p *Lot) Wake() *Task {
	t := p.wake()
	if t != nil {
		p.grant(t)
	}
	return t
}

func (p *Lot) wake() *Task {
	t := p.head
	if t != nil {
		p.remove(t)
		p.loop.wake(t)
	}
	return t
}

func (p *Lot) grant(t *Task) {
	t.granted = p
	p.handed++
}

// WakeAt makes the task that has waited longest ready at the instant due, unless it is woken before. Its wait then ends as at
// a deadline, with ErrDeadline, and the task has to find out which of the two it was. WakeAt is for things on their way, such
// as bytes with a latency: they need neither a helper task nor a switch before they arrive. The next task in the queue needs
// a call of its own.
func (p *Lot) WakeAt(due time.Duration) {
	t := p.head
	switch {
	case due <= p.loop.now:
		p.Wake()
	case t == nil || t.alarm.seq != 0 && t.alarm.due <= due:
	default:
		p.loop.unset(&t.alarm)
		p.loop.set(&t.alarm, due)
		t.promised = true
	}
}

// WakeAll makes every waiting task ready, in order. It stands for news to all tasks, which are not lost when a task is
// cancelled before it has run: the task receives the cancellation now.
func (p *Lot) WakeAll() {
	for p.wake() != nil {
	}
}

func (p *Lot) append(t *Task) {
	t.lot, t.prev, t.next = p, p.tail, nil
	if p.tail != nil {
		p.tail.next = t
	} else {
		p.head = t
	}
	p.tail = t
	p.n++
}

func (p *Lot) remove(t *Task) {
	if t.prev != nil {
		t.prev.next = t.next
	} else {
		p.head = t.next
	}
	if t.next != nil {
		t.next.prev = t.prev
	} else {
		p.tail = t.prev
	}
	t.lot, t.prev, t.next = nil, nil, nil
	p.n--
}
