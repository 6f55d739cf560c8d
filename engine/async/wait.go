package async

import (
	"errors"
	"iter"
	"time"

	"overlap/engine"
	"overlap/engine/trace"
)

// Until says what Wait waits for.
type Until uint8

const (
	FirstCompleted Until = iota + 1 // one has ended, however
	FirstError                      // one has failed, or all have ended; to have been cancelled is no failure, as in asyncio
	All                             // all have ended
)

// Wait waits until enough of the tasks have ended or timeout has passed, and returns which have and which have not,
// each in the order of ks, a task that is given twice once: asyncio.wait. It cancels nothing and reports no failure: that is left to whoever asks
// for a result. A negative timeout is none; with 0, those that are ready get a turn, as in asyncio. The error is a cancellation of t, of which the tasks
// hear nothing, or says that there are no tasks to wait for.
func Wait[K Ending](t *engine.Task, ks []K, until Until, timeout time.Duration) (done, pending []K, err error) {
	if len(ks) == 0 {
		return nil, nil, errors.New("async: wait for no tasks")
	}
	ks = once(ks)
	c := watch(t, trace.WhyWait, until.of(len(ks)), ks, func(k K, left int) bool {
		return left == 0 || until == FirstCompleted || until == FirstError && k.Err() != nil && !engine.IsCancelled(k.Err())
	})
	defer c.leave()
	c.limit(t, timeout)
	if err := c.join(t); err != nil {
		return nil, nil, err
	}
	for _, k := range ks {
		if k.Done() {
			done = append(done, k)
		} else {
			pending = append(pending, k)
		}
	}
	return done, pending, nil
}

// of returns what is waited for, of n tasks.
func (u Until) of(n int) string {
	tasks := several(n, "task")
	switch u {
	case FirstCompleted:
		return "the first of " + tasks
	case FirstError:
		return "a failure or the end of " + tasks
	}
	return tasks
}

// AsCompleted yields the tasks as they end, each once, the first to end first: asyncio.as_completed. Those that have ended
// already come first, in order. A negative timeout is none; counted from the loop's beginning, it yields a
// *TimeoutError when it has passed, as a cancellation of t is yielded: with no task, and last. Neither that nor
// leaving the loop cancels those that have not ended.
func AsCompleted[K Ending](t *engine.Task, ks []K, timeout time.Duration) iter.Seq2[K, error] {
	return func(yield func(K, error) bool) {
		ks, ended := once(ks), []K(nil)
		c := watch(t, trace.WhyWait, "the next of "+several(len(ks), "task"), ks, func(k K, _ int) bool { ended = append(ended, k); return true })
		defer c.leave()
		c.limit(t, timeout)
		for len(ended) > 0 || c.left > 0 {
			c.over = len(ended) > 0
			err := c.join(t)
			if err == nil && len(ended) == 0 {
				err = &TimeoutError{After: timeout}
			}
			if err != nil {
				var none K
				yield(none, err)
				return
			}
			k := ended[0]
			if ended = ended[1:]; !yield(k, nil) {
				return
			}
		}
	}
}

// Shield waits for a task and keeps the cancellation of t from it, as asyncio.shield: t's wait ends, the task runs
// on.
func Shield[T any](t *engine.Task, k *Task[T]) (T, error) {
	if k.Done() {
		return k.Result()
	}
	c := watch(t, trace.WhyTask, k.Name(), []*Task[T]{k}, func(*Task[T], int) bool { return true })
	defer c.leave()
	if err := c.join(t); err != nil {
		var none T
		return none, err
	}
	return k.Result()
}

// once returns ks without what is in it a second time.
func once[K Ending](ks []K) []K {
	seen, each := make(map[Ending]bool, len(ks)), make([]K, 0, len(ks))
	for _, k := range ks {
		if !seen[k] {
			seen[k] = true
			each = append(each, k)
		}
	}
	return each
}
