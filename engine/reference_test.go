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
	ready   []*actor
	timers  []alarm // in order of creation
	lots    [lots][]*actor
	running *actor
	records []trace.Record
	stuck   bool
}

type alarm struct {
	due int64
	of  *actor
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
	script   *script
	next     int // move
	state    string
	woken    outcome // what the wait it is woken from ends in
	pending  bool    // a cancellation waits for its next wait
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
	m.tasks, m.ready = append(m.tasks, a), append(m.ready, a)
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
		for i := range m.timers {
			if t := &m.timers[i]; t.due <= m.now && (first == nil || t.due < first.due) {
				first = t
			}
		}
		if first == nil {
			break
		}
		m.expire(first.of)
	}
	batch := m.ready
	m.ready = nil
	for _, a := range batch {
		m.step(a)
	}
}

func (m *model) expire(a *actor) {
	if a.state == "asleep" {
		m.clear(a)
		a.state = "ready"
		m.ready = append(m.ready, a)
		return
	}
	m.wake(a, deadline)
}

func (m *model) clear(a *actor) {
	m.timers = slices.DeleteFunc(m.timers, func(t alarm) bool { return t.of == a })
}

// wake ends a wait.
func (m *model) wake(a *actor, with outcome) {
	m.clear(a)
	for i := range m.lots {
		m.lots[i] = slices.DeleteFunc(m.lots[i], func(b *actor) bool { return b == a })
	}
	a.state, a.awaiting, a.woken = "ready", nil, with
	m.record(trace.Record{Kind: trace.TaskReady, Task: a.id, Ref: m.by()})
	m.ready = append(m.ready, a)
}

func (m *model) cancel(a *actor) {
	if a.state == "ended" {
		return
	}
	first, by := a, m.by()
	for range m.alive() {
		m.record(trace.Record{Kind: trace.CancelSent, Task: a.id, Ref: by})
		if a.awaiting == nil || a.awaiting == first {
			break
		}
		a, by = a.awaiting, int32(a.id)
	}
	switch a.state {
	case "ready":
		a.pending = a.pending || a.woken != cancelled
	case "running":
		a.pending = true
	default:
		m.wake(a, cancelled)
	}
}

func (m *model) alive() (n int) {
	for _, a := range m.tasks {
		if a.state != "ended" {
			n++
		}
	}
	return n
}
