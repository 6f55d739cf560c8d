package loop

import (
	"slices"
	"time"

	"overlap/engine"
	"overlap/quantity"
	"overlap/scenarios"
)

// task returns a task of the program: it starts, sleeps once and goes on.
func (l *eventLoop) task(row scenarios.Row) func(*engine.Task) error {
	return func(t *engine.Task) error {
		t.Log("start " + row.Key)
		t.Label("sleeps " + quantity.Duration(row.Duration()))
		if err := l.sleep(t, row.Duration()); err != nil {
			return err
		}
		l.order = append(l.order, row.Key)
		t.Log("resume " + row.Key)
		return nil
	}
}

// callAt sets a timer, in order: before the timers due later, and after those due at the same instant.
func (l *eventLoop) callAt(due time.Duration, call func()) {
	i := len(l.timers)
	for i > 0 && due < l.timers[i-1].due {
		i--
	}
	l.timers = slices.Insert(l.timers, i, timer{due, call})
}
