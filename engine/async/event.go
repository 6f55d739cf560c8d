package async

import (
	"overlap/engine"
	"overlap/engine/trace"
)

// Event is a flag that tasks wait for, as asyncio.Event. Set wakes all waiting tasks, which go on even if the event is
// cleared before they run.
//
// An event with a name is a gauge in the trace: 1 while it is set.
type Event struct {
	lot  *engine.Lot
	flag level
}

// NewEvent returns an event that is not set.
func NewEvent(t *engine.Task, name string) *Event {
	return &Event{lot: t.Loop().NewLot(trace.WhyEvent, name, 0), flag: level{name: name}}
}

// Wait returns when the event is set, without suspending if it is set already. An error is a cancellation.
func (e *Event) Wait(t *engine.Task) error {
	if e.IsSet() {
		return nil
	}
	return e.lot.Park(t)
}

// Set sets the event and wakes all waiting tasks, in order. Setting it again changes nothing.
func (e *Event) Set(t *engine.Task) {
	e.flag.set(t, 1)
	e.lot.WakeAll()
}

// Clear resets the event: tasks that call Wait from now on wait for the next Set.
func (e *Event) Clear(t *engine.Task) { e.flag.set(t, 0) }

// IsSet reports whether the event is set.
func (e *Event) IsSet() bool { return e.flag.now == 1 }

// EventStats is the state of an event.
type EventStats struct {
	Set     bool
	Waiting int // number of tasks that wait for the event
}

// Stats returns the event's state.
func (e *Event) Stats() EventStats { return EventStats{Set: e.IsSet(), Waiting: e.lot.Len()} }

// level is a number that becomes a gauge in the trace if it has a name, with a record at each change.
type level struct {
	name string
	now  int
	peak int
}

func (v *level) set(t *engine.Task, n int) {
	if n == v.now {
		return
	}
	v.now, v.peak = n, max(v.peak, n)
	if v.name != "" {
		t.Gauge(v.name, int64(n))
	}
}
