package async

import (
	"strconv"
	"time"

	"overlap/engine"
	"overlap/engine/trace"
)

// Ending is something whose end a task can wait for together with others: an *engine.Task, a *Task, a *Future.
type Ending interface {
	Done() bool
	Err() error // nil before its end
	OnDone(fn func()) *engine.Callback
}

// waitSet is what a task waits for in one wait, as the futures of asyncio.wait. The task is woken once, when enough of
// them have ended, and not for each.
type waitSet struct {
	lot   *engine.Lot
	left  int  // number of those that have not ended
	over  bool // enough have ended
	late  bool // the limit has passed
	timer *engine.Timer
	calls []*engine.Callback
}

// watch begins to watch the ends of ks. enough is called for each, in a turn after the end and in order, those that had
// ended before first; left is the number of those that have not ended. It reports whether the wait is over. Only leave
// ends the watch.
func watch[K Ending](t *engine.Task, why trace.Why, what string, ks []K, enough func(k K, left int) bool) *waitSet {
	w := &waitSet{left: len(ks), over: len(ks) == 0, calls: make([]*engine.Callback, 0, len(ks))}
	w.lot = t.Loop().NewLot(why, what, 0)
	w.lot.EndedBy(func() *engine.Task { return unfinished(ks) })
	for _, k := range ks {
		w.calls = append(w.calls, k.OnDone(func() {
			if w.late {
				return
			}
			w.left--
			if enough(k, w.left) && !w.over {
				w.over = true
				w.lot.WakeAll()
			}
		}))
	}
	return w
}

// limit ends the wait when timeout has passed, as asyncio.wait's call_later does: later ends do not count. A negative
// timeout is no limit.
func (w *waitSet) limit(t *engine.Task, timeout time.Duration) {
	if timeout < 0 {
		return
	}
	w.timer = w.lot.Limit(after(t, timeout), func() {
		w.late = true
		w.leave()
		w.lot.WakeAll()
	})
}

// leave stops watching.
func (w *waitSet) leave() {
	w.timer.Stop()
	for _, k := range w.calls {
		k.Forget()
	}
}

// join waits until enough have ended or the limit has passed. An error is a cancellation, which is not passed on.
func (w *waitSet) join(t *engine.Task) error {
	if w.over || w.late {
		return nil
	}
	return w.lot.Park(t)
}

// joinPassingOn waits until enough have ended. Cancellations of t are passed on to the tasks in the same step, as
// asyncio.gather's are. passed is a cancellation that a task has taken, even if it refused to end; a cancellation that no
// task has taken is the error. When all have ended and only the callback of the last is still to come, the wait ends with
// that callback and not before, because asyncio's future can then no longer be cancelled.
func (w *waitSet) joinPassingOn(t *engine.Task, tasks []*engine.Task) (passed *engine.Cancelled, err error) {
	ended := false
	for !w.over {
		passed, err = w.lot.ParkPassing(t, func(x *engine.Cancelled) (took bool) {
			ended = unfinished(tasks) == nil
			for _, k := range tasks {
				took = k.PassOn(t, x) || took
			}
			return took || ended
		})
		if err != nil {
			return nil, err
		}
	}
	if ended {
		return nil, passed
	}
	return passed, nil
}

// unfinished returns the task that a deadlock's report names: of those that have not ended the first daemon, or else the
// first. It is nil if something else has not ended, because no task is known to end a future.
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

// taskOf returns the engine's task behind k, nil for a future.
func taskOf(k Ending) *engine.Task {
	switch k := k.(type) {
	case *engine.Task:
		return k
	case interface{ Engine() *engine.Task }:
		return k.Engine()
	}
	return nil
}

// plural returns a count with its noun, such as "3 tasks".
func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}
