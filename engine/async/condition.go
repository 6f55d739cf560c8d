package async

import (
	"errors"

	"overlap/engine"
	"overlap/engine/trace"
)

// Condition is where a task that holds a lock waits for something that others change under the same lock, as
// asyncio.Condition. Several conditions may share one lock. A notified task has to get the lock back first, and another
// task may change things again before that: WaitFor checks once more.
type Condition struct {
	name     string
	lock     *Lock
	lot      *engine.Lot
	notified int
}

// NewCondition returns a condition under that lock. The name is for the waits in the trace and for errors.
func NewCondition(t *engine.Task, name string, lock *Lock) *Condition {
	return &Condition{name: name, lock: lock, lot: t.Loop().NewLot(trace.WhyCondition, name, 0)}
}

// Wait releases the lock, which t must hold, waits to be notified and acquires the lock again. t holds the lock when Wait
// returns, even after a cancellation, which is the error then. A task that is cancelled after a notification notifies the
// next task instead, as in CPython since gh-112202, so that the notification is not lost.
func (c *Condition) Wait(t *engine.Task) error {
	if err := c.needLock(t, "waits for"); err != nil {
		return err
	}
	c.lock.Release(t) // t holds it
	err := c.lot.Park(t)
	late := c.reacquire(t)
	switch {
	case err != nil:
		return err
	case late != nil:
		c.lot.Wake()
	}
	return late
}

// reacquire acquires the lock again whatever happens, and returns the first cancellation of the task itself in the
// meantime. The cancellation of a scope lasts, so that the next wait returns it.
func (c *Condition) reacquire(t *engine.Task) (late error) {
	for {
		err := t.Shielded(func() error { return c.lock.Acquire(t) })
		if err == nil {
			return late
		}
		if late == nil {
			late = err
		}
	}
}

// WaitFor waits until ready returns true, as asyncio.Condition.wait_for. It is called with the lock held.
func (c *Condition) WaitFor(t *engine.Task, ready func() bool) error {
	if err := c.needLock(t, "waits for"); err != nil {
		return err
	}
	for !ready() {
		if err := c.Wait(t); err != nil {
			return err
		}
	}
	return nil
}

// Notify wakes up to n waiting tasks, the longest waiting first. It is an error unless t holds the lock, as in trio; asyncio
// checks only that some task holds it.
func (c *Condition) Notify(t *engine.Task, n int) error {
	if err := c.needLock(t, "notifies"); err != nil {
		return err
	}
	for ; n > 0 && c.lot.Wake() != nil; n-- {
		c.notified++
	}
	return nil
}

// NotifyAll wakes all waiting tasks, in order.
func (c *Condition) NotifyAll(t *engine.Task) error { return c.Notify(t, c.lot.Len()) }

// ConditionStats is the state of a condition.
type ConditionStats struct {
	Holder   string // the task that holds its lock, "" when it is free
	Waiting  int    // number of tasks that wait to be notified
	Notified int    // number of notifications so far
}

// Stats returns the condition's state.
func (c *Condition) Stats() ConditionStats {
	return ConditionStats{Holder: c.lock.Stats().Holder, Waiting: c.lot.Len(), Notified: c.notified}
}

// String returns the condition's name for errors.
func (c *Condition) String() string { return title("condition", c.name) }

func (c *Condition) needLock(t *engine.Task, does string) error {
	if c.lock.holder == t {
		return nil
	}
	return errors.New("async: " + t.NameBeside(c.lock.holder) + " " + does + " " + c.String() + " without " + c.lock.String() + ", which " + nobodyOr(c.lock.holder, t) + " holds")
}
