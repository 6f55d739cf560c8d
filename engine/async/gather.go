package async

import (
	"overlap/engine"
	"overlap/engine/trace"
)

// Gather starts the coroutines as tasks, in order, waits for all of them and returns their results in that order, as
// asyncio.gather. The first error is returned at once, and the other tasks run on. Cancelling the waiting task, or a
// scope around it, cancels the tasks; the wait ends with the first of them that ends as cancelled, while the others clean
// up. A coroutine that was already awaited or started is an error; tasks made of those before it run on.
func Gather[T any](t *engine.Task, cs ...*Coroutine[T]) ([]T, error) {
	tasks, err := start(t, cs)
	if err != nil {
		return nil, err
	}
	var failed error
	w := watch(t, trace.WhyGather, plural(len(tasks), "task"), tasks, func(k *engine.Task, left int) bool {
		err := k.Err() // read of each task, so that later failures too count as retrieved, as in asyncio
		if failed == nil {
			failed = err
		}
		return left == 0 || failed != nil
	})
	cancelled, err := w.joinPassingOn(t, tasks)
	if err != nil {
		return nil, err
	}
	if failed != nil {
		return nil, cancelled.InsteadOf(failed)
	}
	if cancelled != nil { // all tasks have refused the cancellation
		return nil, cancelled
	}
	values := make([]T, len(cs))
	for i, c := range cs {
		values[i] = c.value
	}
	return values, nil
}

// Outcome is how a task ended: with a value or an error.
type Outcome[T any] struct {
	Value T
	Err   error
}

// GatherSettled starts the coroutines as tasks, in order, waits until all of them have ended and returns their outcomes
// in that order, as asyncio.gather with return_exceptions. Cancelling the waiting task cancels the tasks and waits for
// them too; the cancellation is then returned with the outcomes.
func GatherSettled[T any](t *engine.Task, cs ...*Coroutine[T]) ([]Outcome[T], error) {
	tasks, err := start(t, cs)
	if err != nil {
		return nil, err
	}
	w := watch(t, trace.WhyGather, plural(len(tasks), "task"), tasks, func(k *engine.Task, left int) bool { k.Err(); return left == 0 })
	passed, err := w.joinPassingOn(t, tasks)
	if passed != nil {
		err = passed
	}
	outcomes := make([]Outcome[T], len(cs))
	for i, c := range cs {
		outcomes[i] = Outcome[T]{c.value, tasks[i].Err()}
	}
	return outcomes, err
}

// start makes tasks of the coroutines, up to the first that was already awaited or started.
func start[T any](t *engine.Task, cs []*Coroutine[T]) ([]*engine.Task, error) {
	tasks := make([]*engine.Task, len(cs))
	for i, c := range cs {
		task, err := c.call.Start(t)
		if err != nil {
			return nil, err
		}
		tasks[i] = task
	}
	return tasks, nil
}
