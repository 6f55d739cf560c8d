package async

import (
	"strconv"
	"time"

	"overlap/engine"
	"overlap/engine/trace"
)

// Ending is what comes to an end that can be waited for together with others: an *engine.Task, a *Task, a *Future.
type Ending interface {
	Done() bool
	Err() error // nil before its end
	OnDone(fn func()) (forget func())
}

// crowd is several of them that a task waits for. It is woken once for all that ended, when those are enough,
// rather than for each.
type crowd struct {
	lot    *engine.Lot
	left   int
	past   int // ended before, and not counted yet
	over   bool
	forget []func()
}

// watch looks at them from now on. enough is called for every end, in a turn after it, those that are past first, and says
// whether the wait is over; left is how many are to come. The caller leaves the crowd in the end.
func watch[K Ending](t *engine.Task, why trace.Why, what string, ks []K, enough func(k K, left int) bool) *crowd {
	c := &crowd{left: len(ks), over: len(ks) == 0, forget: make([]func(), 0, len(ks))}
	c.lot = t.Loop().NewLot(why, what, 0)
	c.lot.EndedBy(func() *engine.Task { return unfinished(ks) })
	for _, k := range ks {
		past := k.Done()
		if past {
			c.past++
		}
		c.forget = append(c.forget, k.OnDone(func() {
			if c.left--; past {
				c.past--
			}
			if enough(k, c.left) && !c.over {
				c.over = true
				c.lot.WakeAll()
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
// none. Another error is a cancellation, of which they hear nothing.
func (c *crowd) joinUntil(t *engine.Task, deadline time.Duration) error {
	if c.over {
		return nil
	}
	if c.past > 0 { // they are two turns away, whatever the time
		deadline = -1
	}
	return c.lot.ParkUntil(t, deadline)
}

// joinPassingOn waits until enough have ended. Cancellations of t are passed on to the tasks, in the same step; the first of
// which one of them has taken is the error, also when they refused it.
func (c *crowd) joinPassingOn(t *engine.Task, tasks []*engine.Task) error {
	var passed error
	for !c.over {
		err := c.lot.ParkPassing(t, func(x *engine.Cancelled) (took bool) {
			for _, k := range tasks {
				took = k.PassOn(t, x) || took
			}
			if took && passed == nil {
				passed = x
			}
			return took
		})
		if err != nil {
			return err
		}
	}
	return passed
}

// unfinished returns the first task that has not ended, daemons before others: a deadlock's report names it. It is nil when
// there is something else that has not ended: a future is nobody's.
func unfinished[K Ending](ks []K) (first *engine.Task) {
	for _, k := range ks {
		if k.Done() {
			continue
		}
		t := taskOf(k)
		if t == nil || t.IsDaemon() {
			return t
		}
		if first == nil {
			first = t
		}
	}
	return first
}

// taskOf returns the engine's task behind what ends, nil when it is none.
func taskOf(k Ending) *engine.Task {
	switch k := k.(type) {
	case *engine.Task:
		return k
	case interface{ Engine() *engine.Task }:
		return k.Engine()
	}
	return nil
}

// several returns "3 tasks".
func several(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}
