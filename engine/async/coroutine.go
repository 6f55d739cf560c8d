// Package async has what programs are written with: coroutines with results, ways to wait for several at once, and asyncio's and
// trio's primitives. It is built on the engine's exported API alone.
package async

import "overlap/engine"

// Coroutine is a call that has not started, as the result of calling an async function in Python. It can be awaited once,
// or started as a task.
type Coroutine[T any] struct {
	call  engine.Coroutine
	value T
}

// Call returns a call of fn that has not started. If it is never awaited nor started, the run's report names it, as
// Python's warning "coroutine was never awaited".
func Call[T any](t *engine.Task, name string, fn func(*engine.Task) (T, error)) *Coroutine[T] {
	c := &Coroutine[T]{}
	c.call.Init(t, name, func(t *engine.Task) (err error) {
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

// Go starts fn as a task with a result: Call and Start in one.
func Go[T any](t *engine.Task, name string, fn func(*engine.Task) (T, error)) *Task[T] {
	k, err := Call(t, name, fn).Start(t)
	if err != nil {
		panic(err) // a new coroutine can be started
	}
	return k
}

// Start starts the coroutines as tasks, in order. A coroutine that was already awaited or started is an error; tasks made
// of those before it run on.
func Start[T any](t *engine.Task, cs ...*Coroutine[T]) ([]*Task[T], error) {
	tasks := make([]*Task[T], 0, len(cs))
	for _, c := range cs {
		k, err := c.Start(t)
		if err != nil {
			return tasks, err
		}
		tasks = append(tasks, k)
	}
	return tasks, nil
}

// State returns "created", "running", "suspended" or "closed", as inspect.getcoroutinestate.
func (c *Coroutine[T]) State() string { return c.call.State() }

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

// Result returns the task's value and error without waiting. It is an *InvalidStateError while the task runs, as
// asyncio's.
func (k *Task[T]) Result() (T, error) {
	if !k.Done() {
		var none T
		return none, &InvalidStateError{Of: "task " + k.task.Name(), Problem: "has no result yet"}
	}
	return k.of.value, k.task.Err()
}

// Name returns the name of the task's coroutine.
func (k *Task[T]) Name() string { return k.task.Name() }

// State returns the task's state, as engine.Task.State.
func (k *Task[T]) State() string { return k.task.State() }

// Done reports whether the task has ended, well or not.
func (k *Task[T]) Done() bool { return k.task.Done() }

// Err returns the task's error; nil while it runs.
func (k *Task[T]) Err() error { return k.task.Err() }

// OnDone calls fn when the task ends, as engine.Task.OnDone.
func (k *Task[T]) OnDone(fn func()) *engine.Callback { return k.task.OnDone(fn) }

// Cancel asks the task to end, as asyncio's Task.cancel.
func (k *Task[T]) Cancel(cause string) bool { return k.task.Cancel(cause) }

// Engine returns the engine's task.
func (k *Task[T]) Engine() *engine.Task { return k.task }
