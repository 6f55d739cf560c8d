// Package async is what programs are written with: coroutines with results, and ways to wait for several
// at once. It is built on the engine's exported API alone.
package async

import "overlap/engine"

// Coroutine is a call with a result that has not started: what calling an async function returns in
// Python. It can be awaited once, or started as a task.
type Coroutine[T any] struct {
	call  *engine.Coroutine
	value T
}

// Call returns a call of fn that has not started. One that is never awaited nor started is in the run's
// report, as Python's "coroutine was never awaited".
func Call[T any](t *engine.Task, name string, fn func(*engine.Task) (T, error)) *Coroutine[T] {
	c := &Coroutine[T]{}
	c.call = t.Coroutine(name, func(t *engine.Task) (err error) {
		c.value, err = fn(t)
		return err
	})
	return c
}

// Await runs the coroutine as part of the task t and returns its result.
func (c *Coroutine[T]) Await(t *engine.Task) (T, error) {
	err := c.call.Await(t)
	return c.value, err
}

// Start makes a task of the coroutine, as asyncio.create_task.
func (c *Coroutine[T]) Start(t *engine.Task) (*Task[T], error) {
	task, err := c.call.Start(t)
	if err != nil {
		return nil, err
	}
	return &Task[T]{task: task, of: c}, nil
}

// Task is a started coroutine.
type Task[T any] struct {
	task *engine.Task
	of   *Coroutine[T]
}

// Await waits for the task's end and returns its result.
func (k *Task[T]) Await(t *engine.Task) (T, error) {
	err := t.Await(k.task)
	return k.of.value, err
}

// Cancel asks the task to end, as asyncio's Task.cancel.
func (k *Task[T]) Cancel(cause string) bool { return k.task.Cancel(cause) }

// Engine returns the task as the engine knows it.
func (k *Task[T]) Engine() *engine.Task { return k.task }
