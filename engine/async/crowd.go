package async

import (
	"strconv"
	"time"

	"overlap/engine"
	"overlap/engine/trace"
)

// crowd is several tasks that one waits for. It is woken once for all that ended, when those are enough, rather
// than for each.
type crowd struct {
	lot    *engine.Lot
	tasks  []*engine.Task
	left   int
	over   bool
	forget []func()
}

// watch looks at the tasks from now on. enough is called at every end, those that are past first, and says
// whether the wait is over; left is how many tasks have not ended. The caller leaves the crowd in the end.
func watch(t *engine.Task, what string, tasks []*engine.Task, enough func(k *engine.Task, left int) bool) *crowd {
	c := &crowd{tasks: tasks, left: len(tasks), over: len(tasks) == 0, forget: make([]func(), 0, len(tasks))}
	c.lot = t.Loop().NewLot(trace.WhyTask, what+" of "+strconv.Itoa(len(tasks)), 0)
	c.lot.HeldBy(func() *engine.Task { return unfinished(tasks) })
	for _, k := range tasks {
		c.forget = append(c.forget, k.OnDone(func() {
			c.left--
			if !c.over && enough(k, c.left) {
				c.over = true
				c.lot.Wake()
			}
		}))
	}
	return c
}

// leave stops looking.
func (c *crowd) leave() {
	for _, forget := range c.forget {
		forget()
	}
}

// joinUntil waits until enough have ended, until deadline at the latest, which is engine.ErrDeadline; negative is
// none. Another error is a cancellation, of which the tasks hear nothing.
func (c *crowd) joinUntil(t *engine.Task, deadline time.Duration) error {
	if c.over {
		return nil
	}
	return c.lot.ParkUntil(t, deadline)
}

// joinPassingOn waits until enough have ended, whatever happens. Cancellations are passed on to the tasks that
// run; the first of them is the error.
func (c *crowd) joinPassingOn(t *engine.Task) (cancelled error) {
	for !c.over {
		err := c.park(t, cancelled != nil)
		if err == nil {
			continue
		}
		if cancelled == nil {
			cancelled = err
		}
		for _, k := range c.tasks {
			k.PassOn(err)
		}
	}
	return cancelled
}

func (c *crowd) park(t *engine.Task, shielded bool) error {
	if shielded {
		return t.Shielded(func() error { return c.lot.Park(t) })
	}
	return c.lot.Park(t)
}

// unfinished returns the first task that has not ended, which a deadlock report names.
func unfinished(tasks []*engine.Task) *engine.Task {
	for _, k := range tasks {
		if !k.Done() {
			return k
		}
	}
	return nil
}
