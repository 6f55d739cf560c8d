package async

import (
	"strconv"

	"overlap/engine"
	"overlap/engine/trace"
)

// Gather starts the coroutines as tasks, in order, waits for all of them and returns their results in that
// order, whichever ended first. As asyncio.gather: the first error is returned at once and the others run
// on; cancelling the task that waits cancels those that still run and waits for them.
func Gather[T any](t *engine.Task, cs ...*Coroutine[T]) ([]T, error) {
	tasks := make([]*engine.Task, len(cs))
	for i, c := range cs {
		task, err := c.call.Start(t)
		if err != nil {
			return nil, err
		}
		tasks[i] = task
	}
	if err := wait(t, tasks); err != nil {
		return nil, err
	}
	values := make([]T, len(cs))
	for i, c := range cs {
		values[i] = c.value
	}
	return values, nil
}

// wait returns when all tasks have ended well or one has not.
func wait(t *engine.Task, tasks []*engine.Task) error {
	lot := t.Loop().NewLot(trace.WhyTask, "gather of "+strconv.Itoa(len(tasks)), 0)
	left, failed := len(tasks), error(nil)
	for _, k := range tasks {
		k.OnDone(func() {
			if left--; k.Err() != nil && failed == nil {
				failed = k.Err()
			}
			if left == 0 || failed != nil {
				lot.Wake()
			}
		})
	}
	for left > 0 && failed == nil {
		if err := lot.Park(t); err != nil {
			return abandon(t, tasks, lot, &left, err)
		}
	}
	return failed
}

// abandon passes a cancellation on to the tasks that still run, and waits for them.
func abandon(t *engine.Task, tasks []*engine.Task, lot *engine.Lot, left *int, cause error) error {
	for _, k := range tasks {
		k.Cancel(cause.Error())
	}
	for *left > 0 {
		if err := lot.Park(t); err != nil {
			return err
		}
	}
	return cause
}
