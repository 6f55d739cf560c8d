package async

import (
	"strconv"

	"overlap/engine"
	"overlap/engine/trace"
)

// Gather starts the coroutines as tasks, in order, waits for all of them and returns their results in that
// order, whichever ended first. As asyncio.gather: the first error is returned at once and the others run
// on; cancelling the task that waits cancels those that still run, and the first of them to end so ends the
// wait, while the others clean up. At a coroutine that was already awaited or started it stops with an
// error, and those before it run on.
func Gather[T any](t *engine.Task, cs ...*Coroutine[T]) ([]T, error) {
	tasks := make([]*engine.Task, len(cs))
	for i, c := range cs {
		task, err := c.call.Start(t)
		if err != nil {
			return nil, err
		}
		tasks[i] = task
	}
	if err := waitAll(t, tasks); err != nil {
		return nil, err
	}
	values := make([]T, len(cs))
	for i, c := range cs {
		values[i] = c.value
	}
	return values, nil
}

// waitAll returns when all tasks have ended well or one has not.
func waitAll(t *engine.Task, tasks []*engine.Task) (failed error) {
	left := len(tasks)
	lot := t.Loop().NewLot(trace.WhyTask, "gather of "+strconv.Itoa(left), 0)
	lot.HeldBy(func() *engine.Task { return unfinished(tasks) })
	for _, k := range tasks {
		k.OnDone(func() {
			if left--; failed == nil {
				failed = k.Err()
			}
			if left == 0 || failed != nil {
				lot.Wake()
			}
		})
	}
	var cancelled error
	for left > 0 && failed == nil {
		if err := lot.Park(t); err != nil {
			cancelled = err
			cancelAll(tasks, err)
		}
	}
	if failed != nil {
		return failed
	}
	return cancelled // whose tasks all refused it
}

// cancelAll passes a cancellation on.
func cancelAll(tasks []*engine.Task, err error) {
	cause := err.Error()
	if c, ok := err.(*engine.Cancelled); ok {
		cause = c.Cause
	}
	for _, k := range tasks {
		k.Cancel(cause)
	}
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
