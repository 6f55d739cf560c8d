package async

import (
	"overlap/engine"
	"overlap/engine/trace"
)

// InvalidStateError is the error of reading a result too early, or setting it twice, as asyncio.InvalidStateError.
type InvalidStateError struct {
	Of      string // such as "future reply"
	Problem string // such as "is already done"
}

func (e *InvalidStateError) Error() string { return "async: " + e.Of + " " + e.Problem }

// Future is a value that is not known yet, as asyncio.Future: it is set once, by any task or callback, and awaited by any
// number of tasks. The result of a function is a Task instead.
type Future[T any] struct {
	name      string
	lot       *engine.Lot
	loop      *engine.Loop
	done      bool
	value     T
	err       error
	callbacks engine.Callbacks
}

// NewFuture returns a future that is not set. The trace and errors use its name.
func NewFuture[T any](t *engine.Task, name string) *Future[T] {
	return &Future[T]{name: name, loop: t.Loop(), lot: t.Loop().NewLot(trace.WhyFuture, name, 0)}
}

// Set gives the future its value. It returns an *InvalidStateError if the future is done already.
func (f *Future[T]) Set(value T) error { return f.settle(value, nil) }

// Fail gives the future an error instead of a value. It returns an *InvalidStateError if the future is done already.
func (f *Future[T]) Fail(err error) error {
	var none T
	return f.settle(none, err)
}

// Cancel ends the future with a cancellation, which all tasks that await it get. It returns false if the future is done
// already.
func (f *Future[T]) Cancel(cause string) bool {
	return f.Fail(&engine.Cancelled{Cause: cause}) == nil
}

func (f *Future[T]) settle(value T, err error) error {
	if f.done {
		return &InvalidStateError{Of: title("future", f.name), Problem: "is already done"}
	}
	f.done, f.value, f.err = true, value, err
	f.callbacks.Call(f.loop)
	f.lot.WakeAll()
	return nil
}

// Await waits until the future is done and returns its value or error. Cancelling a task that awaits a future cancels the
// future in the same step, as in asyncio, and so ends the wait of all other tasks; an Event has no such effect.
func (f *Future[T]) Await(t *engine.Task) (T, error) {
	if !f.done {
		var none T
		cancel := func(c *engine.Cancelled) bool { return f.settle(none, c) == nil }
		passed, err := f.lot.ParkPassing(t, cancel)
		if err != nil {
			return none, err
		}
		return f.value, passed.InsteadOf(f.err)
	}
	return f.value, f.err
}

// Result returns the value or error without waiting. It is an *InvalidStateError while the future is pending.
func (f *Future[T]) Result() (T, error) {
	if !f.done {
		return f.value, &InvalidStateError{Of: title("future", f.name), Problem: "has no result yet"}
	}
	return f.value, f.err
}

// Done reports whether the future has a value or an error.
func (f *Future[T]) Done() bool { return f.done }

// Err returns the future's error; nil while it is pending.
func (f *Future[T]) Err() error { return f.err }

// State returns "pending", "done", "failed" or "cancelled".
func (f *Future[T]) State() string {
	switch {
	case !f.done:
		return "pending"
	case f.err == nil:
		return "done"
	case engine.IsCancelled(f.err):
		return "cancelled"
	}
	return "failed"
}

// OnDone has the loop call fn when the future is done, as engine.Task.OnDone.
func (f *Future[T]) OnDone(fn func()) *engine.Callback {
	k := f.callbacks.Add(fn)
	if f.done {
		f.callbacks.Call(f.loop)
	}
	return k
}
