package engine_test

import (
	"slices"

	"overlap/engine/trace"
)

// model plays a script as the rules say, with no regard for speed: lists are searched and copied, time goes
// from timer to timer, nothing is skipped. It writes the records that the engine must write.
type model struct {
	now     int64
	tasks   []*actor
	ready   []entry
	timers  []*alarm // in order of creation
	lots    [lots][]*actor
	running *actor
	records []trace.Record
	stuck   bool
}

// entry is a turn: of an actor, or of an alarm that is due.
type entry struct {
	of    *actor
	alarm *alarm
}

type alarm struct {
	due      int64
	of       *actor
	promised bool // it is what is waited for, and no deadline
	over     bool // it went off or was taken back
}

type outcome int

const (
	fine outcome = iota
	deadline
	cancelled
)

// actor is a task of the model.
type actor struct {
	id       trace.TaskID
	alarm    *alarm
	script   *script
	next     int // move
	state    string
	woken    outcome // what the wait it is woken from ends in
	granted  bool    // it was woken alone, and may not lose what for
	pending  bool    // a cancellation that it has not received
	passing  bool    // passes a cancellation on
	awaiting *actor  // while it waits
	awaited  *actor  // until it goes on
	end      outcome
}

func (m *model) record(r trace.Record) {
	r.At = m.now
	m.records = append(m.records, r)
}

func (m *model) by() int32 {
	if m.running == nil {
		return 0
	}
	return int32(m.running.id)
}

func (m *model) spawn(s *script) {
	a := &actor{id: trace.TaskID(len(m.tasks) + 1), script: s, state: "ready"}
	m.record(trace.Record{Kind: trace.TaskMade, Task: a.id, Ref: m.by()})
	m.tasks, m.ready = append(m.tasks, a), append(m.ready, entry{of: a})
}

// play plays the whole run.
func (m *model) play(s *script) {
	m.spawn(s)
	for m.tasks[0].state != "ended" {
		if len(m.ready) == 0 && !m.jump() {
			m.stuck = true
			return
		}
		m.iterate()
	}
	for range 16 {
		if len(m.ready) > 0 {
			m.iterate()
		}
	}
	for _, a := range slices.Clone(m.tasks) {
		m.cancel(a)
	}
	for len(m.ready) > 0 || m.jump() {
		m.iterate()
	}
}

// jump moves time to the next timer, if there is one.
func (m *model) jump() bool {
	if len(m.timers) == 0 {
		return false
	}
	first := m.timers[0].due
	for _, t := range m.timers {
		first = min(first, t.due)
	}
	m.now = max(m.now, first)
	return true
}

// iterate lets those run that are ready now, once each.
func (m *model) iterate() {
	for {
		var first *alarm
		for _, t := range m.timers {
			if t.due <= m.now && (first == nil || t.due < first.due) {
				first = t
			}
		}
		if first == nil {
			break
		}
		m.timers = slices.DeleteFunc(m.timers, func(t *alarm) bool { return t == first })
		m.ready = append(m.ready, entry{alarm: first})
	}
	// An alarm's turn comes in this iteration, that of whom it is for in the next.
	batch := m.ready
	m.ready = nil
	for _, e := range batch {
		switch {
		case e.of != nil:
			m.step(e.of)
		case !e.alarm.over:
			m.expire(e.alarm)
		}
	}
}

func (m *model) expire(t *alarm) {
	t.over = true
	if a := t.of; a.state == "asleep" {
		a.state = "ready"
		m.ready = append(m.ready, entry{of: a})
	} else {
		m.wake(a, deadline)
		a.granted = t.promised
	}
}

// set gives an actor an alarm, and takes back the one it has.
func (m *model) set(a *actor, due int64, promised bool) {
	m.clear(a)
	a.alarm = &alarm{due: due, of: a, promised: promised}
	m.timers = append(m.timers, a.alarm)
}

func (m *model) clear(a *actor) {
	if a.alarm != nil {
		a.alarm.over = true
	}
	m.timers = slices.DeleteFunc(m.timers, func(t *alarm) bool { return t.of == a })
}

// wake ends a wait.
func (m *model) wake(a *actor, with outcome) {
	m.clear(a)
	for i := range m.lots {
		m.lots[i] = slices.DeleteFunc(m.lots[i], func(b *actor) bool { return b == a })
	}
	a.state, a.awaiting, a.woken, a.granted = "ready", nil, with, false
	m.record(trace.Record{Kind: trace.TaskReady, Task: a.id, Ref: m.by()})
	m.ready = append(m.ready, entry{of: a})
}

func (m *model) cancel(a *actor) { m.ask(a, m.by()) }

// ask delivers a cancellation to a, and reports whether a took it.
func (m *model) ask(a *actor, by int32) bool {
	if a.state == "ended" || a.passing {
		return false
	}
	m.record(trace.Record{Kind: trace.CancelSent, Task: a.id, Ref: by})
	a.pending = true
	m.deliver(a)
	return true
}

// deliver cancels the task that a awaits, and a itself if there is no such task. A task that was woken alone keeps what it was
// woken for.
func (m *model) deliver(a *actor) {
	if a.awaiting != nil {
		a.passing = true
		took := m.ask(a.awaiting, int32(a.id))
		a.passing = false
		if took {
			a.pending = false
			return
		}
	}
	switch {
	case a.state == "parked" || a.state == "asleep":
		m.wake(a, cancelled)
	case a.state == "ready" && a.next > 0 && !a.granted:
		a.woken = cancelled
	}
}
