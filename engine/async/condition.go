package async

import (
	"errors"

	"overlap/engine"
	"overlap/engine/trace"
)

// Condition is where a task that holds a lock waits for something that others change under the same lock, as
// asyncio.Condition. Several conditions may share one lock. A task that was notified still has to get the lock
// back, so that what it was told of may be gone again: WaitFor looks once more.
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

// Wait releases the lock, which t must hold, waits to be notified and takes the lock again. t holds it however
// Wait ends, also by a cancellation, which is the error then. A task that is cancelled after it was notified
// notifies the next instead, as CPython's does since gh-112202: the notification would be lost.
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

// reacquire takes the lock again whatever happens, and returns the first cancellation of the task that came
// meanwhile. Those of scopes last: the next wait finds them.
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

// Notify wakes up to n of the tasks that wait, those first that have waited longest. It is an error unless t
// holds the lock, as in trio; to asyncio it is enough that someone does.
func (c *Condition) Notify(t *engine.Task, n int) error {
	if err := c.needLock(t, "notifies"); err != nil {
		return err
	}
	for ; n > 0 && c.lot.Wake() != nil; n-- {
		c.notified++
	}
	return nil
}

// NotifyAll wakes all that wait, in order.
func (c *Condition) NotifyAll(t *engine.Task) error { return c.Notify(t, c.lot.Len()) }

// ConditionStats is the state of a condition.
type ConditionStats struct {
	Holder   string // the task that holds its lock, "" when it is free
	Waiting  int    // how many tasks wait to be notified
	Notified int    // how many have been
}

// Stats returns the condition's state.
func (c *Condition) Stats() ConditionStats {
	return ConditionStats{Holder: c.lock.Stats().Holder, Waiting: c.lot.Len(), Notified: c.notified}
}

// String returns what errors call the condition.
func (c *Condition) String() string { return title("condition", c.name) }

func (c *Condition) needLock(t *engine.Task, does string) error {
	if c.lock.holder == t {
		return nil
	}
	return errors.New("async: " + t.NameBeside(c.lock.holder) + " " + does + " " + c.String() + " without " + c.lock.String() + ", which " + nobodyOr(c.lock.holder, t) + " holds")
}
