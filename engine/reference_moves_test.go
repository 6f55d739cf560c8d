package engine_test

import (
	"slices"

	"overlap/engine/trace"
)

// step lets a go on until it waits or ends.
func (m *model) step(a *actor) {
	m.running = a
	fresh := a.state == "ready" && a.next == 0
	a.state = "running"
	m.record(trace.Record{Kind: trace.TaskRunning, Task: a.id})
	with := a.woken
	a.woken, a.granted = fine, false
	if with == cancelled {
		a.pending = false
	}
	if fresh && a.pending {
		m.finish(a, cancelled)
	} else if !fresh {
		m.settle(a, with)
	}
	for a.state == "running" {
		if a.next == len(a.script.moves) {
			m.finish(a, fine)
			break
		}
		a.next++
		m.move(a, a.script.moves[a.next-1])
	}
	m.running = nil
}

// settle ends a move that waited: a task that is not stubborn ends with a cancellation, its own or that of
// the task it awaited.
func (m *model) settle(a *actor, with outcome) {
	if a.awaited != nil && with == fine {
		with = a.awaited.end
	}
	a.awaited = nil
	if with == cancelled && !a.script.stubborn {
		m.finish(a, cancelled)
	}
}

func (m *model) finish(a *actor, with outcome) {
	if with == fine && a.pending { // it has not received the cancellation
		with = cancelled
	}
	a.state, a.end = "ended", with
	kind := trace.TaskDone
	if with == cancelled {
		kind = trace.TaskCancelled
	}
	m.record(trace.Record{Kind: kind, Task: a.id})
	for _, b := range m.joiners(a) {
		m.wake(b, fine)
	}
}

// joiners returns those that await a, in the order they came. Each arrival is in the records.
func (m *model) joiners(a *actor) (waiting []*actor) {
	for _, r := range m.records {
		b := m.tasks[r.Task-1]
		if r.Kind == trace.TaskWaiting && b.awaiting == a {
			waiting = slices.DeleteFunc(waiting, func(c *actor) bool { return c == b })
			waiting = append(waiting, b)
		}
	}
	return waiting
}

// other returns the task that a move made now is about.
func (m *model) other(mv move) *actor { return m.tasks[mv.n*7%len(m.tasks)] }

func (m *model) move(a *actor, mv move) {
	due := m.now + int64(mv.n)*int64(ms)
	switch mv.kind {
	case sleep:
		m.wait(a, trace.Record{Why: trace.WhySleep}, due)
	case work:
		m.now = due
	case spawn:
		if mv.child != nil {
			m.spawn(mv.child)
		}
	case await:
		m.await(a, m.other(mv))
	case cancel:
		m.cancel(m.other(mv))
	case park:
		m.wait(a, trace.Record{Why: trace.WhyEvent, Ref: int32(mv.lot)}, -1)
	case parkUntil:
		m.wait(a, trace.Record{Why: trace.WhyEvent, Ref: int32(mv.lot)}, due)
	case wake, wakeAll:
		for len(m.lots[mv.lot]) > 0 {
			m.wake(m.lots[mv.lot][0], fine)
			if mv.kind == wake {
				m.ready[len(m.ready)-1].of.granted = true
				break
			}
		}
	case wakeAt:
		m.wakeAt(mv.lot, due)
	}
}

func (m *model) await(a, other *actor) {
	switch {
	case a == other:
	case other.state == "ended":
		m.settle(a, other.end)
	default:
		m.wait(a, trace.Record{Why: trace.WhyTask, Ref: int32(other.id)}, -1)
	}
}

// wait begins a wait, until due at the latest when that is not negative. A pending cancellation is delivered at once.
func (m *model) wait(a *actor, r trace.Record, due int64) {
	m.begin(a, r, due)
	if a.pending && a.state != "running" {
		m.deliver(a)
	}
}

func (m *model) begin(a *actor, r trace.Record, due int64) {
	if r.Why == trace.WhyEvent && due == m.now {
		return
	}
	r.Kind, r.Task, r.Arg = trace.TaskWaiting, a.id, max(due, 0)
	m.record(r)
	switch {
	case r.Why == trace.WhySleep && due == m.now:
		a.state = "ready"
		m.ready = append(m.ready, entry{of: a})
		return
	case r.Why == trace.WhySleep:
		a.state = "asleep"
	default:
		a.state = "parked"
	}
	switch r.Why {
	case trace.WhyEvent:
		m.lots[r.Ref] = append(m.lots[r.Ref], a)
	case trace.WhyTask:
		a.awaiting = m.tasks[r.Ref-1]
		a.awaited = a.awaiting
	}
	if due >= 0 {
		m.set(a, due, false)
	}
}

func (m *model) wakeAt(lot int, due int64) {
	switch {
	case len(m.lots[lot]) == 0:
	case due == m.now:
		m.wake(m.lots[lot][0], fine)
		m.ready[len(m.ready)-1].of.granted = true
	default:
		a := m.lots[lot][0]
		if a.alarm != nil && !a.alarm.over && a.alarm.due <= due {
			return
		}
		m.set(a, due, true)
	}
}
