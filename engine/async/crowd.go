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
	over   bool
	late   bool // the limit has passed
	timer  *engine.Timer
	forget []func()
}

// watch looks at them from now on. enough is called for every end, in a turn after it, those that are past first, and says
// whether the wait is over; left is how many are to come. The caller leaves the crowd in the end.
func watch[K Ending](t *engine.Task, why trace.Why, what string, ks []K, enough func(k K, left int) bool) *crowd {
	c := &crowd{left: len(ks), over: len(ks) == 0, forget: make([]func(), 0, len(ks))}
	c.lot = t.Loop().NewLot(why, what, 0)
	c.lot.EndedBy(func() *engine.Task { return unfinished(ks) })
	for _, k := range ks {
		c.forget = append(c.forget, k.OnDone(func() {
			if c.late {
				return
			}
			c.left--
			if enough(k, c.left) && !c.over {
				c.over = true
				c.lot.WakeAll()
			}
		}))
	}
	return c
}

// limit has the wait end when timeout has passed, as loop.call_later does in asyncio's: what ends later is not seen. Negative is
// no limit.
func (c *crowd) limit(t *engine.Task, timeout time.Duration) {
	if timeout < 0 {
		return
	}
	c.timer = c.lot.Limit(after(t, timeout), func() {
		c.late = true
		c.leave()
		c.lot.WakeAll()
	})
}

// leave stops looking.
func (c *crowd) leave() {
	c.timer.Stop()
	for _, forget := range c.forget {
		forget()
	}
}

// join waits until enough have ended or the limit has passed. An error is a cancellation, of which they hear nothing.
func (c *crowd) join(t *engine.Task) error {
	if c.over || c.late {
		return nil
	}
	return c.lot.Park(t)
}

// joinPassingOn waits until enough have ended. Cancellations of t are passed on to the tasks, in the same step; passed is one
// that any of them has taken, also when they refused it. One that none of them has taken is the error.
func (c *crowd) joinPassingOn(t *engine.Task, tasks []*engine.Task) (passed *engine.Cancelled, err error) {
	for !c.over {
		passed, err = c.lot.ParkPassing(t, func(x *engine.Cancelled) (took bool) {
			for _, k := range tasks {
				took = k.PassOn(t, x) || took
			}
			return took
		})
		if err != nil {
			return nil, err
		}
	}
	return passed, nil
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
